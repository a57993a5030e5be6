"""Go down a file made by a program, many rows at once: whatever is not blank is a person."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from benefits.exchange.reading import Row
from benefits.exchange.roster.layout import Layout
from benefits.exchange.roster.person import read_person
from benefits.exchange.roster.picking import Picker, row_text
from benefits.exchange.roster.plain_rows import PlainRows
from benefits.exchange.roster.rows import Outcome, Outcomes, SkippedRow
from benefits.folding import are_clean
from benefits.members.names import clean

_AT_ONCE = 250


def strictly(rows: Iterable[Row], layout: Layout, today: date) -> Iterator[Outcomes]:
    """Read a file made by a program: every row that is not blank is a person."""
    picker, plain = Picker(layout), PlainRows(layout, today)
    rest = iter(rows)
    while some := _cleaned(list(islice(rest, _AT_ONCE))):
        for found in plain.several(some):
            if isinstance(found, tuple):
                yield from _person_of_program(*found, picker, today)
            else:
                yield found


def _cleaned(rows: list[Row]) -> list[Row]:
    if are_clean(chain.from_iterable(cells for _, cells in rows)):
        return rows
    return [(line, list(map(clean, cells))) for line, cells in rows]


def _person_of_program(
    line: int, cells: list[str], picker: Picker, today: date
) -> Iterator[Outcome]:
    if picked := picker.pick(cells):
        yield from read_person(line, picked, today=today, is_lenient=False)
        return
    text = row_text(cells)
    yield SkippedRow(line, "row_without_person" if text else "row_is_blank", text)
