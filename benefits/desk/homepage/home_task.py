"""One thing that waits for an officer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """`look` is warn where waiting costs something, bad where it has."""

    title: str
    what: str
    url: str
    count: int = 1
    look: str = "info"
