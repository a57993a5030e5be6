"""Which pages of which roll a scanned file shows: a PDF, or a picture of one sheet.

What a file unfolds to is looked at before anything is drawn of it.
"""

import re
import warnings
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

import pypdfium2
import zxingcpp
from PIL import Image, UnidentifiedImageError
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from benefits.cards.rolls.tick_reading import straightened
from benefits.errors import Invalid
from benefits.members.photo_content import turn_of
from benefits.money import grouped

LARGEST: Final = 20 * 1024 * 1024
MEGABYTE: Final = 1024 * 1024
MOST_PAGES: Final = 60
MOST_PIXELS: Final = 60_000_000
PDF: Final = "application/pdf"
KINDS: Final = {
    b"%PDF-": (PDF, ".pdf"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
}
_LONGEST_SIDE: Final = 2400
_QR: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
_CODE: Final = re.compile(r"(NT\d{6,})-(\d{1,5})")


_BROKEN: Final = (
    pypdfium2.PdfiumError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
)
_DARK: Final = 128
_INK: Final = 0.002


class Page(NamedTuple):
    """The code of a roll and a page of it."""

    roll: str
    number: int


class Piled(NamedTuple):
    """A sheet of a pile: the page its code names, where one is read, and what it looks like.

    Of `several` pages in one picture, or copies of one page, none is told: each is to be kept
    without the others.
    """

    sheet: int
    page: Page | None
    picture: Image.Image
    several: bool = False


class Seen(NamedTuple):
    """One sheet of a scan: which it is, the pages its codes name, and whether anything is on it."""

    sheet: int
    pages: frozenset[Page]
    has_ink: bool


def kind_of(content: BinaryIO, largest: int = LARGEST) -> tuple[str, str]:
    """Return the media type and the ending of a scan, or refuse what is none."""
    beginning = content.read(max(map(len, KINDS)))
    size = content.seek(0, 2)
    content.seek(0)
    if not size:
        raise Invalid("scan_empty")
    if size > largest:
        shown = grouped(-(-size // MEGABYTE))
        raise Invalid("scan_too_large", size=shown, most=largest // MEGABYTE)
    found = next((kind for start, kind in KINDS.items() if beginning.startswith(start)), None)
    if found is None:
        raise Invalid("scan_of_other_kind")
    return found


def sheets_in(content: BinaryIO, media_type: str) -> list[Seen]:
    """Look at every sheet of a scan that bears something: backs of sheets are left out.

    A sheet may lie askew or upside down.
    """
    found: list[Seen] = []
    try:
        for sheet, picture in enumerate(_pictures(content, media_type), start=1):
            pages = frozenset(_codes(picture))
            found.append(Seen(sheet, pages, bool(pages) or _has_ink(picture)))
    except _BROKEN as broken:
        raise Invalid("scan_unreadable") from broken
    finally:
        content.seek(0)
    if not any(each.has_ink for each in found):
        raise Invalid("scan_blank")
    return [each for each in found if each.has_ink]


def pile_in(content: BinaryIO, media_type: str, most: int) -> Iterator[Piled]:
    """Look at a pile of sheets one by one, as it may be of many rolls."""
    try:
        pictures = _pictures(content, media_type, most=most)
        for sheet, picture in enumerate(pictures, start=1):
            codes = [(page, each) for each in _barcodes(picture) if (page := _page_of(each))]
            if len(codes) > 1:
                yield Piled(sheet, None, picture, several=True)
            elif codes:
                [(page, code)] = codes
                yield Piled(sheet, page, straightened(picture, code))
            elif _has_ink(picture):
                yield Piled(sheet, None, picture)
    except _BROKEN as broken:
        raise Invalid("scan_unreadable") from broken


def count_in(content: BinaryIO, media_type: str) -> int:
    """Count the sheets of a scan."""
    try:
        document = pypdfium2.PdfDocument(content.read()) if media_type == PDF else None
    except _BROKEN as broken:
        raise Invalid("scan_unreadable") from broken
    finally:
        content.seek(0)
    count = 1 if document is None else len(document)
    if document is not None:
        document.close()
    return count


def sheet_in(
    content: BinaryIO, media_type: str, page: Page, sheet: int | None = None
) -> tuple[Image.Image, bool]:
    """Draw a sheet of a scan, and tell whether it could be laid straight by the code of a page.

    Where nobody kept which sheet it is, that is the one with the code, else the first one that
    bears something and no other code.
    """
    otherwise: Image.Image | None = None
    try:
        for picture in _pictures(content, media_type, sheet):
            codes = _barcodes(picture)
            own = next((code for code in codes if _page_of(code) == page), None)
            if own is not None:
                return straightened(picture, own), True
            is_unknown = not any(map(_page_of, codes)) and _has_ink(picture)
            if otherwise is None and (sheet or is_unknown):
                otherwise = picture
    except _BROKEN as broken:
        raise Invalid("scan_unreadable") from broken
    if otherwise is None:
        raise Invalid("scan_unreadable")
    return otherwise, False


def _pictures(
    content: BinaryIO, media_type: str, sheet: int | None = None, most: int = MOST_PAGES
) -> Iterator[Image.Image]:
    """Draw one sheet after the other, or a single one."""
    return _sheets(content, sheet, most) if media_type == PDF else _picture(content)


def _sheets(content: BinaryIO, sheet: int | None, most: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(content.read())
    try:
        if len(document) > most:
            raise Invalid("scan_too_long", most=most)
        for number in range(len(document)) if sheet is None else [sheet - 1]:
            page = document[number]
            check_pictures(page)
            scale = min(150 / 72, _LONGEST_SIDE / max(*page.get_size(), 1))
            yield page.render(scale=scale, grayscale=True).to_pil()
            page.close()
    finally:
        document.close()


def check_pictures(page: pypdfium2.PdfPage) -> None:
    """Refuse a page whose pictures unfold to more than can be drawn."""
    for each in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        wide, tall = each.get_px_size()
        if wide * tall > MOST_PIXELS:
            raise Invalid("scan_too_many_pixels", most=MOST_PIXELS // 1_000_000)


def _picture(content: BinaryIO) -> Iterator[Image.Image]:
    with warnings.catch_warnings(), Image.open(content, formats=["JPEG", "PNG"]) as opened:
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        if opened.width * opened.height > MOST_PIXELS:
            raise Invalid("scan_too_many_pixels", most=MOST_PIXELS // 1_000_000)
        opened.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
        turn, grey = turn_of(opened), opened.convert("L")
        if turn is not None:
            grey = grey.transpose(turn)  # as the phone was held
        grey.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        yield grey


def _has_ink(picture: Image.Image) -> bool:
    shades = picture.histogram()
    return sum(shades[:_DARK]) > _INK * sum(shades)


def _codes(picture: Image.Image) -> Iterator[Page]:
    return (page for code in _barcodes(picture) if (page := _page_of(code)))


def _barcodes(picture: Image.Image) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(picture, formats=_QR)


def _page_of(code: zxingcpp.Barcode) -> Page | None:
    found = _CODE.fullmatch(code.text)
    return Page(found[1], int(found[2])) if found else None
