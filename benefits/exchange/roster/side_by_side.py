"""Lists printed side by side on one sheet, taken apart: each is read as a sheet of its own."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, takewhile

from benefits.exchange.reading import Notes, Row, Sheet
from benefits.exchange.roster.headings import Field, Heading
from benefits.exchange.roster.layout import find_layout
from benefits.exchange.roster.supposing import letters

_LOOKED_THROUGH = 300
_NAMES = frozenset({Field.FULL_NAME, Field.FAMILY_NAMES})


def apart(sheets: Sheet | Iterable[Sheet]) -> Iterator[Sheet]:
    """Go through the sheets, those with several lists beside each other taken apart."""
    for sheet in [sheets] if isinstance(sheets, Sheet) else sheets:
        top = list(islice(sheet.rows, _LOOKED_THROUGH))
        rows = chain(top, sheet.rows)
        spans = _spans(top)
        if len(spans) > 1:
            yield from _Parted(sheet, rows, spans).sheets()
        else:
            yield replace(sheet, rows=rows)


def _spans(top: Sequence[Row]) -> list[tuple[int, int]]:
    """Return the columns of each list, from the first up to and without the last."""
    layout = find_layout(top)
    if layout is None or layout.is_machine:
        return []
    headings = sorted(layout.headings, key=lambda each: each.column)
    named = [place for place, each in enumerate(headings) if each.field in _NAMES]
    if not named:
        return []
    starts = [0, *(found for place in named[1:] if (found := _start(headings, named[0], place)))]
    end = headings[-1].column + 1
    return list(zip(starts, [*starts[1:], end], strict=True))


def _start(headings: Sequence[Heading], first: int, place: int) -> int:
    """Return where a list begins whose headings are the first one's again; 0 if they are not."""
    words = [each.words for each in headings]
    if words[first] != words[place]:
        return 0
    before = zip(reversed(words[:first]), reversed(words[first + 1 : place]), strict=False)
    after = zip(words[first + 1 : place], words[place + 1 :], strict=False)
    again = sum(1 for _ in takewhile(_are_same, before))
    if not again + sum(1 for _ in takewhile(_are_same, after)):
        return 0
    return headings[place - again].column


def _are_same(words: tuple[str, str]) -> bool:
    return words[0] == words[1]


@dataclass(slots=True)
class _Part:
    first: int
    end: int | None
    notes: Notes
    waiting: deque[Row] = field(default_factory=deque)


class _Parted:
    """One sheet whose rows are gone through once, whichever of its parts asks for them first."""

    def __init__(self, sheet: Sheet, rows: Iterator[Row], spans: Sequence[tuple[int, int]]) -> None:
        self._sheet, self._rows, self._spans = sheet, rows, spans
        last = len(spans) - 1
        self._parts = [
            _Part(first, None if at == last else end, self._notes(is_first=at == 0))
            for at, (first, end) in enumerate(spans)
        ]

    def sheets(self) -> Iterator[Sheet]:
        name = self._sheet.name
        for part, (first, end) in zip(self._parts, self._spans, strict=True):
            called = f"{name} ({letters(first)}–{letters(end - 1)})".strip() if first else name
            beside = name if first else None
            rows = self._rows_of(part)
            yield replace(self._sheet, name=called, rows=rows, notes=part.notes, beside=beside)

    def _notes(self, *, is_first: bool) -> Notes:
        notes = self._sheet.notes
        own = replace(notes, doubts={})
        return own if is_first else replace(own, encodings=Counter())

    def _rows_of(self, part: _Part) -> Iterator[Row]:
        while part.waiting or self._read_on():
            yield part.waiting.popleft()

    def _read_on(self) -> bool:
        row = next(self._rows, None)
        if row is None:
            return False
        line, cells = row
        doubts = self._sheet.notes.doubts.pop(line, ())
        for part in self._parts:
            part.waiting.append((line, [*[""] * part.first, *cells[part.first : part.end]]))
            own = [each for each in doubts if part.first <= each.column < (part.end or len(cells))]
            if own:
                part.notes.doubts[line] = own
        return True
