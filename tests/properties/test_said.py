"""Whom a file speaks of is told alike with and without the short cut by name and birthday."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benefits.exchange.kinds.speaking import Mark, Said
from benefits.exchange.outcome import Row
from benefits.members.names import is_birthday

NAMES = ("Lê An", "LÊ AN", "Lê Ân", "Vũ Bình")
BIRTHS = (None, "1990", "1990-01-01", "1990-01-02")


def some(*values: str | None) -> st.SearchStrategy[str | None]:
    return st.sampled_from((None, None, *values))


def told_apart(values: dict[str, str | None]) -> dict[str, str]:
    told = {name: value for name, value in values.items() if value}
    return told | ({"citizen_id_last4": "0001"} if "citizen_id_hash" in told else {})


ROW = st.fixed_dictionaries(
    {
        "full_name": st.sampled_from(NAMES),
        "birth": st.sampled_from(BIRTHS),
        "member_no": some("1", "2"),
        "citizen_id_hash": some("a", "b"),
        "organization_code": st.sampled_from(("SEN", "SAO")),
    }
).map(told_apart)


class Everybody(set[Mark]):
    """A set that leaves nobody out, as though nothing were known of birthdays."""

    def __contains__(self, _mark: object) -> bool:
        return True


@given(st.lists(ROW, max_size=12))
def test_rows_mean_the_same_people(rows: list[dict[str, Any]]) -> None:
    quick, slow = Said(), Said(born=Everybody())
    for line, told in enumerate(rows, start=2):
        assert quick.hear(Row(line, told)).line == slow.hear(Row(line, told)).line


@given(st.lists(ROW, max_size=12))
def test_two_of_one_name_and_birthday_are_always_seen(rows: list[dict[str, Any]]) -> None:
    said = Said()
    for line, told in enumerate(rows, start=2):
        said.hear(Row(line, told))
    for told in rows:
        name, birth = told["full_name"], told.get("birth")
        may_be = said.may_be(name, birth)
        namesakes = said.namesakes(name)
        if not is_birthday(birth):
            assert may_be == namesakes
            continue
        born_alike = [each for each in namesakes if each.birth == birth]
        assert all(each in namesakes for each in may_be)
        if len(born_alike) > 1:
            assert all(each in may_be for each in born_alike)
