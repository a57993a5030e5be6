"""Where no column is known to hold names: what the words and the cells of a sheet let suppose."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from benefits.exchange.reading import Row
from benefits.exchange.roster.choosing import NO_HEADING
from benefits.exchange.roster.fitting import guessed
from benefits.exchange.roster.headings import NAMES, Field, Heading, Sure, meaning
from benefits.exchange.roster.layout import Layout, heading_lines, layout_of
from benefits.exchange.roster.split_names import given_beside
from benefits.members.names import clean

_SAMPLE_ROWS = 40
_FEWEST_KNOWN = 2


def supposed(
    rows: Sequence[Row], today: date, *, lines: tuple[int, int] | None = None, is_bare: bool = False
) -> Layout:
    """Return the likeliest layout, whose guesses somebody has to look at.

    A list that may well be bare, as what is pasted, has a heading only where its words are known.
    """
    first, last = lines or _likely_lines(rows, is_bare=is_bare) or NO_HEADING
    layout = layout_of(rows, first, last) if last else Layout((), *NO_HEADING)
    return with_guesses(with_unheaded(layout, rows), rows, today)


def with_guesses(layout: Layout, rows: Sequence[Row], today: date) -> Layout:
    """Let the cells say what a column holds whose heading does not."""
    below = [cells for line, cells in rows if line > layout.last_heading][:_SAMPLE_ROWS]
    known = {each.column: each.field for each in layout.headings if each.field}
    if not NAMES.isdisjoint(known.values()):
        known |= dict.fromkeys({-1}, Field.FULL_NAME)
    found = guessed(below, today, known)
    found = given_beside(found, below)
    return replace(layout, headings=tuple(_as_guessed(each, found) for each in layout.headings))


def with_unheaded(layout: Layout, rows: Sequence[Row]) -> Layout:
    """Give every column that is written in a heading, its letter where it has none."""
    headed = {each.column for each in layout.headings}
    below = [cells for line, cells in rows if line > layout.last_heading]
    written = {at for cells in below for at, cell in enumerate(cells) if clean(cell)}
    bare = [Heading(column, letters(column), None) for column in written - headed]
    headings = sorted((*layout.headings, *bare), key=lambda each: each.column)
    return replace(layout, headings=tuple(headings))


def letters(column: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    before, letter = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + letter)


def _as_guessed(heading: Heading, found: Mapping[int, Field]) -> Heading:
    if heading.column not in found:
        return heading
    return replace(heading, field=found[heading.column], sure=Sure.GUESSED)


def _likely_lines(rows: Sequence[Row], *, is_bare: bool) -> tuple[int, int] | None:
    """Find the row of words nearest to a heading, or the last row of words above the figures."""
    known = [_fields_of(cells) for _, cells in rows]
    place = max(range(len(rows)), key=lambda at: (len(known[at]), -at), default=0)
    if rows and len(known[place]) >= _FEWEST_KNOWN:
        return heading_lines(rows, place)
    return None if is_bare else _last_of_words(rows)


def _fields_of(cells: Sequence[str]) -> set[Field]:
    texts = [plain for cell in cells if (plain := clean(cell))]
    if any(char.isdigit() for text in texts for char in text):
        return set()
    return {found[0] for text in texts if (found := meaning(text))}


def _last_of_words(rows: Sequence[Row]) -> tuple[int, int] | None:
    lines = None
    for line, cells in rows:
        texts = [plain for cell in cells if (plain := clean(cell))]
        if len(texts) < _FEWEST_KNOWN:
            continue
        if any(char.isdigit() for text in texts for char in text):
            return lines
        lines = line, line
    return None
