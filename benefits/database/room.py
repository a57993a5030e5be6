"""Whether a disk had no room left, for a file or for the database."""

import errno
from typing import Final

from sqlalchemy.exc import DBAPIError

NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
DISK_FULL: Final = "53100"  # PostgreSQL's; SQLite has words instead


def is_full(error: BaseException) -> bool:
    """Tell a full disk from any other trouble."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if not isinstance(error, DBAPIError):
        return False
    is_sqlite = "database or disk is full" in str(error.orig)
    return is_sqlite or getattr(error.orig, "sqlstate", None) == DISK_FULL
