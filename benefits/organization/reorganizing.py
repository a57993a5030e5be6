"""Decisions about units: each takes effect on a day, past or future, and rewrites no row.

Every act returns the codes of the units whose dated rows it touched, the unit's own sub-tree
included: whatever stands below is re-pathed for exactly the days that changed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from benefits.errors import Conflict
from benefits.organization.closing import close_all, reparent_children
from benefits.organization.histories import FOR_GOOD, History, Merger, Stay
from benefits.organization.keeping import Register, hold_the_tree, load, save
from benefits.organization.models import Organization, SuccessionKind
from benefits.organization.paths import all_astray, goes_on

Touched = tuple[str, ...]


def move(
    session: Session, unit: Organization, parent: Organization | None, day: date, now: datetime
) -> Touched:
    """Put a unit below another parent, until the next move that was already decided."""
    register = _opened(session)
    history = register.histories[unit.code]
    stay = history.stay_on(day)
    if stay is None:
        raise Conflict("unit_not_open", organization=unit.code, day=day)
    moved = history.below(parent.code if parent else None, day, stay.valid_until)
    return _decided(session, register, {unit.code: moved}, now)


def rename(session: Session, unit: Organization, name: str, day: date, now: datetime) -> Touched:
    register = _opened(session)
    renamed = register.histories[unit.code].named(name, day)
    return _decided(session, register, {unit.code: renamed}, now)


def close(session: Session, unit: Organization, day: date, now: datetime) -> Touched:
    """Dissolve a unit without successor; what stands below it must have gone elsewhere."""
    register = _opened(session)
    changed = close_all(register.histories, [unit.code], day)
    return _decided(session, register, changed, now)


def merge(
    session: Session,
    predecessors: Sequence[Organization],
    successor: Organization,
    day: date,
    now: datetime,
    *,
    kind: SuccessionKind = SuccessionKind.SAP_NHAP,
    decision: str | None = None,
) -> Touched:
    """End units in favour of another, which takes over what stands directly below them."""
    codes = [unit.code for unit in predecessors]
    if successor.code in codes:
        raise Conflict("merged_into_itself", organization=successor.code)
    register = _opened(session)
    changed = close_all(register.histories, codes, day)
    changed = reparent_children(register.histories, changed, codes, successor.code, day)
    for code in codes:
        changed[code] = changed[code].merged(Merger(day, successor.code, kind, decision))
    return _decided(session, register, changed, now)


def reopen(
    session: Session, unit: Organization, parent: Organization | None, day: date, now: datetime
) -> Touched:
    """Re-establish a closed unit; on the very day it closed, this undoes the closing."""
    register = _opened(session)
    history = register.histories[unit.code]
    if history.is_open_on(day):
        raise Conflict("unit_already_open", organization=unit.code, day=day)
    later = (stay.valid_from for stay in history.stays if stay.valid_from > day)
    stay = Stay(day, min(later, default=FOR_GOOD), parent.code if parent else None)
    return _decided(session, register, {unit.code: history.opened(stay)}, now)


def _opened(session: Session) -> Register:
    hold_the_tree(session)
    return load(session)


def _decided(
    session: Session, register: Register, changed: Mapping[str, History], now: datetime
) -> Touched:
    """Keep the decision if the tree still stands on every day, and refuse it otherwise."""
    histories = {**register.histories, **changed}
    if astray := all_astray(histories):
        reason = "cycle" if any(each.reason == "cycle" for each in astray) else "parent_not_open"
        raise Conflict(reason, units=sorted({each.code for each in astray}))
    for code, history in histories.items():
        for merger in history.mergers:
            if not goes_on(merger.successor, merger.day, histories):
                raise Conflict("successor_not_open", organization=code, successor=merger.successor)
    return save(session, Register(register.ids, histories), now)
