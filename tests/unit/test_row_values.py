"""What rows tell is the same whether they are gone through one by one or column by column."""

from datetime import date
from typing import Any

from benefits.exchange.kinds.row_values import people_told, person_told
from benefits.exchange.roster import PlainPeople
from benefits.members import identity

PAPER = identity.citizen_id("001190012345")
TOLD: dict[str, list[Any]] = {
    "member_no": ["DX1", None, "DX3"],
    "full_name": ["Lê An", "Lê Bình", None],
    "birth_date": ["1990-02-14", None, "1991"],
    "citizen_id": [PAPER, None, PAPER],
    "valid_from": [date(2024, 1, 1), None, date(2023, 5, 6)],
    "valid_until": [None, None, date(2025, 1, 1)],
    "pays_dues": [True, False, None],
    "note": ["a", "b", "c"],
}


def test_people_told_column_by_column_are_told_the_same_one_by_one() -> None:
    for told in (TOLD, {name: values[:1] for name, values in TOLD.items()}):
        people = PlainPeople(range(2, 2 + len(told["member_no"])), told)
        assert people_told(people, b"key") == [
            person_told(each, b"key") for each in people.singly()
        ]


def test_a_unit_or_a_day_that_is_not_told_is_left_out() -> None:
    (_, second, _) = people_told(PlainPeople((2, 3, 4), TOLD), b"key")
    assert (second.line, second.values) == (3, {"full_name": "Lê Bình", "pays_dues": False})
