"""The QR code of a card: level M, alphanumeric, whole dots per module, a quiet zone of four."""

from typing import Any, Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import QRData

from benefits.cards.printing.face import dots
from benefits.cards.printing.marks import Squares
from benefits.cards.printing.masks import best_mask
from benefits.errors import Invalid

QUIET: Final = 4
_ALPHANUMERIC: Final = 2
SMALLEST: Final = dots(25)


def squares(url: str, x: int, y: int, room: int, smallest: int = SMALLEST) -> Squares:
    """Draw an address as large as a square room allows, centred in it with its quiet zone."""
    return _squares(QRData(url, mode=_ALPHANUMERIC), x, y, room, smallest)


def squares_of_text(text: str, x: int, y: int, room: int, smallest: int = SMALLEST) -> Squares:
    """Draw any text, small letters too, as a card's address is drawn."""
    return _squares(QRData(text), x, y, room, smallest)


def _squares(data: QRData, x: int, y: int, room: int, smallest: int) -> Squares:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=0)
    code.add_data(data)
    code.best_fit()
    modules = 4 * code.version + 17
    side = room // (modules + 2 * QUIET)
    if side * modules < smallest:
        raise Invalid("code_too_large", modules=modules)
    margin = (room - side * modules) // 2
    return Squares(x + margin, y + margin, side, _runs(_made(code)))


def _made(code: "qrcode.QRCode[Any]") -> list[list[bool]]:
    code.make(fit=False)
    if best := best_mask(code.modules, code.version):
        code.mask_pattern = best
        code.make(fit=False)
    return [[bool(module) for module in row] for row in code.modules]


def _runs(matrix: list[list[bool]]) -> list[tuple[int, int, int]]:
    runs = []
    for number, row in enumerate(matrix):
        line = "".join("#" if dark else " " for dark in row)
        start = line.find("#")
        while start >= 0:
            end = line.find(" ", start) if " " in line[start:] else len(line)
            runs.append((number, start, end - start))
            start = line.find("#", end)
    return runs
