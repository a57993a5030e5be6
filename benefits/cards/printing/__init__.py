"""What a member holds in the hand: the two sides of a card, printed alone or by the thousand."""

from benefits.cards.printing.batch import Layout, write_pdf
from benefits.cards.printing.face import CardFace, serial_of
from benefits.cards.printing.letter import Letter
from benefits.cards.printing.letter_file import write_letters
from benefits.cards.printing.raster import back, front, write_png
from benefits.cards.printing.read_back import CardsUnreadable, read_back, verify_batch

__all__ = [
    "CardFace",
    "CardsUnreadable",
    "Layout",
    "Letter",
    "back",
    "front",
    "read_back",
    "serial_of",
    "verify_batch",
    "write_letters",
    "write_pdf",
    "write_png",
]
