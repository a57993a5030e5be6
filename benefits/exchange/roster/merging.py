"""A unit or kind written once in a cell merged over several people holds for each of them."""

from collections.abc import Iterable, Iterator

from benefits.exchange.reading import Merge, Notes, Row
from benefits.exchange.roster.headings import Field

_HELD_IN_COMMON = frozenset(
    {Field.ORGANIZATION_CODE, Field.ORGANIZATION_NAME, Field.KIND, Field.FROM, Field.JOINED}
)


def filled(
    rows: Iterable[Row], columns: dict[int, Field | None], notes: Notes, below: int
) -> Iterator[Row]:
    """Write the first row's value into the rows a cell is merged over."""
    beginning: dict[int, list[Merge]] = {}
    for merge in notes.merges:
        is_downward = merge.last_line > merge.first_line > below
        if is_downward and columns.get(merge.first_column) in _HELD_IN_COMMON:
            beginning.setdefault(merge.first_line, []).append(merge)
    if not beginning:
        yield from rows
        return
    open_now: list[tuple[Merge, str]] = []
    for line, cells in rows:
        open_now = [(merge, text) for merge, text in open_now if line <= merge.last_line]
        for merge, text in open_now:
            _fill(cells, merge.first_column, text)
        for merge in beginning.get(line, ()):
            if merge.first_column < len(cells) and (text := cells[merge.first_column].strip()):
                open_now.append((merge, text))
        yield line, cells


def _fill(cells: list[str], column: int, text: str) -> None:
    if any(map(str.strip, cells)):
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = cells[column] if cells[column].strip() else text
