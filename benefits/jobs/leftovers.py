"""What a machine that stopped at the wrong moment left in the file store, cleared away."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from benefits.database import Database
from benefits.jobs.files import FileStore
from benefits.jobs.models import StoredFile

LONGEST_WRITING: Final = timedelta(days=1)
LOOKED_BACK: Final = timedelta(days=366)


def clear_leftovers(database: Database, store: FileStore, now: datetime) -> int:
    """Delete content whose row says it is gone, and content that never got a row; count them."""
    return _clear_deleted(database, store, now) + _clear_waiting(store, now)


def _clear_deleted(database: Database, store: FileStore, now: datetime) -> int:
    gone = select(StoredFile.hash).where(StoredFile.deleted_at > now - LOOKED_BACK)
    with database.read() as session:
        left = [each for each in session.scalars(gone) if store.path(each).is_file()]
    for digest in left:
        with database.write() as session:
            row = session.get_one(StoredFile, digest, with_for_update=True)
            if row.deleted_at is not None:
                store.path(digest).unlink(missing_ok=True)
    return len(left)


def _clear_waiting(store: FileStore, now: datetime) -> int:
    before = (now - LONGEST_WRITING).timestamp()
    old = [each for each in store.folder.glob(".*") if each.stat().st_mtime < before]
    for each in old:
        each.unlink(missing_ok=True)
    return len(old)
