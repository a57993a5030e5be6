"""Which tags an officer sees, which may be renamed, and which units may go in and out."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from benefits import organization
from benefits.desk import scope
from benefits.errors import NotFound
from benefits.organization import Organization, Placement, Tag
from benefits.periods import day_of
from benefits.web import current


def tags() -> Select[Tag]:
    """Tags made by the officer's unit, by those above it and by those below."""
    own = scope.organization_id()
    above = organization.ancestors_on(current.session(), own, day_of(current.now()))
    return organization.tags_seen_from(own, above)


def tag(tag_id: int) -> Tag:
    found = current.session().scalar(tags().where(Tag.id == tag_id))
    if found is None:
        raise NotFound
    return found


def holds(tag: Tag) -> bool:
    """Tell whether a tag was made by the officer's unit or by one below it."""
    mine = scope.unit_ids().where(Placement.organization_id == tag.held_by_id)
    return scope.is_top() or current.session().scalar(mine.limit(1)) is not None


def own_tag(tag_id: int) -> Tag:
    found = tag(tag_id)
    if not holds(found):
        raise NotFound
    return found


def units(codes: Sequence[str]) -> dict[str, int]:
    """Find the units of the reach with these codes, by their codes."""
    mine = select(Organization.code, Organization.id).where(
        Organization.code.in_(codes), Organization.id.in_(scope.unit_ids())
    )
    return dict(current.session().execute(mine).all())
