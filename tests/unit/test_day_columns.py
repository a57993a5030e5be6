"""Days written month first are never turned round, nor left as they are, without a word."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from benefits.exchange.reading import open_table, pasted
from benefits.exchange.roster import RosterRow, recognise
from tests.support.rosters import TODAY, people, problems

Told = list[tuple[str | None, list[str]]]


def births(*written: str) -> Told:
    """Return each birth as it was read, and what was told of it."""
    table = [
        ["Họ tên", "Ngày sinh"],
        *([f"Lê {chr(65 + at)}", day] for at, day in enumerate(written)),
    ]
    return [(row.birth_date, [flag.code for flag in row.flags]) for row in people(table)]


def test_a_column_that_can_only_be_month_first_is_read_so_and_told() -> None:
    turned = ["day_month_first"]
    assert births("07/25/1986", "5/7/1990", "3/3/1988", "1979", "1988-04-03") == [
        ("1986-07-25", turned),
        ("1990-05-07", turned),
        ("1988-03-03", []),
        ("1979", []),
        ("1988-04-03", []),
    ]


def test_where_both_ways_are_written_whatever_can_be_either_is_told() -> None:
    assert births("07/25/1986", "25/07/1986", "5/7/1990") == [
        ("1986-07-25", ["day_month_first"]),
        ("1986-07-25", []),
        ("1990-07-05", ["day_or_month"]),
    ]


def test_one_slip_among_many_days_turns_none_of_them() -> None:
    usual = [f"{day}/{month}/1986" for day in (13, 25) for month in range(1, 13)]
    table = [
        ["Họ tên", "Ngày sinh"],
        *(["Lê An", day] for day in (*usual, "5/7/1990", "05/13/1990")),
    ]
    assert problems(table) == [(len(table), "Ngày sinh", "05/13/1990", "day_impossible")]
    assert people(table)[-1].birth_date == "1990-07-05"
    assert "day_or_month" not in {flag.code for row in people(table) for flag in row.flags}


def test_a_column_that_tells_nothing_itself_goes_with_the_others() -> None:
    table = [
        ["Họ tên", "Ngày sinh", "Ngày vào công đoàn", "Từ ngày"],
        ["Lê An", "07/25/1986", "3/1/2011", "01/02/2024"],
    ]
    (row,) = people(table)
    assert (row.joined, row.valid_from) == (date(2011, 3, 1), date(2024, 1, 2))
    assert [flag.params for flag in row.flags] == [
        (("read", "25/07/1986"),),
        (("read", "02/01/2024"),),
        (("read", "01/03/2011"),),
    ]


def test_days_that_a_spreadsheet_seems_to_have_turned_while_they_were_typed_are_told() -> None:
    left, kept = (
        [f"{day}/07/1986" for day in range(13, 18)],
        [f"1986-0{at}-0{at + 1}" for at in range(1, 6)],
    )
    told = births(*left, *kept, "1986-05-05")
    assert [codes for _, codes in told] == [[]] * 5 + [["day_maybe_turned"]] * 5 + [[]]
    assert births(*left, *kept, "1986-05-20")[5] == ("1986-01-02", [])


LONG = [
    ["Họ tên", "Ngày sinh"],
    *(["Lê An", "5/7/1990"] for _ in range(600)),
    ["Lê Bình", "07/25/1986"],
]


def workbook(rows: list[list[str]]) -> bytes:
    book, file = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(["", *row])
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "paste"])
def test_the_whole_column_is_looked_at_before_its_first_day_is_read(kind: str) -> None:
    text = "\n".join(map("\t".join, LONG))
    opened = {
        "csv": lambda: open_table(text.encode(), "a.csv"),
        "xlsx": lambda: open_table(workbook(LONG), "a.xlsx"),
        "paste": lambda: pasted(text),
    }
    found = [
        row for row in recognise(opened[kind](), today=TODAY).rows if isinstance(row, RosterRow)
    ]
    assert {row.birth_date for row in found[:-1]} == {"1990-05-07"}


def test_a_slip_among_first_days_of_months_turns_no_column() -> None:
    table = [
        ["Họ tên", "Ngày sinh", "Từ ngày"],
        *(["Lê An", f"{day}/5/1986", f"01/{day - 12:02}/2024"] for day in range(13, 25)),
        ["Lê Bình", "13/5/1986", "03/15/2024"],
    ]
    assert [row.valid_from for row in people(table)] == [date(2024, m, 1) for m in range(1, 13)]
    assert problems(table) == [(14, "Từ ngày", "03/15/2024", "day_impossible")]


def test_a_slip_among_few_days_is_only_asked_about() -> None:
    assert births("03/15/1986", "5/7/1990", "1/2/1988") == [
        ("1986-03-15", ["day_month_first"]),
        ("1990-07-05", ["day_or_month"]),
        ("1988-02-01", ["day_or_month"]),
    ]
