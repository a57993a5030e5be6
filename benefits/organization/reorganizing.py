"""Single decisions about units: each takes effect on a day, past or future, and rewrites no row.

Every act returns the codes of the units whose dated rows it touched, the unit's own sub-tree
included: whatever stands below is re-pathed for exactly the days that changed.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from benefits.organization.drafting import Draft, Touched
from benefits.organization.models import Organization, SuccessionKind


def move(
    session: Session, unit: Organization, parent: Organization | None, day: date, now: datetime
) -> Touched:
    """Put a unit below another parent, until the next move that was already decided."""
    draft = Draft.held(session)
    draft.move(unit.code, parent.code if parent else None, day)
    return draft.keep(now)


def rename(session: Session, unit: Organization, name: str, day: date, now: datetime) -> Touched:
    draft = Draft.held(session)
    draft.rename(unit.code, name, day)
    return draft.keep(now)


def close(session: Session, unit: Organization, day: date, now: datetime) -> Touched:
    """Dissolve a unit without successor; what stands below it must have gone elsewhere."""
    draft = Draft.held(session)
    draft.close([unit.code], day)
    return draft.keep(now)


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
    draft = Draft.held(session)
    draft.merge([unit.code for unit in predecessors], successor.code, day, kind, decision)
    return draft.keep(now)


def reopen(
    session: Session, unit: Organization, parent: Organization | None, day: date, now: datetime
) -> Touched:
    """Re-establish a closed unit; on the very day it closed, this undoes the closing."""
    draft = Draft.held(session)
    draft.reopen(unit.code, parent.code if parent else None, day)
    return draft.keep(now)
