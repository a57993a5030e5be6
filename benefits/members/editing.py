"""One person by hand: what is stored is brought to what a form says, emptied fields too."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.database import take_keys
from benefits.errors import Refusal
from benefits.members import enrolment
from benefits.members.models import Member
from benefits.members.names import likeness


def add(session: Session, told: Mapping[str, Any], *, now: datetime) -> Member:
    """Make a new person; where the person belongs is told next.

    Raises a Refusal where the number or the identity paper is another person's.
    """
    number = told.get("member_no")
    if number and enrolment.by_number(session, [number]):
        raise Refusal("member_no_taken", number, member_no=number)
    _must_be_nobodys(session, told)
    known = {name: value for name, value in told.items() if value is not None}
    member = enrolment.enrol(known, key=take_keys(session, "members")[0], now=now)
    session.add(member)
    enrolment.index_words(session, [member])
    return member


def edit(session: Session, member: Member, told: Mapping[str, Any], *, now: datetime) -> list[str]:
    """Bring a person to what is told, `None` emptying a field; return the names of what changed."""
    changed = [name for name, value in told.items() if getattr(member, name) != value]
    if "citizen_id_hash" in changed:
        _must_be_nobodys(session, told)
    emptied = [name for name in changed if told[name] is None]
    enrolment.clear(session, member, emptied, now=now)
    enrolment.correct(session, member, told, now=now)
    return changed


def like(session: Session, full_name: str, birth: str | None) -> list[Member]:
    """Find people whose name and birth are much like these: they may be the same person."""
    key = likeness(full_name, birth)
    if key is None:
        return []
    found = select(Member).where(Member.likeness == key, Member.erased_at.is_(None))
    return list(session.scalars(found.order_by(Member.id).limit(5)))


def _must_be_nobodys(session: Session, told: Mapping[str, Any]) -> None:
    """Refuse an identity paper that somebody else has, where one is told."""
    for holder in enrolment.by_citizen_id(session, enrolment.papers_in([told])).values():
        raise Refusal("citizen_id_taken", member_no=holder.member_no)
