from datetime import date

import pytest

from tests.support.rosters import people, problems, recognised, skipped

MACHINE = [
    "member_no", "full_name", "birth_date", "sex", "phone", "citizen_id", "organization_code",
    "kind", "from", "until",
]  # fmt: skip
A_PERSON = [
    "DV01", "Lê Thị An", "1990-02-03", "nu", "0912345678", "079190000124", "CD01",
    "doan_vien", "2020-01-01", "2026-01-01",
]  # fmt: skip


def test_the_machine_form_is_read_in_any_order_and_subset() -> None:
    table = [list(reversed(MACHINE)), list(reversed(A_PERSON))]
    (row,) = people(table)
    assert recognised(table).is_machine
    assert (row.member_no, row.full_name, row.birth_date) == ("DV01", "Lê Thị An", "1990-02-03")
    assert (row.sex, row.phone, row.kind) == ("nu", "+84912345678", "doan_vien")
    assert (row.organization_code, row.valid_from) == ("CD01", date(2020, 1, 1))
    assert row.valid_until == date(2026, 1, 1)
    (update,) = people([["phone", "member_no"], ["0912345678", "DV01"]])
    assert (update.full_name, update.phone) == (None, "+84912345678")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("full_name", "123", "name_without_letters"),
        ("birth_date", "31/02/1990", "day_impossible"),
        ("birth_date", "2027", "birth_impossible"),
        ("sex", "khác", "choice_unknown"),
        ("phone", "12", "phone_invalid"),
        ("citizen_id", "1.23E+11", "digits_lost"),
        ("kind", "khách", "choice_unknown"),
        ("organization_code", "#N/A", "cell_error"),
        ("from", "2020", "day_incomplete"),
        ("until", "2019-12-31", "until_before_from"),
    ],
)
def test_the_machine_form_is_strict(column: str, value: str, code: str) -> None:
    wrong = [
        value if name == column else cell for name, cell in zip(MACHINE, A_PERSON, strict=True)
    ]
    table = [MACHINE, wrong, A_PERSON]
    assert problems(table) == [(2, column, value, code)]
    assert [row.line for row in people(table)] == [3]


def test_the_machine_form_takes_a_team_for_a_person_but_never_a_blank_row() -> None:
    table = [["member_no", "full_name"], ["1", "Tổ Một"], ["", ""], ["2", "Tổng Cộng"], ["3", ""]]
    assert [row.full_name for row in people(table)] == ["Tổ Một", "Tổng Cộng", None]
    assert skipped(table) == [(3, "row_is_blank")]
    assert problems([["full_name", "phone"], ["", "0912345678"]]) == [
        (2, "full_name", "", "name_missing")
    ]
