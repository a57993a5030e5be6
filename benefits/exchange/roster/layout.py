"""Find the heading rows of a list, one to three deep, and say which column holds which field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from benefits.exchange.reading import Merge, Row
from benefits.exchange.roster.birth_parts import with_birth_parts
from benefits.exchange.roster.headings import (
    BELOW,
    LAST_RESORT,
    NAMES,
    Field,
    Heading,
    is_machine_name,
    meaning,
    plain_words,
)
from benefits.exchange.roster.split_names import with_split_name
from benefits.members.names import clean

DEEPEST = 3
_SAMPLE_ROWS = 20
_WORDS_BELOW = frozenset(
    {
        *("so", "ma", "ten", "cap", "ngay", "thang", "nam", "noi", "nu", "ngay cap", "noi cap"),
        *("xa phuong", "quan huyen", "tinh", "tinh tp", "thuong tru", "tam tru", "hien nay"),
        *("van hoa", "chuyen mon", "llct", "ngoai ngu", "tin hoc", "chinh quyen", "doan the"),
    }
)
"""What stands in the lowest row of a heading, under a parent, and nowhere else."""
_OTHERS_BESIDE_A_BARE_TEN = 2
_LINES_OF_A_FORM = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands; the first row of people comes after `last_heading`."""

    headings: tuple[Heading, ...]
    first_heading: int
    last_heading: int

    @property
    def is_machine(self) -> bool:
        return _made_by_a_program(self.headings)

    def columns(self) -> dict[Field, list[Heading]]:
        """Return the columns of each field, the one to ask first in front."""
        found: dict[Field, list[Heading]] = {}
        for heading in sorted(self.headings, key=_preference):
            if heading.field:
                found.setdefault(heading.field, []).append(heading)
        return found


def _preference(heading: Heading) -> tuple[bool, int, int]:
    """Ask a hidden column last: what was put out of sight may be out of date."""
    return heading.is_hidden, heading.rank, heading.column


def find_layout(rows: Sequence[Row]) -> Layout | None:
    """Return the first heading that names people, looking through the given rows."""
    first = next((place for place, (_, cells) in enumerate(rows) if names_people(cells)), None)
    if first is None:
        return None
    further = range(first + 1, min(first + 1 + _LINES_OF_A_FORM, len(rows)))
    lists = (place for place in further if names_people(rows[place][1]))
    of_list = next((place for place in lists if _is_form_above(rows, first, place)), first)
    return layout_of(rows, *heading_lines(rows, of_list))


def names_people(cells: list[str]) -> bool:
    """Tell whether a row reads as the heading of a list of people."""
    return _names_people(_headings([cells]))


def heading_lines(rows: Sequence[Row], place: int) -> tuple[int, int]:
    """Return the first and the last line of the heading that begins at a place."""
    depth = 1
    is_deep = not _made_by_a_program(_headings([rows[place][1]]))
    while is_deep and depth < DEEPEST and _is_below(rows, place, depth):
        depth += 1
    return rows[place][0], rows[place + depth - 1][0]


def _is_form_above(rows: Sequence[Row], form: int, heading: int) -> bool:
    """Tell what a form says of one person, such as who leads the union, from a list's heading.

    Few of its cells are headings, those around it are their values, and a list follows at once.
    """
    above, below = (_headings([rows[place][1]]) for place in (form, heading))
    known, later = ({each.field for each in found if each.field} for found in (above, below))
    return (
        2 * len(known) <= len(above)
        and Field.NUMBERING not in known
        and len(later) > len(known)
        and rows[heading][0] - rows[form][0] <= _LINES_OF_A_FORM
    )


def with_merged_rows(layout: Layout, rows: Sequence[Row], merges: Sequence[Merge]) -> Layout:
    """Let a heading reach as far down as a cell that is merged through it."""
    reach = [
        merge.last_line
        for merge in merges
        if layout.first_heading <= merge.first_line <= layout.last_heading
        and merge.last_line - merge.first_line < DEEPEST
    ]
    last = max(reach, default=0)
    is_deeper = last > layout.last_heading and not layout.is_machine
    return layout_of(rows, layout.first_heading, last) if is_deeper else layout


