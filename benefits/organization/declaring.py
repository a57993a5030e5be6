"""Rows of an organizations file, and how they and a unit's history say the same."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from benefits.organization.histories import (
    FOR_GOOD,
    History,
    Merger,
    Naming,
    Stay,
    joined,
    names_joined,
)
from benefits.organization.models import Level, SuccessionKind, TagKind
from benefits.organization.tag_names import OF

BEGINNING: Final = date(1900, 1, 1)
"""The first day of a top unit whose file does not say since when it exists."""


class RefusedRow(NamedTuple):
    """Why a row of the file was turned down; `reason` is a code."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeclaredTag:
    """That a unit is in a tag on some days, those of its row unless told.

    `said` is `holder's code:name`. One that is not worn is merely there, to be used.
    """

    said: str
    kind: TagKind | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    is_worn: bool = True

    def during(self, first: date, until: date | None) -> "DeclaredTag":
        return replace(self, valid_from=first, valid_until=until)

    def cut(self, codes: Collection[str]) -> tuple[str, str] | None:
        """Part the code of the unit that made it from the name, where there is such a unit."""
        cuts = (place for place, sign in enumerate(self.said) if sign == OF)
        parts = ((self.said[:cut].strip(), self.said[cut + len(OF) :].strip()) for cut in cuts)
        return next((each for each in parts if each[0] in codes and each[1]), None)


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """One span of a unit's life. An empty name, level or first day leaves what is known."""

    line: int
    code: str
    name: str
    level: Level | None
    parent_code: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None
    tags: tuple[DeclaredTag, ...] = ()

    @property
    def first(self) -> date:
        return self.valid_from or BEGINNING

    @property
    def after(self) -> date:
        return self.valid_until or FOR_GOOD

    @property
    def content(self) -> tuple[object, ...]:
        """Everything but the line and the tags, to compare rows by."""
        whose = (self.code, self.name, self.level, self.parent_code)
        return (*whose, self.valid_from, self.valid_until, self.successor)

    def refused(self, column: str, reason: str) -> RefusedRow:
        names = {"from": "valid_from", "until": "valid_until"}
        value = getattr(self, names.get(column, column))
        return RefusedRow(self.line, column, "" if value is None else str(value), reason)


class Filling:
    """Fills in what a file may leave out, from what is known and from the rows themselves."""

    def __init__(
        self,
        rows: Sequence[DeclaredRow],
        histories: Mapping[str, History],
        levels: Mapping[str, Level],
    ) -> None:
        self.histories, self.levels = histories, levels
        self.rows: dict[str, list[DeclaredRow]] = {}
        for row in rows:
            self.rows.setdefault(row.code, []).append(row)

    def filled(self) -> dict[str, list[DeclaredRow]]:
        return {code: list(self._filled(code, rows)) for code, rows in self.rows.items()}

    def first_day(self, code: str | None, seen: frozenset[str] = frozenset()) -> date:
        """Return since when a unit exists; one that does not say began with its parent."""
        if code is None or code in seen:
            return BEGINNING
        history = self.histories.get(code)
        rows = self.rows.get(code, [])
        if rows and rows[0].valid_from:
            return min(row.valid_from for row in rows if row.valid_from)
        if history and history.stays:
            return history.stays[0].valid_from
        return self.first_day(rows[0].parent_code, seen | {code}) if rows else BEGINNING

    def _filled(self, code: str, rows: Sequence[DeclaredRow]) -> Iterator[DeclaredRow]:
        history = self.histories.get(code, History())
        before: date | None = None
        for row in rows:
            first = row.valid_from or before or self.first_day(code)
            yield replace(
                row,
                valid_from=first,
                name=row.name or history.name_on(first) or "",
                level=row.level or self.levels.get(code),
            )
            before = row.valid_until


def history_of(
    rows: Sequence[DeclaredRow], first_days: Mapping[str, date], known: History | None
) -> History:
    """Read the rows of one code; the kind of a merger, which no file tells, is kept or inferred.

    A successor that begins on the very day of the merger was made by it (hợp nhất).
    """
    ordered = sorted(rows, key=lambda row: row.first)
    starts = [*(row.first for row in ordered), FOR_GOOD]
    names = [
        Naming(first, until, row.name)
        for row, (first, until) in zip(ordered, pairwise(starts), strict=True)
    ]
    decided = {(each.day, each.successor): each for each in (known.mergers if known else ())}
    mergers = []
    for row in ordered:
        if row.successor and row.valid_until:
            made = first_days.get(row.successor) == row.valid_until
            kind = SuccessionKind.HOP_NHAT if made else SuccessionKind.SAP_NHAP
            merger = Merger(row.valid_until, row.successor, kind)
            mergers.append(decided.get((merger.day, merger.successor), merger))
    stays = (Stay(row.first, row.after, row.parent_code) for row in ordered)
    return History(joined(stays), names_joined(names), tuple(mergers))


def rows_of(code: str, level: Level, history: History) -> Iterator[DeclaredRow]:
    """Write a history as rows: a new one wherever the parent or the name changes."""
    mergers = {merger.day: merger.successor for merger in history.mergers}
    for stay in history.stays:
        inside = (
            each.valid_from
            for each in history.names
            if stay.valid_from < each.valid_from < stay.valid_until
        )
        for first, until in pairwise((stay.valid_from, *inside, stay.valid_until)):
            yield DeclaredRow(
                line=0,
                code=code,
                name=history.name_on(first) or "",
                level=level,
                parent_code=stay.parent,
                valid_from=first,
                valid_until=None if until == FOR_GOOD else until,
                successor=mergers.get(until),
            )
