"""Relatives (thân nhân): they belong through somebody, and no longer than that person does."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import zip_longest

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from benefits.members.models import EndReason, Membership
from benefits.members.onward import meant_end
from benefits.members.respanning import Rewritten, like, rewrite

AT_ONCE = 500


def spans_through(session: Session, member_id: int, since: date) -> list[Membership]:
    """List the spans of somebody's relatives that hold on a day or later."""
    after = or_(Membership.valid_until.is_(None), Membership.valid_until > since)
    mine = select(Membership).where(Membership.relative_of_id == member_id, after)
    return list(session.scalars(mine.order_by(Membership.member_id, Membership.valid_from)))


def who_have_any(session: Session, member_ids: Iterable[int]) -> set[int]:
    """Tell through which of some people anybody has ever belonged."""
    wanted = set(member_ids)
    if not wanted:
        return set()
    mine = select(Membership.relative_of_id).where(Membership.relative_of_id.in_(wanted))
    return {found for found in session.scalars(mine.distinct()) if found is not None}


def follow_leavers(session: Session, member_ids: Iterable[int]) -> int:
    """End the spans of relatives whose member has left; return how many did."""
    session.flush()  # the ends are asked of the database
    wanted, count = sorted(set(member_ids)), 0
    for first in range(0, len(wanted), AT_ONCE):
        made = _ended(session, _ends(session, wanted[first : first + AT_ONCE]))
        rewrite(session, *made)
        count += len(made)
    session.flush()
    return count


def stay_with(session: Session, member_id: int, until: date | None, since: date) -> None:
    """Let relatives stay who were to leave along with somebody who now stays until a later day."""
    held = spans_through(session, member_id, since)
    for span, after in zip_longest(held, held[1:]):
        is_last = after is None or after.member_id != span.member_id
        left = span.valid_until if span.ended_because is EndReason.THEO_DOAN_VIEN else None
        if is_last and left is not None and (until is None or until > left):
            stays = like(span).until(span.otherwise_until, span.otherwise_because)
            rewrite(session, Rewritten(changed=((span, stays),)))


def _ends(session: Session, member_ids: Collection[int]) -> dict[int, date]:
    """Tell of those who have left, and have relatives, since which day they belong nowhere."""
    with_relatives = select(Membership.relative_of_id).where(
        Membership.relative_of_id.in_(member_ids)
    )
    spans = select(Membership.member_id, Membership.valid_until).where(
        Membership.member_id.in_(with_relatives)
    )
    lasts: dict[int, date] = {}
    for member_id, until in session.execute(spans):
        lasts[member_id] = max(lasts.get(member_id, date.min), until or date.max)
    return {member_id: day for member_id, day in lasts.items() if day != date.max}


def _ended(session: Session, ends: Mapping[int, date]) -> list[Rewritten]:
    """Tell what becomes of the spans of relatives through people who have left, each on a day."""
    if not ends:
        return []
    through = select(Membership).where(Membership.relative_of_id.in_(ends))
    return [
        _end(span, ends[span.relative_of_id])
        for span in session.scalars(through.order_by(Membership.member_id, Membership.valid_from))
        if span.relative_of_id is not None
        and (span.valid_until is None or span.valid_until > ends[span.relative_of_id])
    ]


def _end(span: Membership, day: date) -> Rewritten:
    if span.valid_from >= day:
        return Rewritten(removed=(span,))  # it never began
    until, because = meant_end(span)
    ended = like(span).until(day, EndReason.THEO_DOAN_VIEN)
    ended = ended._replace(otherwise_until=until, otherwise_because=because)
    return Rewritten(changed=((span, ended),))
