"""A members list written as a table, and what is recognised in it."""

from datetime import date

from benefits.exchange.reading import Sheet
from benefits.exchange.roster import Field, Recognised, RosterRow, RowProblem, SkippedRow, recognise

TODAY = date(2026, 10, 5)
Cells = list[list[str]]


def sheet(table: Cells, name: str = "Danh sách", *, is_hidden: bool = False) -> Sheet:
    return Sheet(name, iter(list(enumerate(table, start=1))), is_hidden)


def recognised(table: Cells) -> Recognised:
    return recognise(sheet(table), today=TODAY)


def people(table: Cells) -> list[RosterRow]:
    return [row for row in recognised(table).rows if isinstance(row, RosterRow)]


def problems(table: Cells) -> list[tuple[int, str, str, str]]:
    found = [row for row in recognised(table).rows if isinstance(row, RowProblem)]
    return [(row.line, row.column, row.value, row.code) for row in found]


def skipped(table: Cells) -> list[tuple[int, str]]:
    found = [row for row in recognised(table).rows if isinstance(row, SkippedRow)]
    return [(row.line, row.code) for row in found]


def fields(*headings: str) -> dict[str, Field | None]:
    return {heading.words: heading.field for heading in recognised([list(headings)]).headings}
