"""A second grouping beside the legal tree: units are put into a tag and taken out, from a day on.

A tag holds its units with everything below them. What was known about it when stays readable, as
with the tree: rows are superseded, never edited.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session

from benefits.errors import Invalid
from benefits.folding import clean, folded
from benefits.organization.known import as_known, holds_on
from benefits.organization.models import (
    Organization,
    OrganizationTag,
    Placement,
    Succession,
    Tag,
    TagKind,
)
from benefits.organization.reaching import reach_of
from benefits.organization.tree import Path, ids_of
from benefits.periods import ONE_DAY


class Worn(NamedTuple):
    """Days on which a unit is in a tag; `until` is `date.max` when they have no end."""

    valid_from: date
    valid_until: date


def make_tag(session: Session, name: str, kind: TagKind, held_by_id: int, *, now: datetime) -> Tag:
    made = Tag(name=_free_name(session, name), kind=kind, held_by_id=held_by_id, known_at=now)
    session.add(made)
    session.flush()  # its units name it
    return made


def change_tag(session: Session, tag: Tag, name: str, kind: TagKind) -> list[str]:
    """Bring a tag to what is told; return the names of what changed."""
    told = {"name": _free_name(session, name, tag.id), "kind": kind}
    changed = [field for field, value in told.items() if getattr(tag, field) != value]
    tag.name, tag.kind = told["name"], kind
    return changed


def tag_named(session: Session, name: str) -> Tag | None:
    """Find a tag by its name, however its marks were typed."""
    return session.scalar(select(Tag).where(Tag.name_key == folded(name)))


def tags_seen_from(organization_id: int, above: Path) -> Select[Tag]:
    """Select the tags made by a unit, by those above it and by those below, mergers included."""
    below = reach_of(organization_id)
    near = or_(Organization.id.in_(below), Organization.id.in_((*above, organization_id)))
    holders = select(Organization.id).where(near)
    merged = select(Succession.predecessor_id).where(
        as_known(Succession), Succession.successor_id.in_(holders)
    )
    return select(Tag).where(or_(Tag.held_by_id.in_(holders), Tag.held_by_id.in_(merged)))


def put_into(
    session: Session, tag: Tag, unit_ids: Iterable[int], since: date, *, now: datetime
) -> list[int]:
    """Let units be in a tag from a day on; return those of which that was news."""
    news = []
    for unit, spans in _held(session, tag, unit_ids).items():
        touched = [span for span in spans if _until(span) >= since]
        first = min((span.valid_from for span in touched), default=since)
        first = min(first, since)
        is_known = any(span.valid_from == first and _is_open(span) for span in touched)
        if is_known and len(touched) == 1:
            continue
        _supersede(session, touched, now)
        session.add(_span(unit, tag, first, None, now))
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


def days_below(session: Session, tag_id: int, first: date, last: date) -> Mapping[int, list[Worn]]:
    """Tell of every unit on which of some days it stood in a tag, itself or through one above."""
    worn = days_in(session, [tag_id])[tag_id]
    found: dict[int, list[Worn]] = defaultdict(list)
    stood = select(
        Placement.organization_id, Placement.path, Placement.valid_from, Placement.valid_until
    ).where(as_known(Placement), Placement.valid_from <= last)
    for unit, path, began, ended in session.execute(stood) if worn else ():
        for since, until in (days for each in ids_of(path) for days in worn.get(each, ())):
            end = min(until, ended or date.max, last + ONE_DAY)
            inside = Worn(max(since, began, first), end)
            if inside.valid_from < inside.valid_until:
                found[unit].append(inside)
    return found


def _free_name(session: Session, name: str, itself: int | None = None) -> str:
    twin = tag_named(session, name)
    if twin is not None and twin.id != itself:
        raise Invalid("tag_name_taken", name=twin.name)
    return clean(name)


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


def _is_open(span: OrganizationTag) -> bool:
    return span.valid_until is None


def _until(span: OrganizationTag) -> date:
    return span.valid_until or date.max
