"""What became of a register since a list was looked at: a list is as old as its upload."""

from collections.abc import Collection, Mapping
from typing import Any, Final, cast

from sqlalchemy import Table, exists, or_, select
from sqlalchemy.orm import Session

from benefits.database import DenseKey
from benefits.members import Membership, PersonalChange

CORRECTED: Final = "personal_changes"
SPANS: Final = "memberships"
_KEYS = cast("Table", DenseKey.__table__)


def marks(session: Session) -> dict[str, int]:
    """Return where the keys of corrections and of spans have come to: whatever is new is above."""
    named = select(_KEYS.c.name, _KEYS.c.next).where(_KEYS.c.name.in_((CORRECTED, SPANS)))
    return {CORRECTED: 1, SPANS: 1} | {row.name: row.next for row in session.execute(named)}


def has_moved(session: Session, since: Mapping[str, Any], units: Collection[int]) -> bool:
    """Tell whether anybody of some units was corrected since, or entered or moved."""
    theirs = select(Membership.member_id).where(Membership.organization_id.in_(units))
    corrected = exists().where(
        PersonalChange.id >= since[CORRECTED], PersonalChange.member_id.in_(theirs)
    )
    moved = exists().where(Membership.id >= since[SPANS], Membership.member_id.in_(theirs))
    return bool(session.scalar(select(or_(corrected, moved))))
