"""The back: what the cashier does, whom to call, what to do when the card is lost."""

from typing import Final

from benefits.cards.printing.face import BLEED, HEIGHT, WIDTH, CardFace
from benefits.cards.printing.fitting import Room, fit
from benefits.cards.printing.front import LEFT
from benefits.cards.printing.marks import (
    BRASS,
    GREY,
    INK,
    MIST,
    PINE,
    PINE_LIGHT,
    PINE_LIGHTER,
    WHITE,
    Box,
    Disc,
    Mark,
    Text,
)
from benefits.cards.printing.typefaces import Weight

HEADING: Final = "Dành cho nhân viên thu ngân"
STEPS: Final = (
    "Quét mã QR ở mặt trước bằng máy ảnh điện thoại.",
    "Xem thẻ còn giá trị không và ưu đãi nào được áp dụng.",
    "Nhập số tiền trước khi giảm, rồi bấm “Ghi nhận”.",
)
UNREADABLE: Final = "Mã QR mờ, xước? Gõ dãy 11 ký tự in dưới mã QR."
LOST: Final = "Mất thẻ?"
LOST_ADVICE: Final = "Báo ngay công đoàn cơ sở để khóa thẻ và được cấp lại."
LOST_CALL: Final = "Báo ngay công đoàn cơ sở hoặc gọi đường dây nóng để khóa thẻ và được cấp lại."
HOTLINE: Final = "Đường dây nóng"
NATURE: Final = "Chỉ người có tên trên thẻ được dùng. Thẻ không có giá trị thanh toán."

_BAND: Final = 424
_TEXT: Final = LEFT + 68
_CALL_X: Final = 640


def back_marks(face: CardFace) -> list[Mark]:
    """Return the whole back; it differs between cards only by the hotline."""
    return [
        Text(LEFT, 82, HEADING, Weight.BOLD, 40, PINE),
        *_steps(),
        Text(_TEXT, 382, UNREADABLE, Weight.REGULAR, 26, GREY),
        *_ground(),
        *_lost(face.hotline),
        *_hotline(face.hotline),
        Text(LEFT, 604, NATURE, Weight.REGULAR, 25, MIST),
    ]


def _ground() -> list[Mark]:
    band = Box(-BLEED, _BAND, WIDTH + 2 * BLEED, HEIGHT - _BAND + BLEED, PINE)
    return [
        band,
        Disc(WIDTH - 40, HEIGHT + 60, 330, PINE_LIGHT, window=band),
        Disc(WIDTH + 30, HEIGHT + 40, 210, PINE_LIGHTER, window=band),
        Box(-BLEED, _BAND - 6, WIDTH + 2 * BLEED, 6, BRASS),
    ]


def _steps() -> list[Mark]:
    marks: list[Mark] = []
    for number, step in enumerate(STEPS, start=1):
        y = 80 + 80 * number
        digit = Text(0, y, str(number), Weight.BOLD, 30, WHITE)
        marks += [
            Disc(LEFT + 24, y - 11, 24, PINE),
            Text(LEFT + 24 - digit.width / 2, y, digit.text, digit.weight, digit.size, WHITE),
            Text(_TEXT, y, step, Weight.MEDIUM, 31, INK),
        ]
    return marks


def _lost(hotline: str) -> list[Mark]:
    advice = LOST_CALL if hotline else LOST_ADVICE
    room = Room(
        width=(_CALL_X if hotline else WIDTH) - 2 * LEFT, height=72, largest=27, smallest=22
    )
    return [
        Text(LEFT, _BAND + 52, LOST, Weight.BOLD, 32, WHITE),
        *fit(advice, Weight.REGULAR, room).texts(LEFT, _BAND + 56, WHITE),
    ]


def _hotline(hotline: str) -> list[Mark]:
    if not hotline:
        return []
    room = Room(width=WIDTH - _CALL_X - LEFT, height=60, largest=46, smallest=24)
    return [
        Text(_CALL_X, _BAND + 50, HOTLINE, Weight.REGULAR, 26, MIST),
        *fit(hotline, Weight.BOLD, room).texts(_CALL_X, _BAND + 50, WHITE),
    ]
