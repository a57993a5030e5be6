"""A letter that lets a member in: one A4 sheet, printed on one side, folded in three.

The top third shows the name and is folded back, the other two close on each other: what opens
the door lies inside. Measured in dots, as everything here.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from benefits.cards.printing.code import squares_of_text
from benefits.cards.printing.face import dots
from benefits.cards.printing.fitting import Room, fit
from benefits.cards.printing.marks import BRASS, GREY, INK, MIST, PINE, WHITE, Box, Mark, Text
from benefits.cards.printing.typefaces import Weight, lacking, legible

SIZE: Final = (dots(210), dots(297))
WIDTH: Final = SIZE[0]
FOLDS: Final = (dots(99), dots(198))
LEFT: Final = dots(20)
RIGHT: Final = WIDTH - dots(20)

TITLE: Final = "Thẻ ưu đãi đoàn viên"
TO: Final = "Gửi:"
SERIAL: Final = "Thẻ số {serial}"
PRIVATE: Final = "Thư riêng. Chỉ người có tên trên được mở."
FOLD_BACK: Final = "gấp phần này ra phía sau"
FOLD_IN: Final = "gấp phần dưới vào trong, dán mép"
OPEN: Final = "Mở thẻ trên điện thoại"
PURPOSE: Final = (
    "Trên điện thoại, bạn xem được ưu đãi dùng được ở đâu, đã tiết kiệm bao nhiêu, ai đã xem thẻ, "
    "và báo mất thẻ ngay khi cần. Thẻ in vẫn dùng như thường, không bắt buộc mở trên điện thoại."
)
CARD_CODE: Final = "Mã thẻ"
ACTIVATION_CODE: Final = "Mã kích hoạt"
SCAN: Final = "Quét để mở trang kích hoạt"
ONCE: Final = "Dùng một lần, đến hết ngày {day:%d/%m/%Y}"
STEPS_TITLE: Final = "Cách làm, khoảng hai phút"
STEPS: Final = (
    "Mở máy ảnh điện thoại, quét mã QR ở trên; hoặc mở {page} rồi gõ mã thẻ và mã kích hoạt.",
    "Chọn mã PIN 6 số, gõ hai lần. Đừng chọn 123456 hay ngày sinh.",
    "Đọc công đoàn giữ dữ liệu nào, cửa hàng thấy gì; đồng ý thì đánh dấu rồi bấm “Mở thẻ”.",
    "Lần sau đăng nhập bằng mã thẻ và mã PIN. Quên mã PIN thì xin thư mới.",
)
WARNING: Final = "Không đưa mã kích hoạt cho ai, kể cả người tự nhận là cán bộ công đoàn."
ASK: Final = "Cần giúp? Hỏi {unit}."
ASK_AND_CALL: Final = "Cần giúp? Hỏi {unit}, hoặc gọi {hotline}."
NOT_MINE: Final = "Không phải thư của bạn? Xin trả lại công đoàn cơ sở."

_NAME: Final = Room(width=dots(130), height=dots(26), largest=92, smallest=50, leading=1.2)
_UNIT: Final = Room(width=dots(130), height=dots(20), largest=50, smallest=34)
_ISSUER: Final = Room(width=dots(170), height=dots(12), largest=42, smallest=28)
_QR: Final = dots(48)
_QR_X: Final = RIGHT - _QR
_CODE_WIDTH: Final = _QR_X - LEFT - dots(8)
_PURPOSE: Final = Room(width=dots(170), height=dots(17), largest=38, smallest=30, leading=1.4)
_STEP: Final = Room(width=dots(158), height=dots(12), largest=40, smallest=30, leading=1.35)
_ASK: Final = Room(width=dots(170), height=dots(12), largest=40, smallest=28, leading=1.35)
_DIGIT: Final = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: `url` is what the QR says, `page` what people type, `last_day` its last good.

    `serial` is the number on the card in its owner's hand: it tells two people of one name apart.
    """

    full_name: str
    unit_name: str
    issuer_name: str
    card_code: str
    activation_code: str
    url: str
    page: str
    last_day: date
    hotline: str = ""
    serial: str = ""

    @property
    def illegible(self) -> str:
        """The letters of its names that cannot be printed."""
        return lacking(f"{self.full_name}{self.unit_name}{self.issuer_name}")


