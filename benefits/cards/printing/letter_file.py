"""Letters as one PDF, a page each, written as they come: memory does not grow with their number."""

from collections.abc import Iterable
from typing import BinaryIO, Final

from benefits.cards.printing.face import DOTS_PER_INCH
from benefits.cards.printing.letter import SIZE, Letter, letter_ground, letter_marks
from benefits.cards.printing.pdf_drawing import Letters, drawn
from benefits.cards.printing.pdf_file import ONE_SIDED, PdfFile
from benefits.cards.printing.pdf_fonts import embed

TITLE: Final = "Thư kích hoạt thẻ ưu đãi"
_POINTS: Final = 72 / DOTS_PER_INCH


def write_letters(letters: Iterable[Letter], out: BinaryIO) -> int:
    """Write letters, one side of a sheet each, and return how many there were."""
    file, glyphs, count = PdfFile(out), Letters(), 0
    resources, common = file.reserve(), file.reserve()
    box = b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Resources %d 0 R" % (*SIZE, resources)
    file.write_stream(drawn(letter_ground(), glyphs).encode(), box, common)
    width, height = (side * _POINTS for side in SIZE)
    place = f"{_POINTS} 0 0 {-_POINTS} 0 {height:.2f} cm\n/P0 Do\n"
    for count, letter in enumerate(letters, start=1):  # noqa: B007 - the last one is the number
        contents = file.write_stream((place + drawn(letter_marks(letter), glyphs)).encode())
        file.add_page(contents, resources, width, height)
    fonts = embed(file, glyphs)
    file.write(b"<< /Font %b /XObject << /P0 %d 0 R >> >>" % (fonts, common), resources)
    file.close(TITLE, ONE_SIDED)
    return count
