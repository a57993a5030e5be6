"""A letter's sheet: A4, printed on one side, folded in three, with whose it is outside.

The top third shows the name and is folded back, the other two close on each other: what opens
the door lies inside. Measured in dots, as everything here.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from benefits.cards.printing.face import dots
from benefits.cards.printing.fitting import Room, fit
from benefits.cards.printing.marks import BRASS, GREY, INK, PINE, WHITE, Box, Mark, Text
from benefits.cards.printing.typefaces import Weight, legible

SIZE: Final = (dots(210), dots(297))
WIDTH: Final = SIZE[0]
FOLDS: Final = (dots(99), dots(198))
LEFT: Final = dots(20)
RIGHT: Final = WIDTH - dots(20)
QR: Final = dots(48)
QR_X: Final = RIGHT - QR
BESIDE_QR: Final = QR_X - LEFT - dots(8)
"""How wide a text may be that has the QR on its right."""

TITLE: Final = "Thẻ ưu đãi đoàn viên"
TO: Final = "Gửi:"
PRIVATE: Final = "Thư riêng. Chỉ người có tên trên được mở."
FOLD_BACK: Final = "gấp phần này ra phía sau"
FOLD_IN: Final = "gấp phần dưới vào trong, dán mép"
ASK: Final = "Cần giúp? Hỏi {whom}."
ASK_AND_CALL: Final = "Cần giúp? Hỏi {whom}, hoặc gọi {hotline}."

_NAME: Final = Room(width=dots(130), height=dots(26), largest=92, smallest=50, leading=1.2)
_UNIT: Final = Room(width=dots(130), height=dots(20), largest=50, smallest=34)
_ISSUER: Final = Room(width=dots(170), height=dots(12), largest=42, smallest=28)
_STEP: Final = Room(width=dots(158), height=dots(12), largest=40, smallest=30, leading=1.35)
_ASK: Final = Room(width=dots(170), height=dots(12), largest=40, smallest=28, leading=1.35)
_DIGIT: Final = 46


@cache
def sheet_ground() -> tuple[Mark, ...]:
    """Return what every sheet has: its head, and where it is folded."""
    return (
        Box(0, 0, WIDTH, dots(5), PINE),
        Box(0, dots(5), WIDTH, 8, BRASS),
        Text(LEFT, dots(33), TITLE, Weight.BOLD, 74, PINE),
        Text(LEFT, dots(90), PRIVATE, Weight.REGULAR, 34, GREY),
        *_fold(FOLDS[0], FOLD_BACK),
        *_fold(FOLDS[1], FOLD_IN),
    )


def addressed(full_name: str, unit_name: str, issuer_name: str) -> list[Text]:
    """Write outside who sends a letter, and to whom."""
    name = fit(legible(full_name), Weight.BOLD, _NAME)
    top = dots(44)
    return [
        *fit(legible(issuer_name), Weight.MEDIUM, _ISSUER).texts(LEFT, dots(12), INK),
        Text(LEFT, top + dots(6), TO, Weight.REGULAR, 42, GREY),
        *name.texts(LEFT + dots(18), top - dots(2), INK),
        *fit(legible(unit_name), Weight.MEDIUM, _UNIT).texts(
            LEFT + dots(18), top + name.height + dots(2), PINE
        ),
    ]


def in_the_corner(words: str) -> list[Text]:
    """Write outside what tells two people of one name apart."""
    said = Text(0, dots(90), words, Weight.MEDIUM, 42, INK)
    return [replace(said, x=RIGHT - said.width)] if words else []


def steps_told(steps: Sequence[str]) -> list[Text]:
    """Write what is to be done, step under step."""
    found: list[Text] = []
    for number, step in enumerate(steps):
        shown = fit(step, Weight.REGULAR, _STEP)
        found += shown.texts(LEFT + dots(11), _step_top(number) - dots(0.8), INK)
    return found


def digits_of_steps(count: int) -> list[Mark]:
    marks: list[Mark] = []
    for number in range(count):
        y = _step_top(number)
        digit = Text(0, y + dots(4.4), str(number + 1), Weight.BOLD, _DIGIT, WHITE)
        middle = LEFT + (dots(7) - digit.width) / 2
        marks += [Box(LEFT, y - dots(0.5), dots(7), dots(7), PINE), replace(digit, x=middle)]
    return marks


def asking(whom: str, hotline: str) -> list[Text]:
    """Write below the steps whom to ask, and whom to call where there is a number."""
    pattern = ASK_AND_CALL if hotline else ASK
    said = pattern.format(whom=legible(whom), hotline=hotline)
    return fit(said, Weight.MEDIUM, _ASK).texts(LEFT, FOLDS[1] + dots(68), PINE)


def centred(words: str, middle: float, y: float, size: int) -> list[Text]:
    line = Text(0, y, words, Weight.MEDIUM, size, GREY)
    return [replace(line, x=middle - line.width / 2)]


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
