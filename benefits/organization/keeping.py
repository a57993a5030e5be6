"""The whole register in memory, and the way back: what changed is superseded, never edited."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Row, insert, select, text, update
from sqlalchemy.orm import Session

from benefits.database import is_postgresql
from benefits.organization.abiding import begin_revision
from benefits.organization.histories import (
    FOR_GOOD,
    History,
    Merger,
    Naming,
    Stay,
    joined,
    names_joined,
)
from benefits.organization.known import Dated, as_known
from benefits.organization.models import TOP, Organization, OrganizationName, Placement, Succession
from benefits.organization.paths import stands_of

Key = tuple[object, ...]
KEYS: Final[dict[Dated, tuple[str, ...]]] = {
    Placement: ("organization_id", "parent_id", "path", "valid_from", "valid_until"),
    OrganizationName: ("organization_id", "name", "valid_from", "valid_until"),
    Succession: ("predecessor_id", "successor_id", "kind", "day", "decision"),
}
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Register:
    """Every unit by its code, with the history that is believed now."""

    ids: Mapping[str, int]
    histories: Mapping[str, History]


def hold_the_tree(session: Session) -> None:
    """Let one reorganization at a time work out paths; readers go on. SQLite has one writer."""
    if is_postgresql(session):
        session.execute(text("LOCK TABLE placements IN SHARE ROW EXCLUSIVE MODE"))


def load(session: Session) -> Register:
    session.flush()
    ids = {code: key for key, code in session.execute(select(Organization.id, Organization.code))}
    codes = {key: code for code, key in ids.items()}
    stays, names, mergers = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in _current(session, Placement).values():
        parent = None if row.parent_id is None else codes[row.parent_id]
        stay = Stay(row.valid_from, row.valid_until or FOR_GOOD, parent)
        stays[codes[row.organization_id]].append(stay)
    for row in _current(session, OrganizationName).values():
        naming = Naming(row.valid_from, row.valid_until or FOR_GOOD, row.name)
        names[codes[row.organization_id]].append(naming)
    for row in _current(session, Succession).values():
        merger = Merger(row.day, codes[row.successor_id], row.kind, row.decision)
        mergers[codes[row.predecessor_id]].append(merger)
    histories = {
        code: History(
            joined(stays[code]),
            names_joined(names[code]),
            tuple(sorted(mergers[code], key=lambda each: each.day)),
        )
        for code in ids
    }
    return Register(ids, histories)


def save(session: Session, register: Register, now: datetime) -> tuple[str, ...]:
    """Bring the rows to what the histories say; return the codes of the units touched."""
    ids = register.ids
    placements, names, mergers = set[Key](), set[Key](), set[Key]()
    for code, history in register.histories.items():
        key = ids[code]
        for stand in stands_of(code, register.histories):
            parent = ids[stand.parent] if stand.parent else None
            path = TOP + "".join(f"{ids[each]}{TOP}" for each in stand.path)
            placements.add((key, parent, path, stand.valid_from, _ended(stand.valid_until)))
        for named in history.names:
            names.add((key, named.name, named.valid_from, _ended(named.valid_until)))
        for merger in history.mergers:
            mergers.add((key, ids[merger.successor], merger.kind, merger.day, merger.decision))
    touched = {
        *_bring(session, Placement, placements, now),
        *_bring(session, OrganizationName, names, now),
        *_bring(session, Succession, mergers, now),
    }
    if touched:
        begin_revision(session)
    return tuple(sorted(code for code, key in ids.items() if key in touched))


def _bring(session: Session, table: Dated, wanted: set[Key], now: datetime) -> set[object]:
    """Supersede the current rows that are not wanted, then add those that are missing."""
    columns = KEYS[table]
    kept = {tuple(row[1:]): key for key, row in _current(session, table).items()}
    gone = [key for row, key in kept.items() if row not in wanted]
    fresh = sorted(wanted - kept.keys(), key=repr)
    for keys in _groups(gone):
        session.execute(
            update(table)
            .where(table.id.in_(keys))
            .values(superseded_at=now)
            .execution_options(synchronize_session=False)
        )
    if fresh:
        rows = [dict(zip(columns, row, strict=True)) | {"known_at": now} for row in fresh]
        session.execute(insert(table), rows)
    return {row[0] for row in (*fresh, *(row for row in kept if row not in wanted))}


def _current(session: Session, table: Dated) -> dict[int, Row[*tuple[object, ...]]]:
    columns = (getattr(table, name) for name in KEYS[table])
    rows = session.execute(select(table.id, *columns).where(as_known(table)))
    return {row[0]: row for row in rows}


def _groups(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _ended(day: date) -> date | None:
    return None if day == FOR_GOOD else day
