"""The keys of an installation: the first is made by itself, never in place of lost ones."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import exists, or_, select

from benefits.cards.keys import KeyRing
from benefits.cards.models import Card, Medium
from benefits.database import Database
from benefits.errors import KeysUnusable
from benefits.members import identity_key


def open_ring(folder: Path, database: Database) -> KeyRing:
    """Open the keys; the first is made while nobody can hold a card that another one signed.

    Raises `keys_gone` where cards were printed or are on phones: their folder is named wrongly,
    not mounted, or was not brought along. A new key under the number of theirs would have every one
    of them called forged, and would stand in the way of the right one when it comes back. Likewise
    `paper_key_gone` where people's papers were hashed: the whole folder is missing.
    """
    try:
        return KeyRing.open(folder)
    except KeysUnusable as unusable:
        if unusable.code != "no_signing_key":
            raise
    signed = or_(Card.printed_at.is_not(None), Card.medium == Medium.PHONE)
    with database.read() as session:
        if session.scalar(select(exists().where(signed))):
            raise KeysUnusable("keys_gone", folder=str(folder))
        identity_key.insist(folder, session)
    return KeyRing.open(folder, create=True)


def begin_anew(folder: Path, used: Iterable[int]) -> int:
    """Make a key once all are lost for good, under a number that signed nothing yet; return it.

    `used` are the numbers known to have signed besides the first.
    """
    try:
        KeyRing.open(folder)
    except KeysUnusable as unusable:
        if unusable.code != "no_signing_key":
            raise
        return KeyRing.begin(folder, max(used, default=0) + 1)
    raise KeysUnusable("keys_are_there", folder=str(folder))
