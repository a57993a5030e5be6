"""Recognise a members list and go through it: nothing in it is passed over without a word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from benefits.errors import Refusal
from benefits.exchange.reading import Row, Sheet
from benefits.exchange.roster.headings import Heading, meaning
from benefits.exchange.roster.layout import Layout, find_layout
from benefits.exchange.roster.picking import row_text
from benefits.exchange.roster.rows import Outcome, SkippedRow
from benefits.exchange.roster.walking import Walk, strictly
from benefits.members.names import clean

LOOK_AHEAD = 80
_WORDS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the columns mean, and the rows in turn; `rows` can be gone through once."""

    sheet: str
    headings: tuple[Heading, ...]
    is_machine: bool
    rows: Iterator[Outcome]
    unread_sheets: tuple[str, ...] = ()

    @property
    def unused(self) -> tuple[str, ...]:
        """The words over columns that mean nothing to us."""
        return tuple(heading.words for heading in self.headings if heading.field is None)


def recognise(sheets: Sheet | Iterable[Sheet], *, today: date) -> Recognised:
    """Read the first sheet that names people; raise a refusal where none does."""
    offered = [sheets] if isinstance(sheets, Sheet) else list(sheets)
    tops = [list(islice(sheet.rows, LOOK_AHEAD)) for sheet in offered]
    for place in sorted(range(len(offered)), key=lambda place: offered[place].is_hidden):
        if layout := find_layout(tops[place]):
            rows = chain(tops[place], offered[place].rows)
            return Recognised(
                sheet=offered[place].name,
                headings=layout.headings,
                is_machine=layout.is_machine,
                rows=_outcomes(rows, layout, today),
                unread_sheets=tuple(
                    other.name
                    for other, top in zip(offered, tops, strict=True)
                    if other is not offered[place] and any(row_text(cells) for _, cells in top)
                ),
            )
    seen = _likeliest_heading(list(chain.from_iterable(tops)))
    raise Refusal("no_name_heading", seen, missing="Họ và tên", seen=seen or "∅")


def _outcomes(rows: Iterator[Row], layout: Layout, today: date) -> Iterator[Outcome]:
    for line, cells in rows:
        if line < layout.first_heading and (text := row_text(cells)):
            yield SkippedRow(line, "row_is_title", text)
        if line >= layout.last_heading:
            break
    if layout.is_machine:
        yield from strictly(rows, layout, today)
    else:
        yield from Walk(layout, today).through(rows)


def _likeliest_heading(rows: list[Row]) -> str:
    """Return the words of the row that comes nearest to a heading, to show what was seen."""
    texts = [[plain for cell in cells if (plain := clean(cell))] for _, cells in rows]
    best = max(texts, key=lambda row: (sum(map(bool, map(meaning, row))), len(row)), default=[])
    return ", ".join(best[:_WORDS_SHOWN])
