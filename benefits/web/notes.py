"""Notes that somebody looked, written down for many requests at once.

A look changes nothing, but that it happened is kept. Written by each request for itself, a note
costs as much as the look: a transaction and a wait for the disk. Here the notes of a moment share
one. What a process holds is written within `PAUSE`, and before it ends; power that fails takes
with it the looks of that moment, and never anything else.
"""

import atexit
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

import structlog
from sqlalchemy.orm import Session

from benefits.database import Database, RowToWrite, retrying, write_rows
from benefits.web.logs import told_of

log = structlog.get_logger("benefits.notes")

Note = Callable[[Session], object]

PAUSE: Final = 1.0  # each process writes so often at most, whatever the number of looks
MOST_AT_ONCE: Final = 500
# With so many waiting the database is not keeping up: who comes now writes for himself.
MOST_WAITING: Final = 5_000


class NoteKeeper:
    """Writes from one thread of its own, which begins with the first note."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._waiting: deque[Note] = deque()
        self._some = threading.Event()
        self._writing = threading.Lock()
        self._begun = threading.Lock()
        self._thread: threading.Thread | None = None

    def leave(self, notes: list[Note]) -> None:
        """Take notes over; they are written soon, in the order in which they came."""
        if len(self._waiting) > MOST_WAITING:
            self._write(notes)
            return
        self._waiting.extend(notes)
        if not self._is_running():
            self._begin()
        self._some.set()

    def finish(self) -> None:
        """Write everything that waits, now, and see what is being written to its end."""
        while self._write_some():
            pass

    def _begin(self) -> None:
        with self._begun:
            if self._thread is None:
                atexit.register(self.finish)
            if not self._is_running():
                self._thread = threading.Thread(target=self._run, name="notes", daemon=True)
                self._thread.start()

    def _is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _run(self) -> None:
        while True:
            self._some.wait()
            self._some.clear()
            time.sleep(PAUSE)
            self.finish()

    def _write_some(self) -> bool:
        """Write the oldest of what waits, one batch at a time; tell whether there was any."""
        with self._writing:
            count = min(len(self._waiting), MOST_AT_ONCE)
            notes = [self._waiting.popleft() for _ in range(count)]
            if notes:
                self._write(notes)
            return bool(notes)

    def _write(self, notes: list[Note]) -> None:
        """Write them together; where that fails, each alone, so that one loses no other.

        Whatever goes wrong ends here: the thread has to be there for the notes to come.
        """
        try:
            retrying(lambda: write(self.database, notes))
        except Exception:  # noqa: BLE001 - see above
            for note in notes:
                self._write_alone(note)

    def _write_alone(self, note: Note) -> None:
        try:
            retrying(lambda: write(self.database, [note]))
        except Exception as error:  # noqa: BLE001 - see above
            log.error("note_lost", **told_of(error))  # noqa: TRY400 - without the database's words


def write(database: Database, notes: list[Note]) -> None:
    """Write notes in one transaction; those that are plain rows at the end, all together."""
    with database.write() as session:
        for note in notes:
            if not isinstance(note, RowToWrite):
                note(session)
        write_rows(session, (note for note in notes if isinstance(note, RowToWrite)))
