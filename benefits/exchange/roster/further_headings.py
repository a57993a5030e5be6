"""A heading below the first: what follows it is read by it, its columns standing otherwise."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from benefits.exchange.reading import Row
from benefits.exchange.roster.headings import Field, Sure, meaning, plain_words
from benefits.exchange.roster.layout import Layout, heading_lines, layout_of, names_people
from benefits.exchange.roster.rows import Outcome, RosterRow

_LOOKED_AT = 20
_FEWEST_KNOWN, _ENOUGH_KNOWN = 2, 3
_NAMES_TOO = frozenset({Field.MALE, Field.FEMALE, Field.SEX})
"""What short words mean that may be people's names as well."""


class Ahead:
    """Rows gone through once, of which some can be looked at before."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._waiting: deque[Row] = deque()

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        return self._waiting.popleft() if self._waiting else next(self._rows)

    def look(self, count: int) -> list[Row]:
        self._waiting.extend(islice(self._rows, max(count - len(self._waiting), 0)))
        return list(self._waiting)[:count]

    def up_to(self, line: int) -> Iterator[Row]:
        """Go on to the end of a line."""
        while (next_row := self.look(1)) and next_row[0][0] <= line:
            yield next(self)


def is_heading_anew(cells: list[str]) -> bool:
    """Tell a heading, in which no cell ends in a figure as a person's number or birth does."""
    for cell in cells:
        if cell[-1:].isdigit():
            return False
    written = [cell for cell in cells if cell]
    if len(written) < _FEWEST_KNOWN or not names_people(written):
        return False
    known = {found[0] for cell in written if (found := meaning(cell))}
    is_mostly_known = len(known) >= _FEWEST_KNOWN and len(written) <= 2 * len(known)
    return len(known) >= _ENOUGH_KNOWN or is_mostly_known


def laid_out_anew(former: Layout, heading: Row, ahead: Ahead) -> Layout:
    """Lay out what follows; what was chosen for a column goes with the words over it."""
    rows = [heading, *ahead.look(_LOOKED_AT)]
    layout = layout_of(rows, *heading_lines(rows, 0))
    chosen = {
        plain_words(each.words): each.field for each in former.headings if each.sure is Sure.CHOSEN
    }
    orders = {each.field: each.order for each in former.headings}
    headings = (
        replace(each, field=chosen.get(plain_words(each.words), each.field))
        for each in layout.headings
    )
    return replace(
        layout,
        headings=tuple(
            replace(each, order=orders.get(each.field, each.order)) for each in headings
        ),
    )


def is_label(found: Outcome, unread: int) -> bool:
    """Tell the label of a form, such as Ngày sinh, from a person of whom only the name is told.

    What it is the label of stands beside it, in a cell that is not read.
    """
    if unread <= 0 or not isinstance(found, RosterRow) or not found.full_name:
        return False
    if found.birth_date or found.phone or found.citizen_id or found.member_no:
        return False
    known = meaning(found.full_name)
    return known is not None and known[0] not in _NAMES_TOO
