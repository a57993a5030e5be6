"""Tags of a unit that is no more: whoever takes its place is in them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from benefits.organization.known import as_known
from benefits.organization.models import OrganizationTag, Tag
from benefits.organization.tagging import put_into


def hand_on(
    session: Session,
    heirs: Iterable[tuple[int, int]],
    day: date,
    *,
    but: Collection[int] = (),
    now: datetime,
) -> int:
    """Let each heir be, from a day on, in the tags that the unit before it was in till then.

    `but` names tags that nobody inherits. Return how many times that was news.
    """
    of_unit: dict[int, list[int]] = defaultdict(list)
    for unit, heir in heirs:
        of_unit[unit].append(heir)
    return sum(
        len(put_into(session, tag, of_unit[unit], first, until, now=now))
        for tag, unit, first, until in list(_worn(session, of_unit, day, but))
    )


def inherited(
    session: Session, unit_ids: Collection[int], day: date, but: Collection[int] = ()
) -> list[Tag]:
    """List the tags that some units are in up to a day, or come into later, by their names."""
    tags = {tag.id: tag for tag, *_days in _worn(session, unit_ids, day, but)}
    return sorted(tags.values(), key=lambda tag: tag.name_key)


def _worn(
    session: Session, unit_ids: Collection[int], day: date, but: Collection[int]
) -> Iterator[tuple[Tag, int, date, date | None]]:
    """Give the days left of a unit in a tag; those that end with the unit itself have no end."""
    until = OrganizationTag.valid_until
    rows = session.execute(
        select(Tag, OrganizationTag)
        .join(Tag, Tag.id == OrganizationTag.tag_id)
        .where(OrganizationTag.organization_id.in_(list(unit_ids)), as_known(OrganizationTag))
        .where(or_(until.is_(None), until >= day), Tag.id.not_in(list(but)))
        .order_by(OrganizationTag.id)
    )
    for tag, row in rows:
        ends = None if row.valid_until == day else row.valid_until
        yield tag, row.organization_id, max(day, row.valid_from), ends
