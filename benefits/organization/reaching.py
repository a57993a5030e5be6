"""How far somebody at a unit reaches: the unit, and everything that stands below it."""

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from benefits.organization.known import as_known
from benefits.organization.models import TOP, Placement


def reach_of(organization_id: int) -> Select[int]:
    """Select the ids of a unit and of all below it, or that stood there when they were closed."""
    inside = Placement.path.contains(f"{TOP}{organization_id}{TOP}", autoescape=True)
    later = aliased(Placement)
    is_last = ~exists().where(
        later.organization_id == Placement.organization_id,
        later.superseded_at.is_(None),
        later.valid_from > Placement.valid_from,
    )
    return select(Placement.organization_id).where(inside, as_known(Placement), is_last)
