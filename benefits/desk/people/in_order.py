"""The people of a unit within reach, in the order Vietnamese lists have."""

from sqlalchemy import Select, and_, select

from benefits.desk import scope
from benefits.members import Member, Membership
from benefits.organization import Organization


def people_of(unit: Organization) -> Select[str, int]:
    """Select sort key and key of those whose last membership is there, or below it."""
    if unit.id == scope.organization_id() and scope.is_top():
        # Everybody is within reach: with nothing else to begin from, the order itself is walked.
        of_member = and_(Membership.member_id == Member.id, scope.is_last_membership())
        return select(Member.sort_key, Member.id).join(Membership, of_member)
    reached = scope.members().with_only_columns(Member.sort_key, Member.id)
    if unit.id == scope.organization_id():
        return reached
    return reached.where(Membership.organization_id.in_(scope.below(unit.id)))
