"""What a kind of file must know: how to check it, take in a group of rows, and write it out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.exchange.roster import Choice
from benefits.periods import day_of

Stored = Callable[[], Iterator[tuple[Row, int | None]]]


@dataclass(slots=True)
class Memory:
    """What one file's groups tell those after them.

    `stored` gives the rows of a run that goes on, and whom those that are done with meant. What a
    rehearsal makes is gone again; in the last turn nobody is waited for any more.
    """

    is_rehearsal: bool = False
    is_last_turn: bool = False
    stored: Stored | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    def begin(self, *, is_rehearsal: bool = False) -> None:
        """Forget the file before."""
        self.is_rehearsal, self.is_last_turn, self.stored = is_rehearsal, False, None
        self.kept.clear()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who takes a file in, when, for which unit; `secret` keys the hashes of citizen ids.

    `reach_of` is the unit below which the file may touch people; None is everywhere. `choice` says
    how a list of people is to be read, where somebody has corrected what was recognised. What was
    corrected of people from the key `corrected_since` on is newer than the file.
    """

    now: datetime
    secret: bytes
    organization_id: int | None = None
    account_id: int | None = None
    reach_of: int | None = None
    choice: Choice | None = None
    corrected_since: int | None = None
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    @property
    def today(self) -> date:
        return day_of(self.now)


class Kind(Protocol):
    """One of the nine files. `is_whole` files are applied in one piece, being one statement."""

    @property
    def name(self) -> str: ...

    @property
    def header(self) -> tuple[str, ...]: ...

    @property
    def is_whole(self) -> bool: ...

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]: ...

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]: ...

    def export(self, session: Session) -> Iterator[Sequence[Any]]: ...
