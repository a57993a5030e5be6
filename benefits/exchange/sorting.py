"""A file's rows sorted by what becomes of them, each part as the same file with a reason beside."""

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, NamedTuple

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from benefits.exchange.mending import reason_of
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Result
from benefits.exchange.part_words import ERROR, LINE, UNIT
from benefits.exchange.reading import LINES_OF_A_SHEET, Sheet, written_line
from benefits.exchange.reading import Row as Cells
from benefits.exchange.roster.layout import Layout, layout_of
from benefits.exchange.roster.merging import filled
from benefits.exchange.roster.skipping import BELOW_THE_HEADING
from benefits.exchange.units_read import UnitCodes, UnitsRead
from benefits.wording import column_named

MOST_HEADING: Final = 80
LONGEST_NAME: Final = 31
UNNAMED: Final = "Danh sách"
TITLE: Final = "row_is_section"
HEADING: Final = "row_is_new_heading"
_OF_NO_UNIT: Final = frozenset(
    {TITLE, HEADING, "row_is_heading", "row_numbers_columns", "row_only_numbered"}
)
_UNIT_LEFT_OPEN: Final = frozenset({"unit_kept", "joins_above", "unit_lost"})
"""What is said of a row that names no unit itself: nor may it do so when it comes back."""


class Part(StrEnum):
    """What the rows of one of the files have in common; the value is the file's name."""

    NEW = "moi"
    CHANGED = "thay-doi"
    SAME = "khong-doi"
    DOUBTFUL = "nen-xem"
    REFUSED = "khong-nhan"
    SKIPPED = "khong-doc"
    LEFT = "khong-co-trong-tep"


UNTAKEN: Final = frozenset({Part.REFUSED, Part.SKIPPED})
OF_STATE: Final = {
    RowState.ADDED: Part.NEW,
    RowState.CHANGED: Part.CHANGED,
    RowState.SAME: Part.SAME,
    RowState.REFUSED: Part.REFUSED,
}


@dataclass(slots=True)
class Sorted:
    """Which parts each line belongs to and why; what is no row of the list is in none."""

    parts: dict[int, tuple[tuple[Part, ...], str]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)
    """The lines that name those below them, as a unit or a department."""
    headings: set[int] = field(default_factory=set)
    """The lines of headings below the first: what follows stands in other columns."""
    unitless: set[int] = field(default_factory=set)
    passed_over: int = 0

    def tell(self, result: Result) -> None:
        if result.state is RowState.SAME and result.member_id is None and result.problems:
            self.passed_over += 1
            self._skip(result)
            return
        part = OF_STATE[result.state]
        is_doubtful = part is not Part.REFUSED and bool(result.problems)
        why = "; ".join(dict.fromkeys(_told(each) for each in result.problems))
        if any(each.code in _UNIT_LEFT_OPEN for each in result.problems):
            self.unitless.add(result.line)
        self.parts[result.line] = ((part, Part.DOUBTFUL) if is_doubtful else (part,), why)
        if result.member_id is not None:
            self.seen.add(result.member_id)
        if result.unit_id is not None:
            self.units.add(result.unit_id)

    def _skip(self, result: Result) -> None:
        """Keep a row of the list that was taken for no person's: perhaps it is one."""
        problem = result.problems[0]
        if problem.code == TITLE:
            self.titles.add(result.line)
        if problem.code == HEADING:
            self.headings.add(result.line)
        if problem.code in _OF_NO_UNIT:
            self.unitless.add(result.line)
        if problem.code in BELOW_THE_HEADING:
            self.parts[result.line] = (Part.SKIPPED,), _told(problem)

    def counts(self) -> dict[str, int]:
        counted = Counter(part for parts, _ in self.parts.values() for part in parts)
        return {part.value: counted[part] for part in Part}


def _told(problem: Any) -> str:
    reason = reason_of(problem)
    return f"{column_named(problem.column)}: {reason}" if problem.column else reason


@dataclass(frozen=True, slots=True)
class _Beside:
    """A row of a part, and what stands beside it; its unit in the list's own column for that."""

    cells: list[str]
    why: str
    line: int
    unit: str
    unit_column: int | None

    def padded(self, width: int, *, has_unit: bool) -> list[str]:
        cells = [*self.cells, *[""] * (width - len(self.cells))]
        beside = [self.why, written_line(self.line), *([self.unit] if has_unit else [])]
        if self.unit and self.unit_column is not None:
            cells[self.unit_column] = self.unit
        return [*cells[:width], *beside, *cells[width:]]


