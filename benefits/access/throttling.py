"""Patience with those who guess: failures are counted in the database, per login and address."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from benefits.access.models import Throttle
from benefits.database import insert_or_ignore

FORGOTTEN_AFTER: Final = timedelta(hours=24)
# After so many failures, wait so long before the next try.
PATIENCE: Final = ((5, timedelta(minutes=1)), (10, timedelta(minutes=15)), (20, timedelta(hours=1)))
# A whole union may sit behind one address.
PATIENCE_WITH_ADDRESS: Final = ((50, timedelta(minutes=5)), (200, timedelta(hours=1)))


def keys_of(what: str, name: str, address: str | None) -> tuple[str, ...]:
    """Name what failures are counted under, in the one order in which rows are locked."""
    keys = [f"{what}:{sha256(name.encode()).hexdigest()[:32]}"]
    if address:
        keys.append(f"address:{address}")
    return tuple(sorted(keys))


def locked_until(session: Session, keys: Iterable[str], now: datetime) -> datetime | None:
    """Tell until when to wait; holds the rows, so that parallel guesses queue up behind."""
    latest: datetime | None = None
    for key in keys:
        insert_or_ignore(session, Throttle, {"key": key, "failures": 0, "last_at": now})
        row = _held(session, key)
        if row.locked_until and row.locked_until > now:
            latest = max(latest or row.locked_until, row.locked_until)
    return latest


def note_failure(session: Session, keys: Iterable[str], now: datetime) -> None:
    for key in keys:
        row = _held(session, key)
        forgotten = now - row.last_at > FORGOTTEN_AFTER
        row.failures = 1 if forgotten else row.failures + 1
        row.last_at = now
        row.locked_until = _end_of_wait(key, row.failures, now)
    session.flush()  # the next caller in this transaction reads the row anew


def forgive(session: Session, keys: Iterable[str]) -> None:
    """Forget the failures of a login that got in; an address has to wait for its day."""
    mine = [key for key in keys if not key.startswith("address:")]
    session.execute(delete(Throttle).where(Throttle.key.in_(mine)))


def waits_of(session: Session, logins: Iterable[str], now: datetime) -> Mapping[str, datetime]:
    """Tell which logins have to wait after too many failures, and until when."""
    login_of = {keys_of("login", login, None)[0]: login for login in logins}
    rows = session.execute(
        select(Throttle.key, Throttle.locked_until).where(
            Throttle.key.in_(login_of), Throttle.locked_until > now
        )
    )
    return {login_of[key]: until for key, until in rows if until is not None}


def let_try(session: Session, login: str) -> None:
    """Let a login be tried again at once, because somebody vouches for who it is."""
    forgive(session, keys_of("login", login, None))


def _held(session: Session, key: str) -> Throttle:
    return session.scalars(
        select(Throttle)
        .where(Throttle.key == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _end_of_wait(key: str, failures: int, now: datetime) -> datetime | None:
    patience = PATIENCE_WITH_ADDRESS if key.startswith("address:") else PATIENCE
    waits = [wait for least, wait in patience if failures >= least]
    return now + waits[-1] if waits else None
