"""Tills that share nothing but the database, and act at the same moment."""

from collections import Counter as Tally
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any, TypeVar

from sqlalchemy import func, select

from benefits.cards import KeyRing, Presented
from benefits.database import Database, retrying
from benefits.errors import DomainError
from benefits.purchases import (
    Recorded,
    Recording,
    Refused,
    ReversalRequest,
    RowAnswer,
    TakenBack,
    TakenIn,
    record,
    reverse,
    take_in_many,
)
from tests.counter import HOSTS, Counter, limit
from tests.world import World

Answer = TypeVar("Answer")


class Counters:
    """Tills that share nothing but the database."""

    def __init__(self, database: Database, ring: KeyRing, now: datetime) -> None:
        self.database, self.ring, self.now = database, ring, now
        with database.write() as session:
            self.world = World(session)
        self.plain = Counter(
            self.world.session, ring, now, self.world.outlet.id, self.world.offer.id
        )

    def send(self, recording: Recording) -> Recorded | Refused | DomainError:
        def act() -> Recorded | Refused:
            with self.database.write() as session:
                return record(session, recording, now=self.now, ring=self.ring, own_hosts=HOSTS)

        return _told(lambda: retrying(act))

    def take_back(self, asked: ReversalRequest) -> TakenBack | Refused | DomainError:
        def act() -> TakenBack | Refused:
            with self.database.write() as session:
                return reverse(session, asked, self.now)

        return _told(lambda: retrying(act))

    def take_in(self, rows: Sequence[TakenIn]) -> list[RowAnswer]:
        with self.database.write() as session:
            return take_in_many(session, rows, self.now)

    def recording(self, presented: Presented | None = None, **changes: Any) -> Recording:
        return self.plain.recording(
            presented or self.plain.printed(self.world.hanh_card), **changes
        )

    def limited(self, **limits: Any) -> None:
        with self.database.write() as session:
            limit(session, self.world.offer, **limits)

    def count(self, table: Any) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0


def _told(act: Callable[[], Answer]) -> Answer | DomainError:
    try:
        return act()
    except DomainError as error:
        return error


def at_once(acts: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Start everything at the same moment, each in a thread of its own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Answer]) -> Answer:
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def told(answers: Sequence[Any]) -> Tally[str]:
    return Tally(
        answer.reason.code if isinstance(answer, Refused) else type(answer).__name__
        for answer in answers
    )
