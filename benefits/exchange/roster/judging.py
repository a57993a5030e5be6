"""A sheet's layout, as found, as chosen or as guessed, and how sure each column of it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from benefits.errors import Refusal
from benefits.exchange.reading import Notes, Row
from benefits.exchange.roster import bystanders
from benefits.exchange.roster.choosing import NO_HEADING, Choice, ColumnsChosen
from benefits.exchange.roster.fitting import guessed, is_doubtful
from benefits.exchange.roster.headings import NAMES, Field, Heading, Sure, is_machine_name
from benefits.exchange.roster.layout import Layout, find_layout, layout_of, with_merged_rows
from benefits.members.names import clean

_SAMPLE_ROWS = 40
_MAY_STAND_TWICE = frozenset({None, Field.NOTE, Field.CITIZEN_ID, Field.PHONE})


@dataclass(frozen=True, slots=True)
class Judge:
    """What is known before a sheet is looked at."""

    choice: Choice
    today: date

    def layout(self, name: str, rows: Sequence[Row], notes: Notes) -> Layout | None:
        """Return how a sheet is laid out, or None where it names nobody."""
        chosen = self.choice.columns.get(name, {})
        layout = self._found(name, rows, notes)
        if layout is None and chosen:
            layout = Layout(tuple(_nameless(rows)), *NO_HEADING)
        if layout is None:
            return None
        layout = self._judged(layout, rows, notes)
        headings = _as_chosen(layout.headings, chosen, name)
        if not any(heading.field in NAMES | {Field.MEMBER_NO} for heading in headings):
            return None
        return replace(layout, headings=headings)

    def _found(self, name: str, rows: Sequence[Row], notes: Notes) -> Layout | None:
        lines = self.choice.headings.get(name)
        if lines is None:
            if layout := find_layout(rows):
                return with_merged_rows(layout, rows, notes.merges)
            return None if name else self._guessed(rows)
        return self._guessed(rows) if lines == NO_HEADING else layout_of(rows, *lines)

    def _guessed(self, rows: Sequence[Row]) -> Layout | None:
        """Do without a heading, as what is pasted often has none."""
        found = guessed([cells for _, cells in rows[:_SAMPLE_ROWS]], self.today)
        headings = [
            replace(heading, field=found.get(heading.column), sure=Sure.GUESSED)
            if heading.column in found
            else heading
            for heading in _nameless(rows)
        ]
        return Layout(tuple(headings), *NO_HEADING) if headings else None

    def _judged(self, layout: Layout, rows: Sequence[Row], notes: Notes) -> Layout:
        below = [cells for line, cells in rows if line > layout.last_heading]
        below = _of_people(below, layout)[:_SAMPLE_ROWS]
        headings = [
            replace(
                heading,
                sure=self._sure(heading, below),
                is_hidden=heading.column in notes.hidden_columns,
            )
            for heading in layout.headings
        ]
        return replace(layout, headings=tuple(headings))

    def _sure(self, heading: Heading, below: Sequence[Sequence[str]]) -> Sure:
        if heading.field is None or heading.sure is Sure.GUESSED:
            return heading.sure
        if is_machine_name(heading.words):
            return Sure.EXACT
        cells = [clean(row[heading.column]) for row in below if heading.column < len(row)]
        return Sure.DOUBTFUL if is_doubtful(heading.field, cells, self.today) else Sure.WORDS


def _of_people(rows: list[list[str]], layout: Layout) -> list[list[str]]:
    """Leave out what cannot be a person's row: totals, teams and those who sign below."""
    fields = layout.columns()
    names = [heading.column for part in NAMES for heading in fields.get(part, ())]
    numbers = [heading.column for heading in fields.get(Field.NUMBERING, ())]
    named = [row for row in rows if _is_written(row, names) and not _is_bystander(row, names)]
    return [row for row in named if _is_written(row, numbers)] or named or rows


def _is_written(row: Sequence[str], columns: Sequence[int]) -> bool:
    return any(clean(row[column]) for column in columns if column < len(row))


def _is_bystander(row: Sequence[str], names: Sequence[int]) -> bool:
    texts = [clean(row[column]) for column in names if column < len(row)]
    return any(bystanders.is_total(text) or bystanders.is_signature(text) for text in texts)


def _nameless(rows: Sequence[Row]) -> list[Heading]:
    """Return a heading by its letter for every column that is written in."""
    written = {at for _, cells in rows for at, cell in enumerate(cells) if clean(cell)}
    return [Heading(column, _letters(column), None) for column in sorted(written)]


def _letters(column: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    before, letter = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + letter)


def _as_chosen(
    headings: Sequence[Heading], chosen: ColumnsChosen, sheet: str
) -> tuple[Heading, ...]:
    """Put what was chosen in place of what was found; each field is then held by one column."""
    if not chosen:
        return tuple(headings)
    known = {heading.column for heading in headings}
    for column in chosen:
        if column not in known:
            raise Refusal("choice_column_unknown", _letters(max(column, 0)), sheet=sheet)
    wanted = [field for field in chosen.values() if field not in _MAY_STAND_TWICE]
    for field in wanted:
        if wanted.count(field) > 1:
            raise Refusal("choice_field_twice", str(field))
    return tuple(_one_as_chosen(heading, chosen, set(wanted)) for heading in headings)


def _one_as_chosen(heading: Heading, chosen: ColumnsChosen, wanted: set[Field | None]) -> Heading:
    if heading.column in chosen:
        return replace(heading, field=chosen[heading.column], rank=-1, sure=Sure.CHOSEN)
    is_replaced = heading.field in wanted or (heading.field in NAMES and Field.FULL_NAME in wanted)
    return replace(heading, field=None, sure=Sure.UNKNOWN) if is_replaced else heading
