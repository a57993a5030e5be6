"""Cards for a print house: a picture of every front, one back for all, and a list in CSV.

Pictures are named by the number on the card. The file is written card by card, so that its size
is no matter of memory.
"""

import csv
import io
import tempfile
from collections.abc import Iterable
from typing import IO, BinaryIO, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from PIL import Image

from benefits.cards import typed_code
from benefits.cards.printing.face import DOTS_PER_INCH, CardFace
from benefits.cards.printing.front import portrait
from benefits.cards.printing.palette import in_few_colours
from benefits.cards.printing.raster import back, front
from benefits.spreadsheets import inert

FOLDER: Final = "the"
FRONT: Final = "-truoc.png"
BACK: Final = "mat-sau"
LIST: Final = "danh-sach.csv"
COLUMNS: Final = (
    "member_no",
    "full_name",
    "unit",
    "serial",
    "last_day",
    "typed_code",
    "front_file",
    "back_file",
)


class Ordered(NamedTuple):
    """A card of an order, and whose it is."""

    member_no: str
    face: CardFace


def write_zip(cards: Iterable[Ordered], out: BinaryIO) -> int:
    """Write pictures as the cards come, then their list, and return how many there were."""
    backs: dict[str, str] = {}
    count = 0
    with (
        ZipFile(out, "w", ZIP_STORED) as file,
        tempfile.TemporaryFile() as kept,
        io.TextIOWrapper(kept, "utf-8-sig", newline="", write_through=True) as lines,
    ):
        listed = csv.writer(lines)
        listed.writerow(COLUMNS)
        for count, card in enumerate(cards, start=1):  # noqa: B007 - the last one is the number
            name = f"{FOLDER}/{card.face.serial}{FRONT}"
            drawn = front(card.face)
            _write_picture(file, name, drawn if portrait(card.face) else in_few_colours(drawn))
            listed.writerow(_line(card, name, _back(file, backs, card.face)))
        kept.seek(0)
        _write_list(file, kept)
    return count


def _back(file: ZipFile, backs: dict[str, str], face: CardFace) -> str:
    """Write a back the first time it is needed: cards of one union share theirs."""
    if face.hotline not in backs:
        number = f"-{len(backs) + 1}" if backs else ""
        backs[face.hotline] = f"{FOLDER}/{BACK}{number}.png"
        _write_picture(file, backs[face.hotline], in_few_colours(back(face)))
    return backs[face.hotline]


def _write_picture(file: ZipFile, name: str, picture: Image.Image) -> None:
    """Write a picture packed as far as it pays: on photos packing harder gains nothing."""
    drawn, effort = io.BytesIO(), 4 if picture.mode == "P" else 1
    picture.save(drawn, "PNG", dpi=(DOTS_PER_INCH, DOTS_PER_INCH), compress_level=effort)
    file.writestr(ZipInfo(name), drawn.getvalue())


def _write_list(file: ZipFile, lines: IO[bytes]) -> None:
    entry = ZipInfo(LIST)
    entry.compress_type = ZIP_DEFLATED
    with file.open(entry, "w") as out:
        while chunk := lines.read(1 << 20):
            out.write(chunk)


def _line(card: Ordered, front_file: str, back_file: str) -> list[str]:
    face = card.face
    told = (
        card.member_no,
        face.full_name,
        face.unit_name,
        face.serial,
        f"{face.last_day:%d/%m/%Y}",
        typed_code.shown(face.typed_code),
        front_file,
        back_file,
    )
    return [str(inert(each)) for each in told]
