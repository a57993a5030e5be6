"""What became of a file: how many rows, which were refused and why, which deserve a look."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from benefits.errors import Refusal
from benefits.exchange.models import RowState


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that was refused, or (`is_flag`) taken but worth a look."""

    line: int
    column: str
    value: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    is_flag: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "code": self.code,
            "params": {name: str(value) for name, value in self.params.items()},
            "is_flag": self.is_flag,
        }

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Problem":
        return cls(**document)

    @classmethod
    def of(cls, line: int, column: str, refusal: Refusal) -> "Problem":
        return cls(line, column, str(refusal.value), refusal.code, dict(refusal.params))


@dataclass(slots=True)
class Row:
    """A checked row on its way in: its line, and its values as plain JSON."""

    line: int
    values: dict[str, Any]


@dataclass(slots=True)
class Result:
    """What one row became, whom it spoke of and in which unit."""

    line: int
    state: RowState
    problems: tuple[Problem, ...] = ()
    member_id: int | None = None
    unit_id: int | None = None

    @classmethod
    def refused(cls, line: int, column: str, value: object, code: str, **params: Any) -> "Result":
        problem = Problem(line, column, "" if value is None else str(value), code, params)
        return cls(line, RowState.REFUSED, (problem,))


@dataclass(slots=True)
class Outcome:
    """The whole file's result; `refused` and `flagged` are in the order of the file."""

    read: int = 0
    states: Counter[RowState] = field(default_factory=Counter)
    refused: list[Problem] = field(default_factory=list)
    flagged: list[Problem] = field(default_factory=list)

    def add(self, state: RowState, problems: Iterable[Problem]) -> None:
        self.count(state, 1)
        self.note(problems)

    def count(self, state: RowState, rows: int) -> None:
        self.read += rows
        self.states[state] += rows

    def note(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            (self.flagged if problem.is_flag else self.refused).append(problem)

    @property
    def is_clean(self) -> bool:
        return not self.refused
