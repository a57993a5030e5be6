"""Second chances: what failed only because someone else was quicker is done again."""

import random
import time
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError

Result = TypeVar("Result")

TRIES: Final = 4
SERIALIZATION_FAILURE, DEADLOCK, LOCK_NOT_AVAILABLE = "40001", "40P01", "55P03"
PLAN_FORGOTTEN: Final = "26000"  # the connection has rolled back unnoticed
PASSING = {SERIALIZATION_FAILURE, DEADLOCK, LOCK_NOT_AVAILABLE, PLAN_FORGOTTEN}
BUSY_WORDS = ("database is locked", "database table is locked", "database is busy")


def lost_a_race(error: BaseException) -> bool:
    """Tell whether doing the same again may well succeed.

    A unique or exclusion row lost to a twin counts: the second look finds what the twin wrote.
    """
    if isinstance(error, IntegrityError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return state in PASSING or any(words in str(error.orig) for words in BUSY_WORDS)


def retrying(act: Callable[[], Result], *, tries: int = TRIES) -> Result:
    """Run a whole unit of work, up to three times more when it lost a race."""
    for attempt in range(1, tries):
        try:
            return act()
        except DBAPIError as error:
            if not lost_a_race(error):
                raise
            time.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311 - spreads the herd
    return act()
