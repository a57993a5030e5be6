"""A page of a roll: who signs for which card, and what is consented to. Measured in dots.

The first page has the words of the consent, so that nobody signs for what was never shown; each
page has a code that names the roll and the page, by which a scan finds its way back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from benefits.cards.printing.code import squares_of_text
from benefits.cards.printing.face import dots
from benefits.cards.printing.fitting import Room, fit
from benefits.cards.printing.marks import BLACK, GREY, INK, PINE, Box, Mark, Squares, Text
from benefits.cards.printing.typefaces import Weight, lacking, legible

SIZE: Final = (dots(210), dots(297))
LEFT: Final = dots(15)
RIGHT: Final = SIZE[0] - dots(15)
FIRST_LINES: Final = 15
NEXT_LINES: Final = 20
LINE: Final = dots(11)
HEADING: Final = dots(9)

TITLE: Final = "Danh sách nhận thẻ và đồng ý xử lý dữ liệu"
NUMBERED: Final = "Danh sách {code}, lập ngày {day:%d/%m/%Y}, {count} người"
CONSENT: Final = "Nội dung đồng ý (bản {version})"
FREE: Final = (
    "Đánh dấu vào ô “Đã nhận thẻ” khi cầm thẻ, vào ô “Đồng ý” nếu đồng ý với nội dung ở trang 1, "
    "rồi ký. Không đồng ý vẫn nhận và dùng thẻ in như thường."
)
HANDED: Final = "Người phát thẻ (ký, ghi rõ họ tên): …………………………………………   Ngày phát: ……/……/…………"
PAGE: Final = "Trang {page}/{pages}"
COLUMNS: Final = (
    ("STT", dots(10)),
    ("Họ và tên", dots(68)),
    ("Số thẻ", dots(24)),
    ("Đã nhận thẻ", dots(19)),
    ("Đồng ý", dots(19)),
    ("Ký tên", dots(40)),
)
_CODE: Final = dots(27)
_SMALLEST: Final = dots(15)
_NAME: Final = Room(width=dots(65), height=dots(10), largest=42, smallest=24, leading=1.15)
_UNIT: Final = Room(width=dots(145), height=dots(14), largest=46, smallest=30, leading=1.2)
_ISSUER: Final = Room(width=dots(145), height=dots(6), largest=34, smallest=22, leading=1.2)
_HEAD: Final = Room(width=dots(17), height=dots(8), largest=28, smallest=20, leading=1.15)
_HINT: Final = Room(width=dots(180), height=dots(10), largest=30, smallest=24, leading=1.25)
_WORDS: Final = Room(width=dots(180), height=dots(7), largest=30, smallest=26, leading=1.25)
SQUARE: Final = dots(5)
RECEIVED_BOX: Final = 3
CONSENT_BOX: Final = 4


class RollEntry(NamedTuple):
    """One line of a roll."""

    number: int
    full_name: str
    serial: str

    @property
    def illegible(self) -> str:
        """The letters of a name that cannot be printed."""
        return lacking(self.full_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollFace:
    """One page; `consent` is the version of the words and their headings and paragraphs."""

    code: str
    unit_name: str
    issuer_name: str
    drawn_on: date
    count: int
    page: int
    version: str
    consent: Sequence[tuple[str, str]]
    entries: Sequence[RollEntry]


def page_of(number: int) -> int:
    """Return the page a line stands on."""
    return 1 if number <= FIRST_LINES else 2 + (number - FIRST_LINES - 1) // NEXT_LINES


def lines_of(page: int, count: int) -> tuple[int, int]:
    """Return the first and the last line of a page."""
    first = 1 if page == 1 else FIRST_LINES + (page - 2) * NEXT_LINES + 1
    return first, min(count, first + (FIRST_LINES if page == 1 else NEXT_LINES) - 1)


def code_of(code: str, page: int) -> str:
    """What the code on a page says; nothing in it is about anybody."""
    return f"{code}-{page}"


def code_square(said: str) -> tuple[int, int, int]:
    """Return where the code of a page stands, without its quiet zone: left, top, side."""
    code = _code(said)
    modules = 1 + max(row for row, _start, _length in code.runs)
    return code.x, code.y, code.side * modules


def box_at(page: int, row: int, column: int) -> tuple[float, float]:
    """Return the corner of a box to tick: the row counts from 0."""
    left = LEFT + sum(width for _, width in COLUMNS[:column])
    across = left + (COLUMNS[column][1] - SQUARE) / 2
    return across, _top(page) + HEADING + LINE * row + (LINE - SQUARE) / 2


def _top(page: int) -> int:
    return dots(109) if page == 1 else dots(51)


def _code(said: str) -> Squares:
    return squares_of_text(said, RIGHT - _CODE + dots(3), dots(7), _CODE, _SMALLEST)


def roll_marks(face: RollFace) -> list[Mark]:
    top = _top(face.page)
    return [
        _code(code_of(face.code, face.page)),
        *_heading(face),
        *(_consent(face) if face.page == 1 else ()),
        *fit(FREE, Weight.MEDIUM, _HINT).texts(LEFT, top - dots(9), INK),
        *_table(face.entries, face.page, top),
        *_foot(face),
    ]


def _heading(face: RollFace) -> Iterator[Text]:
    numbered = NUMBERED.format(code=face.code, day=face.drawn_on, count=face.count)
    if face.page > 1:
        yield Text(LEFT, dots(17), TITLE, Weight.BOLD, 44, PINE)
        yield Text(LEFT, dots(23), numbered, Weight.REGULAR, 30, GREY)
        two_lines = replace(_UNIT, height=dots(12), largest=40, smallest=26)
        unit = fit(legible(face.unit_name), Weight.MEDIUM, two_lines)
        yield from unit.texts(LEFT, dots(24), INK)
        return
    yield from fit(legible(face.issuer_name), Weight.MEDIUM, _ISSUER).texts(LEFT, dots(10), GREY)
    yield Text(LEFT, dots(24), TITLE, Weight.BOLD, 62, PINE)
    unit = fit(legible(face.unit_name), Weight.SEMIBOLD, _UNIT)
    yield from unit.texts(LEFT, dots(27), INK)
    yield Text(LEFT, dots(27) + unit.height + dots(6), numbered, Weight.REGULAR, 32, GREY)


def _consent(face: RollFace) -> Iterator[Text]:
    y = dots(56)
    yield Text(LEFT, y, CONSENT.format(version=face.version), Weight.SEMIBOLD, 34, PINE)
    for heading, words in face.consent:
        said = fit(f"{heading}: {words}", Weight.REGULAR, _WORDS)
        yield from said.texts(LEFT, y + dots(1), INK)
        y += int(said.height) + dots(1)


def _table(entries: Sequence[RollEntry], page: int, top: int) -> Iterator[Mark]:
    x = LEFT
    bottom = top + HEADING + LINE * len(entries)
    for title, width in COLUMNS:
        yield Box(x, top, 2, bottom - top, GREY)
        said = fit(title, Weight.SEMIBOLD, _HEAD if width < dots(22) else _NAME)
        yield from _middled(said.texts(x + dots(1.5), top, INK), HEADING, said.height)
        x += width
    yield Box(x, top, 2, bottom - top, GREY)
    for row in range(len(entries) + 1):
        yield Box(LEFT, top + HEADING + LINE * row, x - LEFT, 2, GREY)
    yield Box(LEFT, top, x - LEFT + 2, 3, INK)
    for row, entry in enumerate(entries):
        yield from _entry(entry, top + HEADING + LINE * row)
        for column in (RECEIVED_BOX, CONSENT_BOX):
            yield from _square(*box_at(page, row, column))


def _entry(entry: RollEntry, top: int) -> Iterator[Mark]:
    starts = [LEFT + sum(width for _, width in COLUMNS[:at]) for at in range(len(COLUMNS))]
    base = top + LINE / 2 + 12
    yield Text(starts[0] + dots(2), base, str(entry.number), Weight.REGULAR, 34, INK)
    name = fit(legible(entry.full_name), Weight.SEMIBOLD, _NAME)
    yield from _middled(name.texts(starts[1] + dots(1.5), top, INK), LINE, name.height)
    yield Text(starts[2] + dots(1.5), base, entry.serial, Weight.MEDIUM, 36, INK)


def _square(x: float, y: float) -> Iterator[Box]:
    for across, down, wide, tall in (
        (0, 0, SQUARE, 3),
        (0, SQUARE - 3, SQUARE, 3),
        (0, 0, 3, SQUARE),
        (SQUARE - 3, 0, 3, SQUARE),
    ):
        yield Box(x + across, y + down, wide, tall, BLACK)


def _foot(face: RollFace) -> Iterator[Text]:
    pages = page_of(face.count)
    said = Text(0, dots(290), PAGE.format(page=face.page, pages=pages), Weight.MEDIUM, 30, GREY)
    yield Text(LEFT, dots(290), HANDED, Weight.REGULAR, 30, INK)
    yield replace(said, x=RIGHT - said.width)


def _middled(lines: list[Text], height: float, taken: float) -> list[Text]:
    """Move lines that begin at `top` to the middle of a row."""
    down = (height - taken) / 2 - 4
    return [replace(line, y=line.y + down) for line in lines]
