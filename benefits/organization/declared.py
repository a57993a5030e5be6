"""The organizations file: what a union declares its tree to have been, and is.

The rows of a code are its whole history, so the same file twice changes nothing. A code that
the file leaves out stays as it is, unless something above it changed: then it is re-pathed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from benefits.organization.declaring import (
    DeclaredRow,
    Filling,
    RefusedRow,
    history_of,
    rows_of,
)
from benefits.organization.histories import History
from benefits.organization.keeping import Register, hold_the_tree, load, save
from benefits.organization.models import Level, Organization
from benefits.organization.objecting import objections
from benefits.organization.tag_rows import hand_on_tags, keep_tags, tag_rows

Rows = Mapping[str, Sequence[DeclaredRow]]


@dataclass(slots=True)
class Placed:
    """What an organizations file did: rows counted, and those that were turned down."""

    read: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    touched: tuple[str, ...] = ()


def place(session: Session, rows: Sequence[DeclaredRow], now: datetime) -> Placed:
    """Bring the tree to the declared state; what cannot be true is refused, row by row."""
    hold_the_tree(session)
    register, levels = load(session), _levels(session)
    filling = Filling(rows, register.histories, levels)
    by_code = filling.filled()
    refused = objections(by_code, register.histories)
    accepted = {code: lines for code, lines in by_code.items() if code not in refused}
    first_days = {row.successor: filling.first_day(row.successor) for row in rows if row.successor}
    declared = {
        code: history_of(lines, first_days, register.histories.get(code))
        for code, lines in accepted.items()
    }
    _write_levels(session, accepted, levels)
    ids = dict(session.execute(select(Organization.code, Organization.id)).all())
    touched = save(session, Register(ids, {**register.histories, **declared}), now)
    retagged = keep_tags(session, accepted, ids, now=now)
    hand_on_tags(session, accepted, declared, register.histories, now=now)
    placed = _counted(accepted, declared, register, levels, retagged)
    placed.read, placed.refused = len(rows), sorted({*chain.from_iterable(refused.values())})
    placed.touched = touched
    return placed


def declared_rows(session: Session) -> list[DeclaredRow]:
    """Return the tree as a file that reads back to the same figures.

    A unit's tags stand in its first row, with their days.
    """
    register, levels, tags = load(session), _levels(session), tag_rows(session)
    rows: list[DeclaredRow] = []
    for code in sorted(register.histories):
        first, *others = rows_of(code, levels[code], register.histories[code])
        rows += [replace(first, tags=tuple(tags.get(code, ()))), *others]
    return rows


def _counted(
    accepted: Rows,
    declared: Mapping[str, History],
    register: Register,
    levels: Mapping[str, Level],
    retagged: Collection[str],
) -> Placed:
    placed = Placed()
    for code, rows in accepted.items():
        if code not in register.ids:
            placed.added += len(rows)
            continue
        level, known = levels[code], register.histories[code]
        if declared[code] == known and _level_of(rows) == level:
            placed.changed += code in retagged
            placed.same += len(rows) - (code in retagged)
            continue
        before = {row.content for row in rows_of(code, level, known)}
        same = sum(row.content in before for row in rows)
        placed.same += same
        placed.changed += len(rows) - same
    return placed


def _levels(session: Session) -> dict[str, Level]:
    return dict(session.execute(select(Organization.code, Organization.level)).all())


def _write_levels(session: Session, accepted: Rows, levels: Mapping[str, Level]) -> None:
    """Register new codes, and correct levels; the last row's level is the unit's."""
    declared = {code: _level_of(rows) for code, rows in accepted.items()}
    fresh = [
        {"code": code, "level": level} for code, level in declared.items() if code not in levels
    ]
    if fresh:
        session.execute(insert(Organization), fresh)
    for code, level in declared.items():
        if code in levels and levels[code] != level:
            session.execute(
                update(Organization).where(Organization.code == code).values(level=level)
            )


def _level_of(rows: Sequence[DeclaredRow]) -> Level | None:
    return max(rows, key=lambda row: row.first).level
