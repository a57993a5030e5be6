"""Recognise a members list and go through it: nothing in it is passed over without a word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice

from benefits.errors import Refusal
from benefits.exchange.reading import LINES_OF_A_SHEET, Notes, Row, Sheet, beyond
from benefits.exchange.roster.bystanders import numbers_the_columns
from benefits.exchange.roster.choosing import NO_HEADING, Choice
from benefits.exchange.roster.day_columns import orders_of, with_orders
from benefits.exchange.roster.headings import NAMES, Field, is_of_leavers, meaning
from benefits.exchange.roster.judging import Judge
from benefits.exchange.roster.layout import Layout
from benefits.exchange.roster.merging import filled
from benefits.exchange.roster.picking import row_text
from benefits.exchange.roster.program_rows import strictly
from benefits.exchange.roster.recognised import ReadSheet, Recognised, UnreadSheet
from benefits.exchange.roster.remarking import Seen, remarked
from benefits.exchange.roster.rows import Outcomes, SkippedRow
from benefits.exchange.roster.side_by_side import apart
from benefits.exchange.roster.walking import Walk
from benefits.members.names import clean

LOOK_AHEAD = 300
_DEEPEST_CHOSEN = 5_000
_MOST_SHOWN, _ROWS_SHOWN = 5, 12
_WORDS_SHOWN = 12
_SAMPLES = 5
_OF_NO_ACCOUNT = frozenset({None, Field.NUMBERING, Field.NOTE})


@dataclass(frozen=True, slots=True)
class _Offered:
    sheet: Sheet
    top: list[Row]
    layout: Layout | None

    @property
    def is_written(self) -> bool:
        return any(row_text(cells) for _, cells in self.top)


def recognise(
    sheets: Sheet | Iterable[Sheet], *, today: date, choice: Choice | None = None
) -> Recognised:
    """Find the sheets that name people; raise a refusal where none does.

    Unless others are chosen these are the first in sight, and those laid out as it is. One whose
    name says that its people have left is read only where it is chosen, or alone.
    """
    chosen = choice or Choice()
    judge = Judge(chosen, today)
    offered = [
        _Offered(sheet, top, judge.layout(sheet.name, top, sheet.notes))
        for sheet, top in _with_tops(sheets, chosen)
    ]
    if not any(each.is_written for each in offered):
        raise Refusal("nothing_written")
    read = _by_name(offered, chosen.sheets) if chosen.sheets else _of_one_layout(offered)
    if not read:
        seen = _likeliest_heading([row for each in offered for row in each.top])
        raise Refusal("no_name_heading", seen, missing="Họ và tên", seen=seen or "∅")
    passed = [each for each in offered if each not in read and each.is_written]
    unread = [] if chosen.sheets else passed
    read = _in_order(read)
    return Recognised(
        sheets=tuple(_read_sheet(each, layout) for each, layout in _with_layout(read)),
        unread=tuple(map(_unread_sheet, passed)),
        several=chain(_rows(read, today), _told_of(unread, len(read))),
    )


def unrecognised(
    sheets: Iterable[Sheet], *, today: date, choice: Choice | None = None
) -> Recognised:
    """Say what may stand where in sheets that name nobody as far as is known; nobody is read."""
    chosen = choice or Choice()
    judge = Judge(chosen, today)
    written = [
        _Offered(sheet, top, judge.supposed(sheet.name, top, sheet.notes))
        for sheet, top in _with_tops(sheets, chosen)
        if any(row_text(cells) for _, cells in top)
    ]
    wide = [each for each in written if any(sum(map(bool, cells)) > 1 for _, cells in each.top)]
    shown = [each for each in wide if not each.sheet.is_hidden] or wide or written
    if not shown:
        raise Refusal("nothing_written")
    sheets_shown = [_read_sheet(each, layout) for each, layout in _with_layout(shown[:_MOST_SHOWN])]
    passed = [each for each in written if each not in shown[:_MOST_SHOWN]]
    return Recognised(tuple(sheets_shown), tuple(map(_unread_sheet, passed)), iter(()))


def _with_tops(
    sheets: Sheet | Iterable[Sheet], choice: Choice
) -> Iterator[tuple[Sheet, list[Row]]]:
    """Look some way into each sheet, beyond where its heading is said to be."""
    for sheet in apart(sheets):
        told = choice.headings.get(sheet.name, NO_HEADING)[1]
        far = max(LOOK_AHEAD, min(told, _DEEPEST_CHOSEN) + LOOK_AHEAD)
        yield sheet, list(islice(sheet.rows, far))


def _by_name(offered: list[_Offered], names: tuple[str, ...]) -> list[_Offered]:
    known = {each.sheet.name: each for each in offered}
    for name in names:
        if name not in known:
            raise Refusal("choice_sheet_unknown", name)
    without = [known[name] for name in names if known[name].layout is None]
    if without:
        seen = _likeliest_heading(without[0].top)
        raise Refusal("no_name_heading", seen, missing="Họ và tên", seen=seen or "∅")
    return [known[name] for name in dict.fromkeys(names)]


def _of_one_layout(offered: list[_Offered]) -> list[_Offered]:
    lists = [each for each in offered if each.layout]
    in_sight = [each for each in lists if not each.sheet.is_hidden]
    in_sight = [each for each in in_sight if not is_of_leavers(each.sheet.name)] or in_sight
    if not in_sight:
        return lists[:1]
    first = _fields(in_sight[0])
    alike = {each.sheet.name for each in in_sight if _fields(each) == first}
    return [each for each in in_sight if {each.sheet.name, each.sheet.beside} & alike]


def _fields(offered: _Offered) -> frozenset[Field | None]:
    headings = offered.layout.headings if offered.layout else ()
    fields = {heading.field for heading in headings}
    named = {Field.FULL_NAME} if fields & NAMES else set()  # in however many columns
    return frozenset(fields - NAMES | named) - _OF_NO_ACCOUNT


def _in_order(read: list[_Offered]) -> list[_Offered]:
    """Say of every column of days which way round they are written in these sheets."""
    orders = orders_of((each.sheet, layout, each.top) for each, layout in _with_layout(read))
    return [
        replace(each, layout=with_orders(layout, orders)) for each, layout in _with_layout(read)
    ]


def _with_layout(read: list[_Offered]) -> Iterator[tuple[_Offered, Layout]]:
    for each in read:
        if each.layout:
            yield each, each.layout


def _read_sheet(offered: _Offered, layout: Layout) -> ReadSheet:
    sheet = offered.sheet
    below = [cells for line, cells in offered.top if line > layout.last_heading]
    written = [row for cells in below if _tells_something(row := tuple(map(clean, cells)))]
    return ReadSheet(
        sheet.name,
        layout,
        sheet.notes,
        sheet.is_hidden,
        tuple(written[:_SAMPLES]),
        frozenset(at for cells in written for at, cell in enumerate(cells) if cell),
        tuple(row for row in offered.top if row_text(row[1]))[:_ROWS_SHOWN],
    )


def _tells_something(cells: tuple[str, ...]) -> bool:
    texts = list(filter(None, cells))
    return len(texts) > 1 and not numbers_the_columns(texts)


def _unread_sheet(offered: _Offered) -> UnreadSheet:
    sheet, is_list = offered.sheet, offered.layout is not None
    return UnreadSheet(sheet.name, sheet.is_hidden, is_list, _likeliest_heading(offered.top))


def _rows(read: list[_Offered], today: date) -> Iterator[Outcomes]:
    seen: Seen = {}
    for place, (offered, layout) in enumerate(_with_layout(read)):
        sheet = offered.sheet
        fields = {heading.column: heading.field for heading in layout.headings}
        below = layout.last_heading
        rows = filled(_noting_beyond(offered, layout), fields, sheet.notes, below)
        found = _outcomes(rows, layout, today)
        # A file made by a program has a row for each membership, so that people recur.
        before = None if layout.is_machine else seen
        yield from remarked(found, layout.headings, sheet.notes, place, before)


def _noting_beyond(offered: _Offered, layout: Layout) -> Iterator[Row]:
    """Go through all rows; note what rows of text hold to the right of the headings' last cell."""
    rows = chain(offered.top, offered.sheet.rows)
    if not (offered.sheet.is_text and layout.last_heading):
        return rows
    headings = range(layout.first_heading, layout.last_heading + 1)
    width = max((len(cells) for line, cells in offered.top if line in headings), default=0)
    return _noted(rows, width, layout.last_heading, offered.sheet.notes)


def _noted(rows: Iterable[Row], width: int, below: int, notes: Notes) -> Iterator[Row]:
    for line, cells in rows:
        if len(cells) > width and line > below and (extra := beyond(cells, width)):
            notes.beyond[line] = extra
        yield line, cells


def _told_of(unread: list[_Offered], place: int) -> Iterator[SkippedRow]:
    for further, offered in enumerate(unread):
        line = (place + further) * LINES_OF_A_SHEET + 1
        yield SkippedRow(line, "sheet_unread", offered.sheet.name)


def _outcomes(rows: Iterator[Row], layout: Layout, today: date) -> Iterator[Outcomes]:
    for line, cells in rows if layout.last_heading else ():
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
