"""The daily task: what is kept for a time only goes, and what was to hold from today does."""

from datetime import datetime

from benefits import purchases
from benefits.access import forget_ended
from benefits.agreements import settle_holders
from benefits.cli import letter_task, sort_task
from benefits.database import Database
from benefits.exchange import forget_cells
from benefits.jobs import FileStore, clear_leftovers, forget_lists
from benefits.periods import day_of
from benefits.reorganizations import all_go_on_in_parts


def tidy(database: Database, store: FileStore, now: datetime) -> dict[str, int]:
    """Say how many sessions, uploaded files and looks at cards were let go of."""
    with database.write() as session:
        ended = forget_ended(session, now)
        settle_holders(session, day_of(now))
    all_go_on_in_parts(database, now)
    with database.write() as session:
        uploads = forget_lists(session, store, now) + letter_task.forget_old(session, store, now)
        uploads += sort_task.forget_unread(session, store, now)
    clear_leftovers(database, store, now)
    forget_cells(database, now)
    return {"sessions": ended, "uploads": uploads, "looks": _forget_looks(database, now)}


def _forget_looks(database: Database, now: datetime) -> int:
    """Take a few thousand at a time: between two of them the tills get their turn."""
    count = 0
    while True:
        with database.write() as session:
            gone = purchases.forget_looks(session, now)
        if not gone:
            return count
        count += gone
