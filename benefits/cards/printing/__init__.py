"""What a member holds in the hand: the two sides of a card, printed alone or by the thousand."""

from benefits.cards.printing.batch import Layout, write_pdf
from benefits.cards.printing.face import CardFace, Design, serial_of
from benefits.cards.printing.invitation import Invitation
from benefits.cards.printing.letter import Letter
from benefits.cards.printing.letter_file import write_invitations, write_letters
from benefits.cards.printing.print_house import Ordered, write_zip
from benefits.cards.printing.raster import back, front
from benefits.cards.printing.read_back import (
    CardsUnreadable,
    read_back,
    verify_batch,
    verify_pictures,
)
from benefits.cards.printing.roll_file import write_rolls
from benefits.cards.printing.roll_sheet import RollEntry, RollFace

__all__ = [
    "CardFace",
    "CardsUnreadable",
    "Design",
    "Invitation",
    "Layout",
    "Letter",
    "Ordered",
    "RollEntry",
    "RollFace",
    "back",
    "front",
    "read_back",
    "serial_of",
    "verify_batch",
    "verify_pictures",
    "write_invitations",
    "write_letters",
    "write_pdf",
    "write_rolls",
    "write_zip",
]
