"""The file store: content under its own hash, so that nothing is kept twice or replaced."""

import hashlib
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import update
from sqlalchemy.orm import Session

from benefits.database import insert_or_ignore
from benefits.jobs.models import StoredFile

CHUNK = 1 << 20


class FileStore:
    """Files of one installation, in two-letter folders below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(
        self, session: Session, content: BinaryIO, *, name: str, media_type: str, now: datetime
    ) -> str:
        """Store the content and return its hash; the row appears with the caller's commit."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        waiting = self.folder / f".{os.urandom(8).hex()}"
        digest, size = hashlib.sha256(), 0
        with waiting.open("wb") as out:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        place = self.path(digest.hexdigest())
        place.parent.mkdir(exist_ok=True, mode=0o700)
        waiting.replace(place)
        row = {"hash": digest.hexdigest(), "name": name, "media_type": media_type}
        insert_or_ignore(session, StoredFile, {**row, "size": size, "stored_at": now})
        _remember(session, digest.hexdigest(), now)
        return digest.hexdigest()

    def forget(self, session: Session, digest: str, now: datetime) -> bool:
        """Delete a file's content for good; the row goes on saying that there was one."""
        row = session.get(StoredFile, digest)
        if row is None or row.deleted_at is not None:
            return False
        row.deleted_at = now
        self.path(digest).unlink(missing_ok=True)
        return True

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest[2:]

    def content(self, digest: str) -> bytes | None:
        """Return the content of a small file, unless it is gone."""
        path = self.path(digest)
        return path.read_bytes() if path.is_file() else None

    def copy(self, digest: str, to: Path) -> None:
        shutil.copyfile(self.path(digest), to)


def _remember(session: Session, digest: str, now: datetime) -> None:
    """Let a file that was deleted once, and came again, be one that is there."""
    session.execute(
        update(StoredFile)
        .where(StoredFile.hash == digest, StoredFile.deleted_at.is_not(None))
        .values(deleted_at=None, stored_at=now)
    )
