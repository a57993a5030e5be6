"""What becomes of each row of a members list: a person, problems, or a reason to skip it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from benefits.members.identity import CitizenId


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that was put right, and that somebody may want to look at."""

    column: str
    value: str
    code: str
    params: tuple[tuple[str, object], ...] = ()


@dataclass(slots=True)
class RosterRow:
    """One person as written down; None where the cell was empty, which changes nothing."""

    line: int
    member_no: str | None = None
    union_card_no: str | None = None
    full_name: str | None = None
    birth_date: str | None = None
    sex: str | None = None
    phone: str | None = None
    citizen_id: CitizenId | None = None
    organization_code: str | None = None
    organization_name: str | None = None
    kind: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    joined: date | None = None
    relative_of: str | None = None
    household: str | None = None
    pays_dues: bool | None = None
    note: str | None = None
    section: str | None = None
    flags: tuple[Flag, ...] = ()
    within: str | None = None
    """The titles above that may name a unit, and not only a team or a department: see `titles`."""


@dataclass(frozen=True, slots=True)
class PlainPeople:
    """People of rows of which nothing has to be said, column by column.

    `told` has, by its name in `RosterRow`, what each of the rows in `lines` tells; None is nothing.
    """

    lines: Sequence[int]
    told: Mapping[str, Sequence[Any]]

    def singly(self) -> Iterator[RosterRow]:
        for line, *values in zip(self.lines, *self.told.values(), strict=True):
            yield RosterRow(line, **dict(zip(self.told, values, strict=True)))


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row was refused; a row with two wrong cells has two problems."""

    line: int
    column: str
    value: str
    code: str
    params: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that holds no person, and what it holds instead."""

    line: int
    code: str
    text: str


Outcome = RosterRow | RowProblem | SkippedRow
Outcomes = Outcome | PlainPeople


def one_by_one(found: Iterable[Outcomes]) -> Iterator[Outcome]:
    for each in found:
        if isinstance(each, PlainPeople):
            yield from each.singly()
        else:
            yield each
