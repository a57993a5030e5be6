"""A letter that lets a member in: an A4 sheet folded in three, its codes inside."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from benefits.cards.printing.code import squares_of_text
from benefits.cards.printing.face import dots
from benefits.cards.printing.fitting import Room, fit
from benefits.cards.printing.letter_sheet import (
    BESIDE_QR,
    FOLDS,
    LEFT,
    QR,
    QR_X,
    addressed,
    asking,
    centred,
    digits_of_steps,
    in_the_corner,
    sheet_ground,
    steps_told,
)
from benefits.cards.printing.marks import GREY, INK, MIST, PINE, Box, Mark, Text
from benefits.cards.printing.typefaces import Weight, lacking

SERIAL: Final = "Thẻ số {serial}"
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
NOT_MINE: Final = "Không phải thư của bạn? Xin trả lại công đoàn cơ sở."

_PURPOSE: Final = Room(width=dots(170), height=dots(17), largest=38, smallest=30, leading=1.4)


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
        *sheet_ground(),
        Text(LEFT, FOLDS[0] + dots(15), OPEN, Weight.BOLD, 62, PINE),
        *fit(PURPOSE, Weight.REGULAR, _PURPOSE).texts(LEFT, FOLDS[0] + dots(18), INK),
        Text(LEFT, FOLDS[0] + dots(41), CARD_CODE, Weight.MEDIUM, 38, GREY),
        Text(LEFT, FOLDS[0] + dots(61), ACTIVATION_CODE, Weight.MEDIUM, 38, GREY),
        *centred(SCAN, QR_X + QR / 2, FOLDS[0] + dots(85), 30),
        Text(LEFT, FOLDS[1] + dots(14), STEPS_TITLE, Weight.BOLD, 52, PINE),
        *digits_of_steps(len(STEPS)),
        Text(LEFT, FOLDS[1] + dots(86), WARNING, Weight.SEMIBOLD, 38, INK),
        Text(LEFT, FOLDS[1] + dots(92), NOT_MINE, Weight.REGULAR, 32, GREY),
    )


def letter_marks(letter: Letter) -> list[Mark]:
    """Return what is this letter's own."""
    return [
        *addressed(letter.full_name, letter.unit_name, letter.issuer_name),
        *in_the_corner(SERIAL.format(serial=letter.serial) if letter.serial else ""),
        *_codes(letter),
        *steps_told([step.format(page=letter.page) for step in STEPS]),
        *asking(letter.unit_name, letter.hotline),
    ]


def _codes(letter: Letter) -> list[Mark]:
    top = FOLDS[0]
    until = ONCE.format(day=letter.last_day)
    return [
        Text(LEFT, top + dots(50), letter.card_code, Weight.SEMIBOLD, 76, INK, spacing=30),
        Box(LEFT - dots(3), top + dots(63), BESIDE_QR, dots(15), MIST),
        Text(LEFT, top + dots(73), letter.activation_code, Weight.BOLD, 84, INK, spacing=30),
        Text(LEFT, top + dots(85), until, Weight.REGULAR, 34, GREY),
        squares_of_text(letter.url, QR_X, top + dots(33), QR),
    ]
