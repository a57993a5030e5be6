"""What one printed card says, and how large it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from benefits.cards.printing.typefaces import lacking

DOTS_PER_INCH: Final = 300
WIDTH: Final = 1011
HEIGHT: Final = 638
"""A CR80 card, 85.60 by 53.98 mm, in dots at 300 to the inch. Everything is measured in dots."""

BLEED: Final = 36
"""How far colour runs over the edge (3 mm), so that a cut slightly off shows no white."""


class Design(StrEnum):
    """What a front shows beside the code: words alone, or words and the owner's photo."""

    PLAIN = "plain"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFace:
    """One card's two sides: `url` is what the QR says, `last_day` the last good day itself.

    `photo` is a JPEG, of which only the design with a photo takes notice.
    """

    full_name: str
    unit_name: str
    issuer_name: str
    serial: str
    last_day: date
    typed_code: str
    url: str
    hotline: str = ""
    design: Design = Design.PLAIN
    photo: bytes | None = None

    @property
    def illegible(self) -> str:
        """The letters of its names that cannot be printed."""
        return lacking(f"{self.full_name}{self.unit_name}{self.issuer_name}")


def serial_of(index: int) -> str:
    """Return the number printed on the card with this index."""
    return f"{index:07d}"


def dots(millimetres: float) -> int:
    return round(millimetres * DOTS_PER_INCH / 25.4)
