"""Drawing up rolls: a list per unit of everybody whose card was printed and is on no list yet."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, insert, select, union, update
from sqlalchemy.orm import Session

from benefits.cards.batches import may_be_printed
from benefits.cards.finding import belonged_on
from benefits.cards.issuing import in_groups
from benefits.cards.models import Card
from benefits.cards.rolls.models import Roll, RollLine
from benefits.members import Member, MemberMerge, Membership
from benefits.members.merging import survivor_of
from benefits.organization import Placement, as_known, holds_on, subtree_on
from benefits.periods import day_of
from benefits.wording import consent

_DIGEST: Final = 16


class Waiting(NamedTuple):
    """A printed card that nobody signed for, and who is to sign."""

    card_index: int
    member_id: int
    full_name: str


def waiting(session: Session, organization_id: int, now: datetime) -> int:
    """Count printed cards of a sub-tree that are on no roll since they were printed."""
    found = _waiting(_within(organization_id, now), now).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def units_waiting(session: Session, organization_id: int, now: datetime) -> list[int]:
    """List the units of a sub-tree that have cards to hand over, as the tree runs."""
    day = day_of(now)
    found = (
        _waiting(_within(organization_id, now), now)
        .join(Placement, Placement.organization_id == Membership.organization_id)
        .where(holds_on(Placement, day), as_known(Placement))
        .with_only_columns(Membership.organization_id, Placement.path)
        .distinct()
        .order_by(Placement.path)
    )
    return [row[0] for row in session.execute(found)]


def draw_up(
    session: Session, unit: int, *, by: int | None, now: datetime, job_id: int | None = None
) -> Roll | None:
    """Draw up a roll for a unit; for one that has no card to hand over, none.

    A card that was printed anew is handed over anew: its line on an older roll is superseded.
    """
    own = _waiting(Membership.organization_id == unit, now)
    cards = [
        Waiting(*row) for row in session.execute(own.order_by(Member.sort_key, Member.id)).all()
    ]
    if not cards:
        return None
    roll = Roll(
        organization_id=unit,
        consent_version=consent.VERSION,
        account_id=by,
        drawn_at=now,
        job_id=job_id,
    )
    session.add(roll)
    session.flush()
    for group in in_groups([each.card_index for each in cards]):
        session.execute(
            update(RollLine)
            .where(RollLine.card_index.in_(group), RollLine.superseded_by.is_(None))
            .values(superseded_by=roll.id)
        )
    for lines in in_groups(list(_lines(roll.id, cards))):
        session.execute(insert(RollLine), lines)
    return roll


def name_digest(full_name: str) -> str:
    """Give what tells one name from another and is none itself."""
    return sha256(full_name.encode()).hexdigest()[:_DIGEST]


def _lines(roll_id: int, cards: Sequence[Waiting]) -> Iterator[dict[str, int | str]]:
    for number, card in enumerate(cards, start=1):
        yield {
            "roll_id": roll_id,
            "number": number,
            "card_index": card.card_index,
            "member_id": card.member_id,
            "name_digest": name_digest(card.full_name),
        }


def _waiting(within: ColumnElement[bool], now: datetime) -> Select[int, int, str]:
    """Select cards to hand over, printed until a moment, and who stands for their owners.

    `within` says of memberships which are meant; whose cards may come into question is told from
    them first, as nobody wants to try every card there is.
    """
    day = day_of(now)
    is_listed = exists().where(
        RollLine.card_index == Card.index,
        RollLine.superseded_by.is_(None),
        Roll.id == RollLine.roll_id,
        Roll.drawn_at >= Card.printed_at,
    )
    people = select(Membership.member_id).where(within, belonged_on(day)).correlate(None)
    merged = select(MemberMerge.member_id).where(MemberMerge.into_id.in_(people)).correlate(None)
    return (
        select(Card.index, Member.id, Member.full_name)
        .join(Member, Member.id == survivor_of(Card.member_id))
        .join(Membership, Membership.member_id == Member.id)
        .where(
            Card.member_id.in_(union(people, merged)),
            within,
            belonged_on(day),
            may_be_printed(day),
            Card.printed_at <= now,
            Member.erased_at.is_(None),
            ~is_listed,
        )
    )


def _within(organization_id: int, now: datetime) -> ColumnElement[bool]:
    return Membership.organization_id.in_(subtree_on(organization_id, day_of(now)))
