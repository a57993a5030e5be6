"""Reading a printed batch again, as a scanner will: rasterised pages, decoded by another library.

A batch is let out only when every card on it was read; one that was not refuses them all.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZipFile

import pypdfium2
import zxingcpp
from PIL import Image

from benefits.cards import tokens
from benefits.cards.printing import sheet
from benefits.cards.printing.face import DOTS_PER_INCH, serial_of
from benefits.cards.printing.print_house import FRONT
from benefits.errors import DomainError

_QR: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
_MOST_NAMED: Final = 50
_SCALE: Final = DOTS_PER_INCH / 72
_AT_ONCE: Final = 100
"""How many pages one opening reads: a document keeps what it has drawn until it is closed."""


Seen = Callable[[int], None]
"""Told after every card how many were read: a large batch takes minutes."""


def unseen(_count: int) -> None:
    """Tell nobody."""


class CardsUnreadable(DomainError):
    """Cards that could not be read from the printed page, or were not the ones expected there."""

    code = "cards_unreadable"


def read_back(pdf: Path | bytes | BinaryIO, *, fronts_only: bool = False) -> Iterator[list[str]]:
    """Yield the texts of the codes on each page, in reading order; a back has none."""
    start, end, step = 0, 1, 2 if fronts_only else 1
    while start < end:
        document = pypdfium2.PdfDocument(pdf)
        try:
            end = len(document)
            for number in range(start, min(start + _AT_ONCE, end), step):
                page = document[number]
                yield _decoded(page)
                page.close()
        finally:
            document.close()
        start += _AT_ONCE


def verify_batch(
    pdf: Path | bytes | BinaryIO, expected_urls: Iterable[str], seen: Seen = unseen
) -> int:
    """Return how many cards were read, each in its place, or refuse naming those that were not."""
    return _verified(chain.from_iterable(read_back(pdf, fronts_only=True)), expected_urls, seen)


def verify_pictures(file: Path, expected_urls: Iterable[str], seen: Seen = unseen) -> int:
    """Do the same with the fronts of a print house's file, each read from its own picture."""
    with ZipFile(file) as opened:
        fronts = (name for name in opened.namelist() if name.endswith(FRONT))
        found = (text for name in fronts for text in _decoded_picture(opened, name))
        return _verified(found, expected_urls, seen)


def _verified(codes: Iterable[str], expected_urls: Iterable[str], seen: Seen) -> int:
    wanted, found = list(expected_urls), []
    for number, code in enumerate(filter(_is_of_a_card, codes), start=1):
        found.append(code)
        seen(number)
    if found == wanted:
        return len(found)
    read = set(found)
    missing = [url for url in wanted if url not in read]
    misplaced = [url for url, other in zip_longest(wanted, found) if url and url != other]
    wrong = missing or misplaced
    raise CardsUnreadable(
        cards=", ".join(_name(url) for url in wrong[:_MOST_NAMED]),
        count=len(wrong),
        strange=len(read.difference(wanted)),
        expected=len(wanted),
    )


def _decoded_picture(opened: ZipFile, name: str) -> list[str]:
    with opened.open(name) as content, Image.open(content, formats=["PNG"]) as picture:
        codes = zxingcpp.read_barcodes(
            picture.convert("L"), formats=_QR, try_rotate=False, try_invert=False
        )
    return [code.text for code in codes]


def _decoded(page: pypdfium2.PdfPage) -> list[str]:
    picture = page.render(scale=_SCALE, grayscale=True).to_pil()
    codes = zxingcpp.read_barcodes(picture, formats=_QR, try_rotate=False, try_invert=False)
    return [code.text for code in sorted(codes, key=_reading_order)]


def _reading_order(code: zxingcpp.Barcode) -> tuple[int, int]:
    corner = code.position.top_left
    return sheet.row_at(corner.y), corner.x


def _is_of_a_card(code: str) -> bool:
    """Tell cards from what a reader once in thousands of pages believes to see among the letters.

    A scanner at a counter passes over it as well; a card it had taken the place of is missing.
    """
    try:
        tokens.parse(code)
    except tokens.TokenRefused:
        return False
    return True


def _name(url: str) -> str:
    """Name a card by the number printed on it: a code is nothing to repeat in a message."""
    try:
        return serial_of(tokens.parse(url).facts.index)
    except tokens.TokenRefused:
        return "?"
