"""A letter that invites an officer or a manager: an A4 sheet folded in three, the password inside.

Its QR opens the page for signing in and holds nothing that could be used up by opening it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
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
from benefits.cards.printing.marks import GREY, INK, MIST, PINE, Box, Mark, Squares, Text
from benefits.cards.printing.typefaces import Weight, lacking, legible

OPEN: Final = "Mời đăng nhập hệ thống thẻ ưu đãi"
LOGIN: Final = "Tên đăng nhập"
FIRST: Final = "Mật khẩu lần đầu"
SCAN: Final = "Quét để mở trang đăng nhập"
ONCE: Final = "Dùng một lần, đến hết ngày {day:%d/%m/%Y}"
SINCE: Final = "Đăng nhập được từ ngày {since:%d/%m/%Y}, đến hết ngày {day:%d/%m/%Y}"
INVITED: Final = "{inviter}, {sender}, mời ngày {day:%d/%m/%Y}."
BY_UNIT: Final = "{sender} mời ngày {day:%d/%m/%Y}."
STEPS_TITLE: Final = "Cách làm, khoảng năm phút"
STEP_COUNT: Final = 4
WARNING: Final = (
    "Không đưa thư này cho ai. Thư bị mở trước khi đến tay thì báo ngay để in thư khác."
)
NOT_MINE: Final = "Không phải thư của bạn? Xin trả lại đơn vị gửi."

_PURPOSE: Final = Room(width=dots(170), height=dots(20), largest=38, smallest=27, leading=1.35)
_LOGIN: Final = Room(width=BESIDE_QR, height=dots(12), largest=64, smallest=34)
_UNTIL: Final = Room(width=BESIDE_QR, height=dots(6), largest=34, smallest=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One letter: `url` is what the QR says, `page` what people type, `last_day` its last good.

    `place` names where somebody will work, `may_do` what can be done there, `steps` how to begin;
    `since` the first day on which the door opens, where that is yet to come. `mark` stands outside
    and tells two people of one name apart.
    """

    full_name: str
    place: str
    sender: str
    inviter: str
    may_do: str
    login: str
    secret: str
    url: str
    page: str
    written_on: date
    last_day: date
    steps: Sequence[str]
    since: date | None = None
    hotline: str = ""
    mark: str = ""

    @property
    def illegible(self) -> str:
        """The letters of its names and its login that cannot be printed."""
        return lacking(f"{self.full_name}{self.place}{self.sender}{self.inviter}{self.login}")


@cache
def invitation_ground() -> tuple[Mark, ...]:
    """Return what every invitation has in common."""
    return (
        *sheet_ground(),
        Text(LEFT, FOLDS[0] + dots(15), OPEN, Weight.BOLD, 62, PINE),
        Text(LEFT, FOLDS[0] + dots(44), LOGIN, Weight.MEDIUM, 38, GREY),
        Text(LEFT, FOLDS[0] + dots(64), FIRST, Weight.MEDIUM, 38, GREY),
        *centred(SCAN, QR_X + QR / 2, FOLDS[0] + dots(92), 30),
        Text(LEFT, FOLDS[1] + dots(14), STEPS_TITLE, Weight.BOLD, 52, PINE),
        *digits_of_steps(STEP_COUNT),
        Text(LEFT, FOLDS[1] + dots(86), WARNING, Weight.SEMIBOLD, 36, INK),
        Text(LEFT, FOLDS[1] + dots(92), NOT_MINE, Weight.REGULAR, 32, GREY),
    )


def invitation_marks(letter: Invitation) -> list[Mark]:
    """Return what is this invitation's own."""
    return [
        *addressed(letter.full_name, letter.place, letter.sender),
        *in_the_corner(letter.mark),
        *_purpose(letter),
        *_entrance(letter),
        *steps_told(letter.steps),
        *asking(letter.sender, letter.hotline),
    ]


def _purpose(letter: Invitation) -> list[Text]:
    pattern = INVITED if letter.inviter else BY_UNIT
    by = pattern.format(
        inviter=legible(letter.inviter), sender=legible(letter.sender), day=letter.written_on
    )
    shown = fit(f"{by} {letter.may_do}", Weight.REGULAR, _PURPOSE)
    return shown.texts(LEFT, FOLDS[0] + dots(18), INK)


def _entrance(letter: Invitation) -> list[Mark]:
    top = FOLDS[0]
    until = (ONCE if letter.since is None else SINCE).format(
        day=letter.last_day, since=letter.since
    )
    return [
        *fit(letter.login, Weight.SEMIBOLD, _LOGIN).texts(LEFT, top + dots(45), INK),
        Box(LEFT - dots(3), top + dots(66), BESIDE_QR, dots(15), MIST),
        Text(LEFT, top + dots(76), letter.secret, Weight.BOLD, 76, INK, spacing=20),
        *fit(until, Weight.REGULAR, _UNTIL).texts(LEFT, top + dots(84), GREY),
        _code(letter.url),
    ]


@lru_cache
def _code(url: str) -> Squares:
    """Draw the door's address once: it is the same on every letter."""
    return squares_of_text(url, QR_X, FOLDS[0] + dots(41), QR)
