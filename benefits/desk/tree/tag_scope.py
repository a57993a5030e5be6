"""Which tags an officer sees, may rename and may fill, and which units may go in and out."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from benefits import agreements, organization
from benefits.agreements import TagCoverage
from benefits.desk import scope
from benefits.errors import NotFound
from benefits.organization import Organization, Placement, Succession, Tag, as_known
from benefits.periods import day_of
from benefits.web import current


def tags() -> Select[Tag]:
    """Tags made by the officer's unit, by those above it and by those below."""
    own, today = scope.organization_id(), day_of(current.now())
    above = organization.ancestors_on(current.session(), own, today)
    return organization.tags_seen_from(own, above, today)


def tag_names() -> dict[int, str]:
    """Name those tags by their keys, in the order of their names."""
    session = current.session()
    ids = session.scalars(tags().with_only_columns(Tag.id).order_by(Tag.name_key, Tag.id)).all()
    names = organization.tag_labels(session, ids, day_of(current.now())) if ids else {}
    return {key: names[key] for key in ids}


def tag(tag_id: int) -> Tag:
    found = current.session().scalar(tags().where(Tag.id == tag_id))
    if found is None:
        raise NotFound
    return found


def holds(tag: Tag) -> bool:
    """Tell whether a tag was made by the officer's unit, by one below it or one merged into it."""
    mine = scope.unit_ids().where(Placement.organization_id == tag.held_by_id)
    merged = select(Succession.predecessor_id).where(
        Succession.predecessor_id == tag.held_by_id,
        Succession.successor_id.in_(scope.unit_ids()),
        as_known(Succession),
    )
    found = current.session().scalar(mine.union_all(merged).limit(1))
    return found is not None or scope.is_top()


def is_given_above(tag: Tag) -> bool:
    """Tell whether an agreement of a unit above covers a tag: whoever is in it is theirs to say."""
    session, today = current.session(), day_of(current.now())
    above = organization.ancestors_on(session, scope.organization_id(), today)
    named = agreements.covering_tags(above).where(TagCoverage.tag_id == tag.id)
    return bool(above) and session.scalar(named.limit(1)) is not None


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