class _Top(NamedTuple):
    """A heading that rows stand below, and its last line."""

    line: int
    rows: list[list[str]]


def _filled(sheet: Sheet, layout: Layout | None) -> Iterator[Cells]:
    """Read a list's rows as they were, with what is written once over several of them."""
    rows = iter(sheet.rows)
    if layout is None:
        return rows
    first = list(islice(rows, 1))  # with it comes which cells are merged
    fields = {heading.column: heading.field for heading in layout.headings}
    return filled(chain(first, rows), fields, sheet.notes, layout.last_heading)


class PartFiles:
    """One workbook a part, each begun when its first row comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.untaken: list[list[str]] = []
        """The cells of the rows that were refused or passed over."""
        self._books: dict[Part, xlsxwriter.Workbook] = {}
        self._sheets: dict[tuple[Part, int], tuple[Any, int, int]] = {}

    def write(
        self,
        sheets: Iterable[tuple[Sheet, Layout | None]],
        rows: Sorted,
        codes: UnitCodes | None = None,
    ) -> None:
        """Go through the sheets that were read; of a list each row says its unit."""
        for number, (sheet, layout) in enumerate(sheets):
            last_heading = layout.last_heading if layout else 1
            units = UnitsRead(layout, codes) if layout and codes else None
            top: list[Cells] = []
            for line, cells in _filled(sheet, layout):
                if line <= last_heading:
                    top = [*top, (line, list(cells))][-MOST_HEADING:]
                    continue
                at = number * LINES_OF_A_SHEET + line
                if units and at in rows.titles:
                    units.begin(cells)
                parts, why = rows.parts.get(at, ((), ""))
                if UNTAKEN.intersection(parts):
                    self.untaken.append(list(cells))
                if at in rows.headings:
                    top = [*(top if at - 1 in rows.headings else ()), (line, list(cells))]
                    if units:
                        units.lay_out(layout_of(top, top[0][0], line))
                unit = units.of(cells) if units and parts and at not in rows.unitless else ""
                for part in parts:
                    own = units.column if units else None
                    beside = _Beside(list(cells), why, at, unit, own)
                    self._add(part, number, sheet.name, top, beside, has_units=units is not None)

    def add(self, part: Part, heading: Sequence[str], rows: Iterator[Sequence[str]]) -> int:
        """Write a part that is not of the file; return how many rows it has."""
        count = 0
        for row in rows:
            self._put(part, 0, UNNAMED, _Top(0, [list(heading)]), list(row))
            count += 1
        return count

    def pack(self, name: str) -> Path | None:
        """Close the workbooks and put them into one file; None where there is nothing."""
        for book in self._books.values():
            book.close()
        if not self._books:
            return None
        packed = self.folder / name
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
            for part in self._books:
                out.write(self._path(part), f"{part.value}.xlsx")
        return packed

    def _path(self, part: Part) -> Path:
        return self.folder / f"{part.value}.xlsx"

    def _add(
        self,
        part: Part,
        number: int,
        name: str,
        top: list[Cells],
        row: "_Beside",
        *,
        has_units: bool,
    ) -> None:
        width = max((len(each) for _, each in top), default=len(row.cells))
        heading = [[*each, *[""] * (width - len(each))] for _, each in top]
        has_units &= row.unit_column is None and bool(heading)
        if heading:
            heading[-1] += [ERROR, LINE, *([UNIT] if has_units else [])]
        above = _Top(top[-1][0] if top else 0, heading)
        self._put(part, number, name, above, row.padded(width, has_unit=has_units))

    def _put(self, part: Part, number: int, name: str, top: _Top, row: list[str]) -> None:
        sheet, at, above = self._sheets.get((part, number)) or (self._begun(part, name), 0, None)
        for each in [row] if above == top.line else [*top.rows, row]:
            for column, value in enumerate(each):
                if value:
                    sheet.write_string(at, column, str(value))
            at += 1
        self._sheets[part, number] = sheet, at, top.line

    def _begun(self, part: Part, name: str) -> Any:
        if part not in self._books:
            options = {"constant_memory": True, "strings_to_numbers": False}
            self._books[part] = xlsxwriter.Workbook(str(self._path(part)), options)
        with suppress(XlsxWriterException):
            return self._books[part].add_worksheet(name[:LONGEST_NAME] or UNNAMED)
        return self._books[part].add_worksheet()
