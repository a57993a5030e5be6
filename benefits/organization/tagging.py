"""A second grouping beside the legal tree: units are put into a tag and taken out, from a day on.

A tag holds its units with everything below them. What was known about it when stays readable, as
with the tree: rows are superseded, never edited.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from benefits.organization.known import as_known, holds_on
from benefits.organization.models import OrganizationTag, Placement, Tag
from benefits.organization.reaching import is_standing
from benefits.organization.tree import ids_of
from benefits.periods import ONE_DAY


class Worn(NamedTuple):
    """Days on which a unit is in a tag; `until` is `date.max` when they have no end."""

    valid_from: date
    valid_until: date


def put_into(
    session: Session,
    tag: Tag,
    unit_ids: Iterable[int],
    since: date,
    until: date | None = None,
    *,
    now: datetime,
) -> list[int]:
    """Let units be in a tag on some days, for good unless told; return those it was news of."""
    news, end = [], until or date.max
    for unit, spans in _held(session, tag, unit_ids).items():
        touched = [span for span in spans if _until(span) >= since and span.valid_from <= end]
        first = min((since, *(span.valid_from for span in touched)))
        last = max((end, *map(_until, touched)))
        if [(span.valid_from, _until(span)) for span in touched] == [(first, last)]:
            continue
        _supersede(session, touched, now)
        session.add(_span(unit, tag, first, None if last == date.max else last, now))
        news.append(unit)
    session.flush()
    return news


def take_out_of(
    session: Session, tag: Tag, unit_ids: Iterable[int], day: date, *, now: datetime
) -> list[int]:
    """Let units be in a tag no more from a day on; return those of which that was news."""
    news = []
    for unit, spans in _held(session, tag, unit_ids).items():
        touched = [span for span in spans if _until(span) > day]
        _supersede(session, touched, now)
        session.add_all(
            _span(unit, tag, span.valid_from, day, now) for span in touched if span.valid_from < day
        )
        news += [unit] if touched else []
    session.flush()
    return news


def worn_on(day: date) -> ColumnElement[bool]:
    """Tell of rows of units in tags whether they hold on a day, as is known now."""
    return holds_on(OrganizationTag, day) & as_known(OrganizationTag)


def tagged_on(session: Session, tag_id: int, day: date) -> frozenset[int]:
    """Find the units of a tag on a day, with everything that stood below them then.

    Paths are compared here: a database would compare each with each.
    """
    wearing = select(OrganizationTag.organization_id).where(
        OrganizationTag.tag_id == tag_id, worn_on(day)
    )
    worn = frozenset(session.scalars(wearing))
    stood = select(Placement.organization_id, Placement.path).where(
        holds_on(Placement, day), as_known(Placement)
    )
    rows = session.execute(stood) if worn else ()
    return frozenset(unit for unit, path in rows if not worn.isdisjoint(ids_of(path)))


def tagged_by(session: Session, tag_id: int, day: date) -> frozenset[int]:
    """Find the units of a tag on a day, and those closed by then that were in it to their end."""
    worn = days_in(session, [tag_id])[tag_id]
    stood = select(Placement.organization_id, Placement.path, Placement.valid_until).where(
        as_known(Placement), is_standing(day), Placement.valid_from <= day
    )
    rows = session.execute(stood) if worn else ()
    return frozenset(
        unit
        for unit, path, until in rows
        if any(
            span.valid_from <= min(day, (until or date.max) - ONE_DAY) < span.valid_until
            for each in ids_of(path)
            for span in worn.get(each, ())
        )
    )


def days_in(
    session: Session, tag_ids: Collection[int], as_of: datetime | None = None
) -> dict[int, dict[int, list[Worn]]]:
    """Tell of each tag which units were in it on which days, as known at an instant."""
    found: dict[int, dict[int, list[Worn]]] = {tag_id: defaultdict(list) for tag_id in tag_ids}
    rows = select(OrganizationTag).where(
        OrganizationTag.tag_id.in_(tag_ids), as_known(OrganizationTag, as_of)
    )
    for row in session.scalars(rows.order_by(OrganizationTag.valid_from)):
        found[row.tag_id][row.organization_id].append(Worn(row.valid_from, _until(row)))
    return found


def _held(
    session: Session, tag: Tag, unit_ids: Iterable[int]
) -> Mapping[int, list[OrganizationTag]]:
    """Read the days of units in a tag, while nobody else changes what is in it."""
    spans: dict[int, list[OrganizationTag]] = {unit: [] for unit in unit_ids}
    session.scalar(select(Tag.id).where(Tag.id == tag.id).with_for_update())
    rows = select(OrganizationTag).where(
        OrganizationTag.tag_id == tag.id,
        OrganizationTag.organization_id.in_(list(spans)),
        as_known(OrganizationTag),
    )
    for row in session.scalars(rows):
        spans[row.organization_id].append(row)
    return spans


def _supersede(session: Session, spans: Iterable[OrganizationTag], now: datetime) -> None:
    ids = [span.id for span in spans]
    if ids:
        session.execute(
            update(OrganizationTag).where(OrganizationTag.id.in_(ids)).values(superseded_at=now)
        )


def _span(unit: int, tag: Tag, first: date, until: date | None, now: datetime) -> OrganizationTag:
    return OrganizationTag(
        organization_id=unit, tag_id=tag.id, valid_from=first, valid_until=until, known_at=now
    )


def _until(span: OrganizationTag) -> date:
    return span.valid_until or date.max
