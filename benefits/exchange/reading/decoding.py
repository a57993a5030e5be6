"""Rows as they stand in a file, made Unicode: by the font of each cell, else by its words.

What a cell cannot say alone is taken from its row, then from the rest of the sheet, and told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from benefits.exchange.encodings import (
    Encoding,
    Evidence,
    Script,
    decoded,
    is_broken_by_symbols,
    is_suspicious,
    weigh,
)
from benefits.exchange.reading.sheets import Doubt, Notes, Row

Runs = tuple[tuple[int, Script | None], ...]
"""Where in a cell a font begins, and what it says of the letters from there on."""
Lettering = Mapping[int, Runs]
"""Column (from 0) → its fonts, where one of them is from before Unicode."""

_LOOKED_AHEAD = 256
_MOST_OF_THEM = 0.9
_PLAIN: Lettering = {}


def made_unicode(
    rows: Iterator[Row],
    notes: Notes,
    encoding: Encoding,
    letterings: Iterator[tuple[int, Lettering]] | None = None,
) -> Iterator[Row]:
    """Decode a sheet's rows; with an encoding named, whatever the fonts say."""
    if encoding is Encoding.UNICODE:
        return rows
    if encoding is not Encoding.AUTO:
        return _forced(rows, notes, encoding)
    return _Deciding(notes).through(_side_by_side(rows, letterings or iter(())))


def _forced(rows: Iterator[Row], notes: Notes, encoding: Encoding) -> Iterator[Row]:
    for line, cells in rows:
        for column, cell in enumerate(cells):
            if cell.isascii():
                continue
            meant = decoded(cell, encoding)
            notes.encodings[encoding if meant is not None else Encoding.UNICODE] += 1
            if meant is not None:
                cells[column] = meant
        yield line, cells


def _side_by_side(
    rows: Iterator[Row], letterings: Iterator[tuple[int, Lettering]]
) -> Iterator[tuple[Row, Lettering]]:
    at, lettering = next(letterings, (0, _PLAIN))
    for row in rows:
        while 0 < at < row[0]:
            at, lettering = next(letterings, (0, _PLAIN))
        yield row, (lettering if at == row[0] else _PLAIN)


