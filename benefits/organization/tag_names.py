"""Tags by their names, which no two of one unit share, and whose tags a unit sees."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import Session, aliased

from benefits.errors import Invalid, Refusal
from benefits.folding import clean, folded
from benefits.organization.known import as_known
from benefits.organization.models import Organization, Succession, Tag, TagKind
from benefits.organization.reaching import reach_of
from benefits.organization.register import names_on
from benefits.organization.tree import Path

OF: Final = ":"
FOR_FILES: Final = ";|"
"""What parts one tag from the next in a cell of a file; no name may hold it."""


def make_tag(session: Session, name: str, kind: TagKind, held_by_id: int, *, now: datetime) -> Tag:
    free = _free_name(session, name, held_by_id)
    made = Tag(name=free, kind=kind, held_by_id=held_by_id, known_at=now)
    session.add(made)
    session.flush()  # its units name it
    return made


def change_tag(session: Session, tag: Tag, name: str, kind: TagKind) -> list[str]:
    """Bring a tag to what is told; return the names of what changed."""
    told = {"name": _free_name(session, name, tag.held_by_id, tag.id), "kind": kind}
    changed = [field for field, value in told.items() if getattr(tag, field) != value]
    tag.name, tag.kind = told["name"], kind
    return changed


def tag_of(session: Session, held_by_id: int, name: str) -> Tag | None:
    """Find a unit's own tag by its name, however its marks were typed."""
    mine = select(Tag).where(Tag.held_by_id == held_by_id, Tag.name_key == folded(name))
    return session.scalar(mine)


def tag_said(session: Session, said: str, among: Select[Tag] | None = None) -> Tag:
    """Find the tag somebody names: by its name, or `holder's code:name` where two are alike.

    Raises a Refusal where there is none, or more than one.
    """
    said, holder = clean(said), aliased(Organization)
    cuts = [place for place, sign in enumerate(said) if sign == OF]
    exactly = [
        and_(holder.code == said[:cut].strip(), Tag.name_key == folded(said[cut + len(OF) :]))
        for cut in cuts
    ]
    named = (select(Tag) if among is None else among).join(holder, holder.id == Tag.held_by_id)
    for which in (or_(false(), *exactly), Tag.name_key == folded(said)):
        found = session.execute(named.where(which).add_columns(holder.code)).all()
        if len(found) == 1:
            tag: Tag = found[0][0]
            return tag
        if found:
            holders = ", ".join(sorted(code for _tag, code in found))
            raise Refusal("tag_ambiguous", said, tag=said, holders=holders)
    raise Refusal("tag_unknown", said, tag=said)


def full_name(holder_code: str, name: str) -> str:
    """Write a tag so that it is found again among those of other units."""
    return f"{holder_code}{OF}{name}"


def tag_labels(session: Session, tag_ids: Collection[int], day: date) -> dict[int, str]:
    """Name tags for people: with the unit that made each where another is called the same."""
    other = aliased(Tag)
    is_alike = select(other.id).where(other.name_key == Tag.name_key, other.id != Tag.id).exists()
    rows = session.execute(
        select(Tag.id, Tag.name, Tag.held_by_id, is_alike).where(Tag.id.in_(tag_ids))
    ).all()
    alike = {holder for _id, _name, holder, has_twin in rows if has_twin}
    holders = names_on(session, alike, day) if alike else {}
    return {
        key: f"{name} ({holders.get(holder, '')})" if has_twin else name
        for key, name, holder, has_twin in rows
    }


def tags_seen_from(organization_id: int, above: Path, day: date) -> Select[Tag]:
    """Select the tags made by a unit, by those above it and by those below, mergers included."""
    below = reach_of(organization_id, day)
    near = or_(Organization.id.in_(below), Organization.id.in_((*above, organization_id)))
    holders = select(Organization.id).where(near)
    merged = select(Succession.predecessor_id).where(
        as_known(Succession), Succession.successor_id.in_(holders)
    )
    return select(Tag).where(or_(Tag.held_by_id.in_(holders), Tag.held_by_id.in_(merged)))


def _free_name(session: Session, name: str, held_by_id: int, itself: int | None = None) -> str:
    plain = clean(name)
    if any(sign in plain for sign in FOR_FILES):
        raise Invalid("tag_name_signs", signs=" ".join(FOR_FILES))
    twin = tag_of(session, held_by_id, plain)
    if twin is not None and twin.id != itself:
        raise Invalid("tag_name_taken", name=twin.name)
    return plain
