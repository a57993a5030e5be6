"""Takes a file in: checks every row first, then applies small groups, each its own commit.

A process killed anywhere loses nothing: the checked rows and what became of each are in the
database, and the same file given again goes on where it stopped.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from benefits.database import Database, insert_or_ignore, retrying
from benefits.exchange.collecting import collecting_seldom
from benefits.exchange.committing import Commits, reading_ahead, unhurried
from benefits.exchange.forgetting import KEPT
from benefits.exchange.grouping import MOST_ROWS, apply_one_by_one, check_in
from benefits.exchange.kinds.kind import Circumstances, Kind
from benefits.exchange.models import ImportRow, ImportRun, ImportUnit, RowState
from benefits.exchange.one_at_a_time import Waiting, one_at_a_time
from benefits.exchange.outcome import Outcome, Result, Row
from benefits.exchange.reading import Sheet, open_table
from benefits.exchange.rehearsing import rehearsed
from benefits.exchange.roster import Choice
from benefits.exchange.stamping import stamp
from benefits.exchange.stored import outcome_of, stored_rows, take_stock, waiting_rows
from benefits.reorganizations import all_go_on_in_parts

CHECKED_AT_ONCE = 2_000
LEAST_ROWS = 10
READ_AT_ONCE = 1_000
GOES_ON = KEPT - timedelta(days=1)
"""How long a file that was begun can go on: after that its rows are let go of."""
HOLD = 0.12
"""Seconds a group should hold the write lock; the next one is made as large as that allows."""

Progress = Callable[[int, int], None]
Telling = Callable[[Result], None]
Opening = Callable[[Path, Circumstances], list[Sheet]]
Act = Callable[[Session], Sequence[Result]]


def print_nothing(_done: int, _of: int) -> None:
    """Show no progress."""


def say_nothing() -> None:
    """Wait without a word for whoever takes the same file in."""


def tell_nobody(_result: Result) -> None:
    """Let what became of single rows go."""


def open_as_chosen(file: Path, circumstances: Circumstances) -> list[Sheet]:
    """Open a file in the encoding that somebody chose, if anybody did."""
    choice = circumstances.choice
    return open_table(file, encoding=choice.encoding) if choice else open_table(file)


@dataclass(slots=True)
class Taking:
    """One file on its way in; a rehearsal tells of each row what would become of it."""

    database: Database
    kind: Kind
    file: Path
    circumstances: Circumstances
    progress: Progress = field(default=print_nothing)
    telling: Telling = field(default=tell_nobody)
    opening: Opening = field(default=open_as_chosen)
    waiting: Waiting = field(default=say_nothing)
    run_id: int | None = field(default=None, init=False)
    _units: set[int] = field(default_factory=set, init=False)

    def run(self) -> Outcome:
        """Apply the file, or what is left of it; raise Unreadable where none of it can be read."""
        self.circumstances.memory.begin()
        with one_at_a_time(self.database, self._name(), self._wait):
            run_id = self.run_id = self._unfinished() or self._begin()
            with unhurried(self.database) as commits, collecting_seldom():
                self._check(run_id, commits)
                self._apply(run_id, commits)
            all_go_on_in_parts(self.database, self.circumstances.now)
            with self.database.write() as session:
                session.get_one(ImportRun, run_id).finished_at = self.circumstances.now
        return outcome_of(self.database, run_id)

    def rehearse(self) -> Outcome:
        """Say what would happen and change nothing."""
        self.circumstances.memory.begin(is_rehearsal=True)
        rows = self.kind.check(self.opening(self.file, self.circumstances), self.circumstances)
        found = Outcome()
        for result in rehearsed(self.database, self.kind, rows, self.circumstances):
            found.add(result.state, list(result.problems))
            self.telling(result)
            if found.read % MOST_ROWS == 0:
                self.progress(found.read, 0)
        self.progress(found.read, 0)
        return found

    def _unfinished(self) -> int | None:
        with self.database.read() as session:
            return session.scalar(
                select(ImportRun.id)
                .where(
                    ImportRun.kind == self.kind.name,
                    ImportRun.file_hash == self._hash(),
                    ImportRun.organization_id.is_not_distinct_from(
                        self.circumstances.organization_id
                    ),
                    ImportRun.finished_at.is_(None),
                    ImportRun.created_at > self.circumstances.now - GOES_ON,
                )
                .order_by(ImportRun.id.desc())
            )

    def _begin(self) -> int:
        with self.database.write() as session:
            run = ImportRun(
                kind=self.kind.name,
                file_hash=self._hash(),
                file_name=self.file.name,
                organization_id=self.circumstances.organization_id,
                account_id=self.circumstances.account_id,
                created_at=self.circumstances.now,
            )
            session.add(run)
            session.flush()  # the rows to come name it
            return run.id

    def _name(self) -> str:
        """Name what only one may do at a time, however the file is read."""
        unit = self.circumstances.organization_id
        return f"{self.kind.name} {unit} {self._digest()}"

    def _wait(self) -> None:
        self.waiting()
        self.progress(0, 0)

    def _digest(self) -> str:
        with self.file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()

    def _hash(self) -> str:
        """Name the file and how it is read: read otherwise, it is another file."""
        digest, choice = self._digest(), self.circumstances.choice
        if choice is None or choice == Choice():
            return digest
        said = json.dumps(choice.to_json(), sort_keys=True)
        return f"{digest} {hashlib.sha256(said.encode()).hexdigest()}"

    def _check(self, run_id: int, commits: Commits) -> None:
        with commits.write() as session:
            if session.get_one(ImportRun, run_id).checked_at:
                self.circumstances.memory.stored = lambda: stored_rows(self.database, run_id)
                return
            session.execute(delete(ImportRow).where(ImportRow.run_id == run_id))
        rows = self.kind.check(self.opening(self.file, self.circumstances), self.circumstances)
        read = 0
        while group := list(islice(rows, CHECKED_AT_ONCE)):
            with commits.write() as session:
                check_in(session, run_id, group)
            read += len(group)
            self.progress(read, 0)
        with commits.write() as session:
            run = session.get_one(ImportRun, run_id)
            run.read, run.checked_at = read, self.circumstances.now
            take_stock(session, read)

    def _apply(self, run_id: int, commits: Commits) -> None:
        """Apply what waits; what waited for rows below it once more when all are done."""
        done, of = 0, self._waiting(run_id)
        for is_last_turn in (False, True):
            self.circumstances.memory.is_last_turn = is_last_turn
            for count in self._turn(run_id, of, commits):
                done = min(of, done + count)
                self.progress(done, of)

    def _turn(self, run_id: int, of: int, commits: Commits) -> Iterator[int]:
        size, rows = max(of, 1) if self.kind.is_whole else MOST_ROWS, self._rows(run_id)
        while group := list(islice(rows, size)):
            seconds = retrying(lambda: self._apply_group(run_id, group, commits))
            yield len(group)
            if not self.kind.is_whole:
                size = _next_size(size, len(group), seconds)

    def _rows(self, run_id: int) -> Iterator[Row]:
        """Read the rows that wait while those before are written: nobody else changes them."""

        def read(after: int) -> list[Row]:
            with self.database.read() as session:
                return waiting_rows(session, run_id, after, READ_AT_ONCE)

        with reading_ahead(self.database, read) as ahead:
            waiting = read(0)
            while waiting:
                coming = ahead(waiting[-1].line)
                yield from waiting
                waiting = coming()

    def _apply_group(self, run_id: int, rows: list[Row], commits: Commits) -> float:
        """Apply some rows; return for how many seconds the lock was held.

        Nearly every group goes in as a whole: what could be undone in part costs SQLite more.
        """
        kind, told = self.kind, self.circumstances
        try:
            return self._locked(commits, run_id, lambda each: kind.apply(each, rows, told))
        except (IntegrityError, DataError) as error:
            why = error
        return self._locked(
            commits, run_id, lambda each: apply_one_by_one(each, kind, rows, told, why)
        )

    def _locked(self, commits: Commits, run_id: int, act: Act) -> float:
        with commits.write() as session:
            session.connection()  # waiting for the lock is not holding it
            began = time.monotonic()
            results = act(session)
            stamp(session, run_id, results)
            units = {each.unit_id for each in results if each.unit_id is not None} - self._units
            for unit in units:
                insert_or_ignore(session, ImportUnit, {"run_id": run_id, "organization_id": unit})
        self._units |= units
        return commits.released - began

    def _waiting(self, run_id: int) -> int:
        with self.database.read() as session:
            waiting = select(func.count()).where(
                ImportRow.run_id == run_id, ImportRow.state == RowState.WAITING
            )
            return session.scalar(waiting) or 0


def _next_size(size: int, rows: int, seconds: float) -> int:
    """Let the next group hold the lock about as long as it should; at most twice the last one."""
    wanted = int(rows * HOLD / max(seconds, 0.001))
    return max(LEAST_ROWS, min(MOST_ROWS, size * 2, max(size // 2, wanted)))
