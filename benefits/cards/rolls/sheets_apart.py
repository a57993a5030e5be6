"""Sheets of a PDF, each in a file of its own in which nothing of another sheet is left.

Pages of a PDF may share what they show, and a page that is taken out brings all of it along. So
a page is taken as it is only where it is one picture and the file came to hold no other; of any
other page what it looks like is kept.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO, Final

import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from benefits.cards.rolls.scan_reading import check_pictures

LARGEST_DRAWN: Final = 200 * 1024
_DOTS: Final = 200 / 72
_LONGEST_SIDE: Final = 2400
_SMALLEST_SIDE: Final = 600
_QUALITIES: Final = (80, 60, 40)
_SHRUNK: Final = 0.8
_STREAMS: Final = 2  # what is to be drawn, and the picture
_ROOM: Final = 4096


def alone(content: BinaryIO, sheets: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """Take sheets out of a PDF; together they are not much larger than it.

    One picture may stand on every page: what was taken as it is never exceeds the whole file.
    """
    whole = content.read()
    document = pypdfium2.PdfDocument(whole)
    left, most = len(whole), max(LARGEST_DRAWN, len(whole) // max(len(document), 1))
    try:
        for sheet in sheets:
            taken = _as_it_is(document, sheet)
            if taken is not None and len(taken) <= left + _ROOM:
                left -= max(len(taken) - _ROOM, 0)
                yield sheet, taken
            else:
                yield sheet, _drawn(document, sheet, most)
    finally:
        document.close()


def _as_it_is(document: pypdfium2.PdfDocument, sheet: int) -> bytes | None:
    page = document[sheet - 1]
    drawn = list(page.get_objects())
    if len(drawn) != 1 or drawn[0].type != FPDF_PAGEOBJ_IMAGE:
        return None
    picture = bytes(drawn[0].get_data())
    taken, out = pypdfium2.PdfDocument.new(), BytesIO()
    taken.import_pages(document, [sheet - 1])
    taken.save(out)
    taken.close()
    return out.getvalue() if _holds_only(out.getvalue(), picture) else None


def _holds_only(taken: bytes, picture: bytes) -> bool:
    """Tell whether nothing but one picture, and the order to draw it, is in a file."""
    is_in = any(b"stream" + end + picture in taken for end in (b"\r\n", b"\n"))
    return is_in and b"/ObjStm" not in taken and taken.count(b"endstream") <= _STREAMS


def _drawn(document: pypdfium2.PdfDocument, sheet: int, most: int) -> bytes:
    """Keep what a sheet looks like, as sharp as fits into so many bytes."""
    page = document[sheet - 1]
    check_pictures(page)
    scale = min(_DOTS, _LONGEST_SIDE / max(*page.get_size(), 1))
    picture = page.render(scale=scale, grayscale=True).to_pil()
    page.close()
    while True:
        for quality in _QUALITIES:
            kept = _pdf_of(picture, quality, 72 * scale)
            if len(kept) <= most:
                return kept
        if max(picture.size) <= _SMALLEST_SIDE:
            return kept
        scale *= _SHRUNK
        picture = picture.resize((_smaller(picture.width), _smaller(picture.height)))


def _smaller(side: int) -> int:
    return max(int(side * _SHRUNK), 1)


def _pdf_of(picture: Image.Image, quality: int, resolution: float) -> bytes:
    """Write a PDF of one page; the same picture gives the same bytes on any day."""
    out = BytesIO()
    picture.save(
        out, "PDF", quality=quality, resolution=resolution, creationDate=None, modDate=None
    )
    return out.getvalue()
