"""Tags of the units decided about: whoever takes over what they leave is in them from then on."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from benefits.agreements import covering_tags
from benefits.organization import Tag, hand_on, inherited
from benefits.reorganizations.looking import Look
from benefits.reorganizations.plans import CoverageGoes


def tags_of(session: Session, seen: Look) -> list[Tag]:
    """List the tags into which an heir would come."""
    if not seen.plan.heirs:
        return []
    left, day = _left(session, seen), seen.plan.day
    known = {tag.id for tag in inherited(session, seen.ids(seen.plan.heirs), day)}
    found = inherited(session, seen.ids(seen.plan.units), day, left)
    return [tag for tag in found if tag.id not in known]


def hand_tags_on(session: Session, seen: Look, keys: Mapping[str, int], now: datetime) -> None:
    plan = seen.plan
    pairs = [(keys[unit], keys[heir]) for unit in plan.units for heir in plan.heirs]
    if pairs:
        hand_on(session, pairs, plan.day, but=_left(session, seen), now=now)


def _left(session: Session, seen: Look) -> set[int]:
    """Find the tags that nobody comes into: those of agreements, where nobody is to be covered."""
    is_silent = seen.choices.coverage is CoverageGoes.NOBODY
    return set(session.scalars(covering_tags())) if is_silent else set()
