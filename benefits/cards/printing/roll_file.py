"""Rolls as one PDF, page after page, written as they come."""

from collections.abc import Iterable
from typing import BinaryIO, Final

from benefits.cards.printing.face import DOTS_PER_INCH
from benefits.cards.printing.pdf_drawing import Letters, drawn
from benefits.cards.printing.pdf_file import ONE_SIDED, PdfFile
from benefits.cards.printing.pdf_fonts import embed
from benefits.cards.printing.roll_sheet import SIZE, TITLE, RollFace, roll_marks

_POINTS: Final = 72 / DOTS_PER_INCH


def write_rolls(pages: Iterable[RollFace], out: BinaryIO) -> int:
    """Write pages of rolls, one side of a sheet each, and return how many there were."""
    file, glyphs, count = PdfFile(out), Letters(), 0
    resources = file.reserve()
    width, height = (side * _POINTS for side in SIZE)
    place = f"{_POINTS} 0 0 {-_POINTS} 0 {height:.2f} cm\n"
    for count, page in enumerate(pages, start=1):  # noqa: B007 - the last one is the number
        contents = file.write_stream((place + drawn(roll_marks(page), glyphs)).encode())
        file.add_page(contents, resources, width, height)
    file.write(b"<< /Font %b >>" % embed(file, glyphs), resources)
    file.close(TITLE, ONE_SIDED)
    return count
