"""A sheet's layout, as found, as chosen or as guessed, and how sure each column of it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from benefits.errors import Refusal
from benefits.exchange.reading import Notes, Row
from benefits.exchange.roster import bystanders
from benefits.exchange.roster.choosing import NO_HEADING, Choice, ColumnsChosen
from benefits.exchange.roster.fitting import is_doubtful
from benefits.exchange.roster.headings import NAMES, Field, Heading, Sure, is_machine_name
from benefits.exchange.roster.layout import Layout, find_layout, layout_of, with_merged_rows
from benefits.exchange.roster.supposing import letters, supposed, with_unheaded
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
            layout = supposed(rows, self.today)
        if layout is None:
            return None
        layout = self._as_wanted(layout, name, rows, notes)
        names_them = NAMES | {Field.MEMBER_NO}
        return layout if any(each.field in names_them for each in layout.headings) else None

    def supposed(self, name: str, rows: Sequence[Row], notes: Notes) -> Layout:
        """Return how a sheet may be laid out that names nobody as far as is known."""
        layout = supposed(rows, self.today, lines=self.choice.headings.get(name))
        return self._as_wanted(layout, name, rows, notes)

    def _as_wanted(self, layout: Layout, name: str, rows: Sequence[Row], notes: Notes) -> Layout:
        judged = self._judged(layout, rows, notes)
        chosen = self.choice.columns.get(name, {})
        return replace(judged, headings=_as_chosen(judged.headings, chosen, name))

    def _found(self, name: str, rows: Sequence[Row], notes: Notes) -> Layout | None:
        lines = self.choice.headings.get(name)
        if lines is None:
            if layout := find_layout(rows):
                return with_merged_rows(layout, rows, notes.merges)
            return None if name else supposed(rows, self.today, is_bare=True)
        if lines == NO_HEADING:
            return supposed(rows, self.today, lines=NO_HEADING)
        return layout_of(rows, *lines)

    def _judged(self, layout: Layout, rows: Sequence[Row], notes: Notes) -> Layout:
        people = _of_people([row for row in rows if row[0] > layout.last_heading], layout)
        layout, below = with_unheaded(layout, people), [cells for _, cells in people[:_SAMPLE_ROWS]]
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


def _of_people(rows: list[Row], layout: Layout) -> list[Row]:
    """Leave out what cannot be a person's row: totals, teams and those who sign below."""
    fields = layout.columns()
    names = [heading.column for part in NAMES for heading in fields.get(part, ())]
    numbers = [heading.column for heading in fields.get(Field.NUMBERING, ())]
    named = [row for row in rows if _is_written(row[1], names) and not _is_bystander(row[1], names)]
    return [row for row in named if _is_written(row[1], numbers)] or named or rows


def _is_written(row: Sequence[str], columns: Sequence[int]) -> bool:
    return any(clean(row[column]) for column in columns if column < len(row))


def _is_bystander(row: Sequence[str], names: Sequence[int]) -> bool:
    texts = [clean(row[column]) for column in names if column < len(row)]
    return any(bystanders.is_total(text) or bystanders.is_signature(text) for text in texts)


def _as_chosen(
    headings: Sequence[Heading], chosen: ColumnsChosen, sheet: str
) -> tuple[Heading, ...]:
    """Put what was chosen in place of what was found; each field is then held by one column."""
    if not chosen:
        return tuple(headings)
    known = {heading.column for heading in headings}
    for column in chosen:
        if column not in known:
            raise Refusal("choice_column_unknown", letters(max(column, 0)), sheet=sheet)
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