def layout_of(rows: Sequence[Row], first: int, last: int) -> Layout:
    """Return what the lines from the first to the last say as a heading."""
    texts = [cells for line, cells in rows if first <= line <= last]
    sample = [cells for line, cells in rows if line > last][:_SAMPLE_ROWS]
    headings = with_birth_parts(_headings(texts) if texts else [], sample)
    headings = with_split_name(headings, sample)
    return Layout(tuple(headings), first, last)


def _names_people(headings: list[Heading]) -> bool:
    fields = {heading.field for heading in headings if heading.field}
    is_known = any(each.rank != LAST_RESORT for each in headings if each.field is Field.FULL_NAME)
    if Field.FULL_NAME in fields and not is_known and len(fields) > 1:
        return True
    if is_known or {Field.FAMILY_NAMES, Field.GIVEN_NAME} <= fields:
        return True
    if Field.GIVEN_NAME in fields:
        return len(fields - NAMES - {Field.NUMBERING}) >= _OTHERS_BESIDE_A_BARE_TEN
    return _made_by_a_program(headings) and Field.MEMBER_NO in fields and len(fields) > 1


def _made_by_a_program(headings: Iterable[Heading]) -> bool:
    """Tell by a name with an underscore, which no union writes over a column."""
    return any("_" in heading.words and is_machine_name(heading.words) for heading in headings)


def _is_below(rows: Sequence[Row], place: int, depth: int) -> bool:
    """Tell whether the next row still belongs to the heading: words only, and no person's name."""
    if place + depth >= len(rows):
        return False
    above, cells = [row for _, row in rows[place : place + depth]], rows[place + depth][1]
    written = {column: plain for column, cell in enumerate(cells) if (plain := clean(cell))}
    if not written or any(char.isdigit() for plain in written.values() for char in plain):
        return False
    named = {heading.column for heading in _headings(above) if heading.field in NAMES}
    if any(_field(written[column]) not in NAMES for column in named & written.keys()):
        return False
    if all(plain_words(word) in _WORDS_BELOW for word in written.values()):
        return True
    together = with_birth_parts(_headings([*above, cells]))
    below = [heading for heading in together if heading.column in written]
    return any(heading.field for heading in below)


def _headings(rows: list[list[str]]) -> list[Heading]:
    width = max(map(len, rows))
    texts = [[clean(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    reaching = [list(accumulate(row, _reaching)) for row in texts]
    written = [column for column in range(width) if any(row[column] for row in texts)]
    return _without_last_resort([_heading(texts, reaching, column) for column in written])


def _without_last_resort(headings: list[Heading]) -> list[Heading]:
    """Where one column's words are plainly a name's, others that only begin so are not."""
    if all(each.rank == LAST_RESORT for each in headings if each.field in NAMES):
        return headings
    return [
        replace(each, field=None) if each.field and each.rank == LAST_RESORT else each
        for each in headings
    ]


def _reaching(before: str, cell: str) -> str:
    return cell or before


def _heading(texts: list[list[str]], reaching: list[list[str]], column: int) -> Heading:
    """Read a column's words from above down; a merged cell above reaches over blanks."""
    depth = max(place for place, row in enumerate(texts) if row[column])
    words = [row[column] for row in reaching[: depth + 1] if row[column]]
    field, rank = _meaning(words)
    return Heading(column, BELOW.join(words), field, rank)


def _meaning(written: list[str]) -> tuple[Field | None, int]:
    """Ask for all the words together first, then for the lowest alone."""
    if not written:
        return None, 0
    *parents, lowest = written
    together = meaning(" ".join(written))
    if together and (not parents or together[1] != LAST_RESORT):
        return together
    alone = meaning(lowest)
    if alone is None:
        return None, 0
    is_part_of_name = alone[0] in {Field.FAMILY_NAMES, Field.GIVEN_NAME}
    if is_part_of_name and parents and _field(parents[-1]) not in NAMES:
        return None, 0
    return alone


def _field(words: str) -> Field | None:
    found = meaning(words)
    return found[0] if found else None
