"""Marks as PDF drawing orders, in dots from the top left: letters stay letters, edges stay sharp.

All dark modules of a code are one path filled once, so no renderer leaves hairlines between rows.
"""

from collections.abc import Iterable
from typing import Final

from benefits.cards.printing.marks import BLACK, Box, Colour, Disc, Mark, Squares, Text
from benefits.cards.printing.typefaces import EM, Weight, shape, starts_of

_ARC: Final = 0.5522847498
"""How long the handles of a quarter circle's curve are, in radii."""


class Letters:
    """Which glyphs a document has used, and what they stand for."""

    def __init__(self) -> None:
        self.used: dict[Weight, dict[int, str]] = {}

    def write(self, line: Text) -> str:
        """Return the order for one line, and remember its glyphs."""
        used = self.used.setdefault(line.weight, {})
        starts = starts_of(line.text, line.weight, line.spacing)
        shown, x, orders = list[str](), line.x, list[str]()
        for glyph, start in zip(shape(line.text, line.weight), starts, strict=True):
            used[glyph.number] = glyph.character
            back = glyph.own_advance - glyph.advance - line.spacing
            if not glyph.right and not glyph.up:
                shown.append(f"<{glyph.number:04x}>" + (str(back) if back else ""))
                continue
            after = line.x + start * line.size
            aside, up = (each / EM * line.size for each in (glyph.right, glyph.up))
            mark = _set(after + aside, line.y - up, [f"<{glyph.number:04x}>"])
            orders += [_set(x, line.y, shown), mark]
            shown, x = [], after
        orders.append(_set(x, line.y, shown))
        font = f"/{name_of(line.weight)} {_n(line.size)} Tf"
        return f"BT {_fill(line.colour)} {font} {' '.join(filter(None, orders))} ET"


def _set(x: float, y: float, shown: list[str]) -> str:
    return f"1 0 0 -1 {_n(x)} {_n(y)} Tm [{''.join(shown)}] TJ" if shown else ""


def name_of(weight: Weight) -> str:
    return f"F{weight.value}"


def drawn(marks: Iterable[Mark], letters: Letters) -> str:
    """Return the orders that draw these marks."""
    return "\n".join(_drawn(mark, letters) for mark in marks)


def _drawn(mark: Mark, letters: Letters) -> str:
    match mark:
        case Text():
            return letters.write(mark)
        case Box():
            return f"{_fill(mark.colour)} {_rectangle(mark)} f"
        case Disc():
            window = f"{_rectangle(mark.window)} W n " if mark.window else ""
            return f"q {window}{_fill(mark.colour)} {_circle(mark)} f Q"
        case Squares():
            return _squares(mark)


def _squares(code: Squares) -> str:
    side, left, top = code.side, code.x, code.y
    runs = (
        f"{left + column * side} {top + row * side} {length * side} {side} re"
        for row, column, length in code.runs
    )
    return f"{_fill(BLACK)} {' '.join(runs)} f"


def _rectangle(box: Box) -> str:
    return f"{_n(box.x)} {_n(box.y)} {_n(box.width)} {_n(box.height)} re"


def _circle(disc: Disc) -> str:
    x, y, r = disc.x, disc.y, disc.radius
    h = r * _ARC
    points = (
        ((x + r, y + h), (x + h, y + r), (x, y + r)),
        ((x - h, y + r), (x - r, y + h), (x - r, y)),
        ((x - r, y - h), (x - h, y - r), (x, y - r)),
        ((x + h, y - r), (x + r, y - h), (x + r, y)),
    )
    curves = " ".join(" ".join(f"{_n(a)} {_n(b)}" for a, b in curve) + " c" for curve in points)
    return f"{_n(x + r)} {_n(y)} m {curves}"


def _fill(colour: Colour) -> str:
    """Name a colour; black is the printer's own black, not a mixture of three inks."""
    if colour == BLACK:
        return "0 g"
    return " ".join(_n(part / 255) for part in colour) + " rg"


def _n(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
