"""Letters as one PDF, a page each, written as they come: memory does not grow with their number."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final

from benefits.cards.printing.face import DOTS_PER_INCH
from benefits.cards.printing.invitation import Invitation, invitation_ground, invitation_marks
from benefits.cards.printing.letter import Letter, letter_ground, letter_marks
from benefits.cards.printing.letter_sheet import SIZE
from benefits.cards.printing.marks import Mark
from benefits.cards.printing.pdf_drawing import Letters, drawn
from benefits.cards.printing.pdf_file import ONE_SIDED, PdfFile
from benefits.cards.printing.pdf_fonts import embed

TITLE: Final = "Thư kích hoạt thẻ ưu đãi"
OF_INVITATIONS: Final = "Thư mời đăng nhập"
_POINTS: Final = 72 / DOTS_PER_INCH


def write_letters(letters: Iterable[Letter], out: BinaryIO) -> int:
    """Write letters that let members in, a sheet each, and return how many there were."""
    return _write(TITLE, letter_ground(), map(letter_marks, letters), out)


def write_invitations(letters: Iterable[Invitation], out: BinaryIO) -> int:
    """Write letters that invite officers and managers, a sheet each; return how many."""
    return _write(OF_INVITATIONS, invitation_ground(), map(invitation_marks, letters), out)


def _write(
    title: str, ground: Sequence[Mark], pages: Iterable[Sequence[Mark]], out: BinaryIO
) -> int:
    file, glyphs, count = PdfFile(out), Letters(), 0
    resources, common = file.reserve(), file.reserve()
    box = b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Resources %d 0 R" % (*SIZE, resources)
    file.write_stream(drawn(ground, glyphs).encode(), box, common)
    width, height = (side * _POINTS for side in SIZE)
    place = f"{_POINTS} 0 0 {-_POINTS} 0 {height:.2f} cm\n/P0 Do\n"
    for count, marks in enumerate(pages, start=1):  # noqa: B007 - the last one is the number
        contents = file.write_stream((place + drawn(marks, glyphs)).encode())
        file.add_page(contents, resources, width, height)
    fonts = embed(file, glyphs)
    file.write(b"<< /Font %b /XObject << /P0 %d 0 R >> >>" % (fonts, common), resources)
    file.close(title, ONE_SIDED)
    return count
