"""Many cards as one PDF: sheets for the office printer, or one card a page for a card printer.

Pages come in pairs, fronts and then backs. On sheets the backs are mirrored left to right, so
that they meet their fronts when paper turns on its long edge.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import BinaryIO, Final

from benefits.cards.printing import sheet
from benefits.cards.printing.back import back_marks
from benefits.cards.printing.face import BLEED, DOTS_PER_INCH, HEIGHT, WIDTH, CardFace
from benefits.cards.printing.front import front_marks, ground, portrait
from benefits.cards.printing.marks import GREY, Mark, Picture, Text
from benefits.cards.printing.pdf_drawing import Letters, drawn
from benefits.cards.printing.pdf_file import PdfFile
from benefits.cards.printing.pdf_fonts import embed
from benefits.cards.printing.typefaces import Weight

TITLE: Final = "Thẻ ưu đãi"
_POINTS: Final = 72 / DOTS_PER_INCH
_NOTE: Final = (
    "Tờ {sheet} · {side} · số thẻ {first} – {last} · In đúng cỡ 100 %, hai mặt, lật theo cạnh dài"
)


class Layout(StrEnum):
    """Eight cards on A4 with marks to cut along, or pages of a card's own size."""

    A4 = "a4"
    ONE_A_PAGE = "one_a_page"


def write_pdf(faces: Iterable[CardFace], out: BinaryIO, layout: Layout = Layout.A4) -> int:
    """Write cards as they come, keeping one sheet in memory, and return how many there were."""
    document = _Document(out)
    per_sheet = sheet.CARDS if layout is Layout.A4 else 1
    count = 0
    for number, cards in enumerate(_by(per_sheet, faces), start=1):
        count += len(cards)
        if layout is Layout.A4:
            _write_sheet(document, number, cards)
        else:
            document.add_page([(0, 0, document.front(cards[0]))], (WIDTH, HEIGHT))
            document.add_page([(0, 0, document.back(cards[0]))], (WIDTH, HEIGHT))
    document.close()
    return count


def _by(size: int, faces: Iterable[CardFace]) -> Iterator[list[CardFace]]:
    rest = iter(faces)
    while some := list(islice(rest, size)):
        yield some


class _Document:
    """What the pages of one file share: letters, the common ground, and backs that repeat."""

    def __init__(self, out: BinaryIO) -> None:
        self._file = PdfFile(out)
        self._letters = Letters()
        self._fonts = self._file.reserve()
        self._forms: dict[str, int] = {}
        self._on_page: set[int] = set()
        self._ground = drawn(ground(), self._letters)

    def front(self, face: CardFace) -> str:
        photo = portrait(face)
        below = [self._form(self._ground), *([self._photo(photo)] if photo else [])]
        return "\n".join((*below, drawn(front_marks(face), self._letters)))

    def back(self, face: CardFace) -> str:
        return self._form(drawn(back_marks(face), self._letters))

    def add_page(
        self,
        cards: Iterable[tuple[int, int, str]],
        size: tuple[int, int],
        around: Iterable[Mark] = (),
    ) -> None:
        """Add a page of cards, each drawn at its place, and marks between and around them."""
        width, height = (side * _POINTS for side in size)
        orders = [f"{_POINTS} 0 0 {-_POINTS} 0 {height:.2f} cm"]
        orders += [f"q 1 0 0 1 {x} {y} cm\n{card}\nQ" for x, y, card in cards]
        orders.append(drawn(around, self._letters))
        contents = self._file.write_stream("\n".join(orders).encode())
        self._file.add_page(contents, self._resources(), width, height)

    def close(self) -> None:
        self._file.write(embed(self._file, self._letters), self._fonts)
        self._file.close(TITLE)

    def _resources(self) -> int:
        """Name what one page shows and no other: with photos a shared list would be endless."""
        shown = b" ".join(b"/P%d %d 0 R" % (one, one) for one in sorted(self._on_page))
        self._on_page.clear()
        return self._file.write(b"<< /Font %d 0 R /XObject << %b >> >>" % (self._fonts, shown))

    def _form(self, orders: str) -> str:
        """Keep a drawing that repeats once in the file, and return the order that shows it."""
        if orders not in self._forms:
            box = (-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED)
            entries = (
                b"/Type /XObject /Subtype /Form /BBox [%d %d %d %d] "
                b"/Resources << /Font %d 0 R >>" % (*box, self._fonts)
            )
            self._forms[orders] = self._file.write_stream(orders.encode(), entries)
        return self._shown(self._forms[orders])

    def _photo(self, photo: Picture) -> str:
        place = f"{photo.width} 0 0 {-photo.height} {photo.x} {photo.y + photo.height} cm"
        return f"q {place} {self._shown(self._file.write_jpeg(photo.jpeg))} Q"

    def _shown(self, number: int) -> str:
        self._on_page.add(number)
        return f"/P{number} Do"


def _write_sheet(document: _Document, number: int, faces: list[CardFace]) -> None:
    spots = [sheet.place(at) for at in range(len(faces))]
    span = {"first": faces[0].serial, "last": faces[-1].serial}
    for side, places, draw in (
        ("mặt trước", spots, document.front),
        ("mặt sau", [sheet.mirrored(spot) for spot in spots], document.back),
    ):
        cards = [(x, y, draw(face)) for (x, y), face in zip(places, faces, strict=True)]
        note = _NOTE.format(sheet=number, side=side, **span)
        line = Text(sheet.LEFT, sheet.NOTE_Y, note, Weight.REGULAR, 30, GREY)
        document.add_page(cards, sheet.SIZE, [*sheet.ticks(places), line])
