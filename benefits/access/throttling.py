"""Patience with those who guess. Failures are counted in the database, in two ways.

Whoever guesses at one secret waits longer with every failure; what was counted wears off by the
hour. Whoever tries many secrets once each is known by where he stands: an address, a phone, a
token. There the different ones tried in the last quarter of an hour are counted, so that many
honest people behind one address wait for nobody: who gets in after a slip is not counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from benefits.access.models import Throttle
from benefits.database import insert_or_ignore

FORGOTTEN_AFTER: Final = timedelta(hours=24)
# Of what was counted under one secret, one failure is forgotten for each such time without any.
WEARS_OFF: Final = timedelta(hours=1)
# After so many failures, wait so long before the next try.
PATIENCE: Final = ((5, timedelta(minutes=1)), (10, timedelta(minutes=15)), (20, timedelta(hours=1)))
# So many different secrets may fail at one place within such a time.
MOST_AT_A_PLACE: Final = 50
WINDOW: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Guess:
    """Under which keys a failure is counted: what was tried, and that it was tried from a place."""

    key: str
    place: str | None

    @property
    def key_at_place(self) -> str | None:
        return None if self.place is None else f"{self.place}:{_hashed(self.key)}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The rows a failure is counted in, in the one order in which they are locked."""
        return tuple(key for key in (self.key, self.key_at_place) if key is not None)


def guess_at(what: str, name: str, place: str | None = None) -> Guess:
    """Name what somebody tries, and from where, so that neither can be read from the keys."""
    return Guess(f"{what}:{_hashed(name)}", place and f"{what}@{_hashed(place)}")


def locked_until(session: Session, guess: Guess, now: datetime) -> datetime | None:
    """Tell until when to wait; holds the row, so that parallel guesses queue up behind."""
    own = _held(session, guess.key, now).locked_until
    ends = [end for end in (own, place_locked_until(session, guess, now)) if end and end > now]
    return max(ends, default=None)


def place_locked_until(session: Session, guess: Guess, now: datetime) -> datetime | None:
    """Tell until when too many different ones have failed at a place; nothing is held."""
    if guess.place is None:
        return None
    tried_there = Throttle.key.between(f"{guess.place}:{'0' * 32}", f"{guess.place}:{'f' * 32}")
    latest = session.scalars(
        select(Throttle.last_at)
        .where(tried_there, Throttle.failures > 0, Throttle.last_at > now - WINDOW)
        .order_by(Throttle.last_at.desc())
        .limit(MOST_AT_A_PLACE)
    ).all()
    return latest[-1] + WINDOW if len(latest) == MOST_AT_A_PLACE else None


def note_failure(session: Session, guess: Guess, now: datetime) -> None:
    for key in guess.keys:
        row = _held(session, key, now)
        worn = max(0, (now - row.last_at) // WEARS_OFF)
        row.failures, row.last_at = max(0, row.failures - worn) + 1, now
        if key == guess.key:
            row.locked_until = _end_of_wait(row.failures, now)
    session.flush()  # the next caller in this transaction reads the row anew


def forgive(session: Session, guess: Guess) -> None:
    """Forget the failures of somebody who got in, here and at the place where it was.

    The rows stay: another try at the same moment may be waiting for one of them.
    """
    session.execute(
        update(Throttle)
        .where(Throttle.key.in_(guess.keys), Throttle.failures > 0)
        .values(failures=0, locked_until=None)
        .execution_options(synchronize_session=False)
    )


def waits_of(session: Session, logins: Iterable[str], now: datetime) -> Mapping[str, datetime]:
    """Tell which logins have to wait after too many failures, and until when."""
    login_of = {guess_at("login", login).key: login for login in logins}
    return {login_of[key]: until for key, until in _waits(session, login_of, now)}


def wait_until(session: Session, guesses: Iterable[Guess], now: datetime) -> datetime | None:
    """Tell until when one of some things may not be tried, wherever it is tried from."""
    waits = _waits(session, [guess.key for guess in guesses], now)
    return max((until for _key, until in waits), default=None)


def _waits(session: Session, keys: Iterable[str], now: datetime) -> Sequence[tuple[str, datetime]]:
    rows = session.execute(
        select(Throttle.key, Throttle.locked_until).where(
            Throttle.key.in_(list(keys)), Throttle.locked_until > now
        )
    )
    return [(key, until) for key, until in rows if until is not None]


def let_try(session: Session, login: str) -> None:
    """Let a login be tried again at once, because somebody vouches for who it is."""
    forgive(session, guess_at("login", login))


def _held(session: Session, key: str, now: datetime) -> Throttle:
    """Hold the row of a key; one that was tidied away in between is made once more."""
    held = (
        select(Throttle)
        .where(Throttle.key == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    while True:
        insert_or_ignore(session, Throttle, {"key": key, "failures": 0, "last_at": now})
        row = session.scalar(held)
        if row is not None:
            return row


def _end_of_wait(failures: int, now: datetime) -> datetime | None:
    waits = [wait for least, wait in PATIENCE if failures >= least]
    return now + waits[-1] if waits else None


def _hashed(name: str) -> str:
    return sha256(name.encode(errors="surrogatepass")).hexdigest()[:32]
