"""The file store: content under its own hash, so that nothing is kept twice or replaced."""

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sqlalchemy import case, update
from sqlalchemy.orm import Session

from benefits.database import after_commit, insert_or_ignore
from benefits.jobs.models import StoredFile

CHUNK = 1 << 20


class Waiting(NamedTuple):
    """Content that is safe on the disk and that no row speaks of yet."""

    path: Path
    hash: str
    size: int


class FileStore:
    """Files of one installation, in two-letter folders below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(
        self, session: Session, content: BinaryIO, *, name: str, media_type: str, now: datetime
    ) -> str:
        """Store the content and return its hash; the row appears with the caller's commit."""
        waiting = self.lay_down(content)
        return self.enter(session, waiting, name=name, media_type=media_type, now=now)

    def lay_down(self, content: BinaryIO) -> Waiting:
        """Bring content to the disk, outside of any unit of work: nobody waits for a disk."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._aside()
        try:
            return _written(path, content)
        except BaseException:
            path.unlink(missing_ok=True)  # most often there was no room: take none
            raise

    def enter(
        self, session: Session, waiting: Waiting, *, name: str, media_type: str, now: datetime
    ) -> str:
        """Give content its row and its place, and return its hash.

        The row is held before the file gets its place: who deletes the same one has ended by then.
        """
        row = {"hash": waiting.hash, "name": name, "media_type": media_type}
        insert_or_ignore(session, StoredFile, {**row, "size": waiting.size, "stored_at": now})
        _remember(session, waiting.hash, now)
        place = self.path(waiting.hash)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        waiting.path.replace(place)
        return waiting.hash

    def drop(self, waiting: Waiting) -> None:
        """Let go of content that nobody wanted after all."""
        waiting.path.unlink(missing_ok=True)

    def forget(self, session: Session, digest: str, now: datetime) -> bool:
        """Delete a file's content for good; the row goes on saying that there was one.

        The content goes after the commit: as long as the row may come back, so may the file.
        """
        row = session.get(StoredFile, digest, with_for_update=True)
        if row is None or row.deleted_at is not None:
            return False
        row.deleted_at = now
        after_commit(session, self._deleting(digest))
        return True

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest[2:]

    def content(self, digest: str) -> bytes | None:
        """Return the content of a small file, unless it is gone."""
        path = self.path(digest)
        return path.read_bytes() if path.is_file() else None

    def copy(self, digest: str, to: Path) -> None:
        shutil.copyfile(self.path(digest), to)

    def _aside(self) -> Path:
        return self.folder / f".{os.urandom(8).hex()}"

    def _deleting(self, digest: str) -> Callable[[], None]:
        """Delete the file that lies there now; the same content may have come again since."""
        place, aside = self.path(digest), self._aside()
        meant = place.stat().st_ino if place.is_file() else None

        def delete() -> None:
            with suppress(OSError):  # what is left behind is cleared away with other leftovers
                place.replace(aside)
                if aside.stat().st_ino == meant:
                    aside.unlink()
                else:
                    aside.replace(place)

        return delete


def _written(path: Path, content: BinaryIO) -> Waiting:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return Waiting(path, digest.hexdigest(), size)


def _remember(session: Session, digest: str, now: datetime) -> None:
    """Hold the row until the end; a file that was deleted once, and came again, is there."""
    is_gone = StoredFile.deleted_at.is_not(None)
    session.execute(
        update(StoredFile)
        .where(StoredFile.hash == digest)
        .values(deleted_at=None, stored_at=case((is_gone, now), else_=StoredFile.stored_at))
    )