class _Deciding:
    """What has been seen for sure so far, by what the fonts had said."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._seen: defaultdict[Encoding, Counter[Encoding]] = defaultdict(Counter)
        self._has_legacy = False

    def through(self, rows: Iterator[tuple[Row, Lettering]]) -> Iterator[Row]:
        is_beginning = True
        while chunk := list(islice(rows, _LOOKED_AHEAD)):
            if not (is_beginning or self._has_legacy or _may_be_legacy(chunk)):
                yield from (row for row, _ in chunk)
                continue
            for (_, cells), lettering in chunk:
                self._look_at(cells, lettering, is_beginning=is_beginning)
            is_beginning = False
            for (line, cells), lettering in chunk:
                if lettering or self._has_legacy:
                    self._decode(line, cells, lettering)
                yield line, cells

    def _look_at(self, cells: list[str], lettering: Lettering, *, is_beginning: bool) -> None:
        if lettering or self._has_legacy or is_beginning or _is_suspicious(cells):
            for prior, told in _sure(cells, lettering):
                self._seen[prior][told] += 1
                self._has_legacy |= told is not Encoding.UNICODE

    def _decode(self, line: int, cells: list[str], lettering: Lettering) -> None:
        of_row: defaultdict[Encoding, set[Encoding]] = defaultdict(set)
        for prior, told in _sure(cells, lettering):
            of_row[prior].add(told)
        for column, cell in enumerate(cells):
            runs = lettering.get(column)
            if runs and len(runs) > 1:
                cells[column] = _by_runs(cell, runs)
                self._notes.encodings[_of_runs(runs)] += 1
            elif cell and (runs or not cell.isascii()):
                script = runs[0][1] if runs else None
                prior = script.encoding if script else Encoding.UNICODE
                told, code = self._decide(cell, prior, of_row[prior])
                cells[column] = _read(cell, told, script)
                if not cell.isascii():
                    self._notes.encodings[told] += 1
                if code:
                    doubt = Doubt(column, code, (("written", cell), ("encoding", told.upper())))
                    self._notes.doubts.setdefault(line, []).append(doubt)

    def _decide(self, cell: str, prior: Encoding, of_row: set[Encoding]) -> tuple[Encoding, str]:
        """Return the cell's encoding, and why somebody should look at it, if they should."""
        evidence, options = weigh(cell)
        if evidence is Evidence.NONE:
            return prior, ""
        seen = self._seen[prior]
        usual = max(seen, key=lambda told: seen[told]) if seen else prior
        if evidence is Evidence.SURE:
            return self._against_the_rest(cell, options[0], usual, prior)
        if evidence is Evidence.NEITHER:
            return self._foreign(cell, prior, usual)
        if len(of_row) == 1 and (told := next(iter(of_row))) in options:
            return told, ""
        told = next((each for each in (usual, prior) if each in options), options[0])
        is_usual = seen[told] >= _MOST_OF_THEM * seen.total()
        return told, "" if is_usual else "text_guessed"

    def _against_the_rest(
        self, cell: str, told: Encoding, usual: Encoding, prior: Encoding
    ) -> tuple[Encoding, str]:
        """Believe a cell that the rest of a Unicode sheet speaks against only for its signs."""
        if prior is not Encoding.UNICODE or told is usual or told is Encoding.UNICODE:
            return told, ""
        return (told, "text_guessed") if is_suspicious(cell) else (Encoding.UNICODE, "")

    def _foreign(self, cell: str, prior: Encoding, usual: Encoding) -> tuple[Encoding, str]:
        """Leave a name of no Vietnamese syllables as it is, unless its font or a symbol tells."""
        if prior is not Encoding.UNICODE:
            return (prior, "") if decoded(cell, prior) is not None else (Encoding.UNICODE, "")
        if usual is Encoding.UNICODE:
            return usual, ""
        is_readable = decoded(cell, usual) is not None and is_broken_by_symbols(cell)
        return (usual if is_readable else Encoding.UNICODE), "text_guessed"


def _may_be_legacy(rows: Sequence[tuple[Row, Lettering]]) -> bool:
    """Tell of many rows whether any has to be looked at by itself."""
    cells = chain.from_iterable(cells for (_, cells), _ in rows)
    return any(lettering for _, lettering in rows) or _is_suspicious(cells)


def _is_suspicious(cells: Iterable[str]) -> bool:
    """Ask it of the few cells that are beyond ASCII, as every sign of old encodings is."""
    beyond = [cell for cell in cells if not cell.isascii()]
    return bool(beyond) and is_suspicious("\n".join(beyond))


def _sure(cells: Iterable[str], lettering: Lettering) -> Iterator[tuple[Encoding, Encoding]]:
    """Yield, for the cells that can be read one way only, what the font said and what it is."""
    for column, cell in enumerate(cells):
        if cell.isascii():
            continue
        evidence, options = weigh(cell)
        if evidence is Evidence.SURE:
            script = lettering[column][0][1] if column in lettering else None
            yield (script.encoding if script else Encoding.UNICODE), options[0]


def _read(cell: str, told: Encoding, script: Script | None) -> str:
    is_so_told = script is not None and script.encoding is told
    meant = script.read(cell) if script and is_so_told else decoded(cell, told)
    return cell if meant is None else meant


def _by_runs(cell: str, runs: Runs) -> str:
    """Read a cell of several fonts piece by piece."""
    ends = [start for start, _ in runs[1:]] + [len(cell)]
    pieces = [(cell[start:end], script) for (start, script), end in zip(runs, ends, strict=True)]
    return "".join(
        _read(text, script.encoding, script) if script else text for text, script in pieces
    )


def _of_runs(runs: Runs) -> Encoding:
    return next((script.encoding for _, script in runs if script), Encoding.UNICODE)
