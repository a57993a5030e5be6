"""The key of citizen-id hashes: a file beside the card keys, so a stolen database tells none."""

import os
import secrets
from pathlib import Path

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from benefits.database import Database
from benefits.errors import KeysUnusable
from benefits.members.models import Member

KEY_FILE = "citizen-ids.key"
KEY_BYTES = 32
_HASHED = (Member.citizen_id_last4 > "", Member.citizen_id_hash.is_not(None))
"""Who has a hash, by what the index begins with."""


def identity_key(folder: Path, database: Database) -> bytes:
    """Read the key; the first is made, readable by its owner alone, while nothing was hashed.

    Raises `paper_key_gone` where people's papers were hashed with one that is missing: under
    another nobody would be found by a paper again, and whoever is entered twice stays two.
    """
    path = folder / KEY_FILE
    if not path.exists():
        with database.read() as session:
            insist(folder, session)
        make(folder)
    if len(key := path.read_bytes()) != KEY_BYTES:
        raise KeysUnusable("paper_key_strange", file=str(path))
    return key


def insist(folder: Path, session: Session) -> None:
    if is_missing(folder, session):
        raise KeysUnusable("paper_key_gone", folder=str(folder))


def is_missing(folder: Path, session: Session) -> bool:
    """Tell whether papers were hashed with a key that is not here."""
    is_here = (folder / KEY_FILE).exists()
    return not is_here and bool(session.scalar(select(exists().where(*_HASHED))))


def make(folder: Path) -> None:
    """Make a key where there is none; of two that are made at once, the first stays."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / f".{KEY_FILE}.{os.getpid()}.{secrets.token_hex(4)}"
    fresh.touch(mode=0o600)
    fresh.write_bytes(secrets.token_bytes(KEY_BYTES))
    try:
        os.link(fresh, folder / KEY_FILE)  # never replaces a key another process made meanwhile
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def count_hashes(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Member).where(*_HASHED)) or 0


def forget_hashes(session: Session, most: int) -> int:
    """Forget hashes of a lost key, which find nobody any more; say how many, at most `most`.

    Kept, they would have the same paper under the next key taken for another person's. The last
    four digits stay.
    """
    some = select(Member.id).where(*_HASHED).limit(most)
    forgetting = update(Member).where(Member.id.in_(some)).values(citizen_id_hash=None)
    return session.connection().execute(forgetting).rowcount
