"""What a row of the bench answers: our number, the baseline's, and what their ratio must be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final, NamedTuple

AT_LEAST: Final = "≥"
AT_MOST: Final = "≤"


class Bound(NamedTuple):
    """What a ratio must reach, or may not pass."""

    sign: str
    limit: float

    def holds(self, ratio: float) -> bool:
        return ratio >= self.limit if self.sign == AT_LEAST else ratio <= self.limit

    def __str__(self) -> str:
        return f"{self.sign} {self.limit:g}"


def at_least(limit: float) -> Bound:
    return Bound(AT_LEAST, limit)


def at_most(limit: float) -> Bound:
    return Bound(AT_MOST, limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One line of the table. `details` are for who looks closer: rounds, CPU, versions."""

    work: str
    baseline: float
    ours: float
    unit: str
    must: Bound
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline if self.baseline else float("inf")

    @property
    def is_met(self) -> bool:
        return self.must.holds(self.ratio)

    def to_json(self) -> dict[str, Any]:
        return {
            "work": self.work,
            "baseline": self.baseline,
            "ours": self.ours,
            "unit": self.unit,
            "ratio": self.ratio,
            "must": str(self.must),
            "met": self.is_met,
            "details": dict(self.details),
        }


@dataclass(frozen=True, slots=True)
class Scale:
    """How much work a row does: the promised sizes, or small ones that only show it runs."""

    is_small: bool = False

    def of(self, large: int, small: int) -> int:
        return small if self.is_small else large


def middle(rounds: Sequence[float]) -> float:
    """Return the median of several short rounds: one bad moment of a busy machine is no result."""
    return median(rounds)