@cache
def letter_ground() -> tuple[Mark, ...]:
    """Return what every letter has in common."""
    return (
        Box(0, 0, WIDTH, dots(5), PINE),
        Box(0, dots(5), WIDTH, 8, BRASS),
        Text(LEFT, dots(33), TITLE, Weight.BOLD, 74, PINE),
        Text(LEFT, dots(90), PRIVATE, Weight.REGULAR, 34, GREY),
        *_fold(FOLDS[0], FOLD_BACK),
        Text(LEFT, FOLDS[0] + dots(15), OPEN, Weight.BOLD, 62, PINE),
        *fit(PURPOSE, Weight.REGULAR, _PURPOSE).texts(LEFT, FOLDS[0] + dots(18), INK),
        Text(LEFT, FOLDS[0] + dots(41), CARD_CODE, Weight.MEDIUM, 38, GREY),
        Text(LEFT, FOLDS[0] + dots(61), ACTIVATION_CODE, Weight.MEDIUM, 38, GREY),
        *_centred(SCAN, _QR_X + _QR / 2, FOLDS[0] + dots(85), 30),
        *_fold(FOLDS[1], FOLD_IN),
        Text(LEFT, FOLDS[1] + dots(14), STEPS_TITLE, Weight.BOLD, 52, PINE),
        *_digits(),
        Text(LEFT, FOLDS[1] + dots(86), WARNING, Weight.SEMIBOLD, 38, INK),
        Text(LEFT, FOLDS[1] + dots(92), NOT_MINE, Weight.REGULAR, 32, GREY),
    )


def letter_marks(letter: Letter) -> list[Mark]:
    """Return what is this letter's own."""
    return [*_outside(letter), *_codes(letter), *_steps(letter), *_asking(letter)]


def _outside(letter: Letter) -> list[Text]:
    name = fit(legible(letter.full_name), Weight.BOLD, _NAME)
    top = dots(44)
    return [
        *fit(legible(letter.issuer_name), Weight.MEDIUM, _ISSUER).texts(LEFT, dots(12), INK),
        Text(LEFT, top + dots(6), TO, Weight.REGULAR, 42, GREY),
        *name.texts(LEFT + dots(18), top - dots(2), INK),
        *fit(legible(letter.unit_name), Weight.MEDIUM, _UNIT).texts(
            LEFT + dots(18), top + name.height + dots(2), PINE
        ),
        *_serial(letter.serial),
    ]


def _serial(serial: str) -> list[Text]:
    if not serial:
        return []
    said = Text(0, dots(90), SERIAL.format(serial=serial), Weight.MEDIUM, 42, INK)
    return [replace(said, x=RIGHT - said.width)]


def _codes(letter: Letter) -> list[Mark]:
    top = FOLDS[0]
    until = ONCE.format(day=letter.last_day)
    return [
        Text(LEFT, top + dots(50), letter.card_code, Weight.SEMIBOLD, 76, INK, spacing=30),
        Box(LEFT - dots(3), top + dots(63), _CODE_WIDTH, dots(15), MIST),
        Text(LEFT, top + dots(73), letter.activation_code, Weight.BOLD, 84, INK, spacing=30),
        Text(LEFT, top + dots(85), until, Weight.REGULAR, 34, GREY),
        squares_of_text(letter.url, _QR_X, top + dots(33), _QR),
    ]


def _steps(letter: Letter) -> list[Text]:
    found: list[Text] = []
    for number, step in enumerate(STEPS):
        shown = fit(step.format(page=letter.page), Weight.REGULAR, _STEP)
        found += shown.texts(LEFT + dots(11), _step_top(number) - dots(0.8), INK)
    return found


def _asking(letter: Letter) -> list[Text]:
    pattern = ASK_AND_CALL if letter.hotline else ASK
    said = pattern.format(unit=legible(letter.unit_name), hotline=letter.hotline)
    return fit(said, Weight.MEDIUM, _ASK).texts(LEFT, FOLDS[1] + dots(68), PINE)


def _digits() -> list[Mark]:
    marks: list[Mark] = []
    for number in range(len(STEPS)):
        y = _step_top(number)
        digit = Text(0, y + dots(4.4), str(number + 1), Weight.BOLD, _DIGIT, WHITE)
        middle = LEFT + (dots(7) - digit.width) / 2
        marks += [Box(LEFT, y - dots(0.5), dots(7), dots(7), PINE), replace(digit, x=middle)]
    return marks


def _step_top(number: int) -> int:
    return FOLDS[1] + dots(19) + number * dots(12)


def _fold(y: int, words: str) -> list[Mark]:
    """Short lines at both edges where paper is folded, and a word that says which way."""
    note = Text(0, y + 10, f"– {words} –", Weight.REGULAR, 26, GREY)
    return [
        Box(0, y - 1, dots(12), 2, GREY),
        Box(WIDTH - dots(12), y - 1, dots(12), 2, GREY),
        replace(note, x=(WIDTH - note.width) / 2),
    ]


def _centred(words: str, middle: float, y: float, size: int) -> list[Text]:
    line = Text(0, y, words, Weight.MEDIUM, size, GREY)
    return [replace(line, x=middle - line.width / 2)]
