"""Giving out cards, one or ten thousand: each with an index and a code of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import SystemRandom
from typing import Final, TypeVar

from sqlalchemy import Select, exists, insert, literal, select
from sqlalchemy.orm import Session, aliased

from benefits.cards.finding import belonged_on
from benefits.cards.history import happened, lapse
from benefits.cards.holding import holds, holds_printed, was_revoked
from benefits.cards.models import Card, CardEvent, CardIndex, CardStatus, Medium
from benefits.cards.typed_code import make
from benefits.database import take_keys
from benefits.errors import Conflict
from benefits.members import Member, Membership
from benefits.members.merging import is_merged
from benefits.organization import Placement, as_known, holds_on, subtree_on
from benefits.periods import day_of

GROUP: Final = 500
_CHANCE: Final = SystemRandom()
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Issued:
    """A card just made: whose, its number in our register, and the code to type."""

    member_id: int
    index: int
    typed_code: str


def issue(
    session: Session,
    member_id: int,
    medium: Medium,
    *,
    by: int | None,
    now: datetime,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Card:
    """Give a member a card, good until the last day of next year unless said otherwise."""
    check_may_hold(session, member_id, day_of(now))
    card = aliased(Card)
    in_use = (
        card.medium == medium,
        card.status == CardStatus.ACTIVE,
        card.valid_until > day_of(now),
    )
    if session.scalar(select(holds(literal(member_id), card, *in_use))):
        raise Conflict("active_card_exists", member_ids=(member_id,), medium=medium.value)
    [made] = issue_many(
        session,
        [member_id],
        medium,
        by=by,
        now=now,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return session.get_one(Card, (made.member_id, made.index))


def issue_many(
    session: Session,
    member_ids: Sequence[int],
    medium: Medium,
    *,
    by: int | None,
    now: datetime,
    valid_from: date | None = None,
    valid_until: date | None = None,
    job_id: int | None = None,
    reason: str | None = None,
) -> list[Issued]:
    """Give each of these members a card; whoever still has a good one of that medium may not."""
    day = day_of(now)
    for group in in_groups(member_ids):
        _make_way(session, group, medium, now)
    indexes = take_keys(session, "cards", len(member_ids))
    codes = _new_codes(session, len(member_ids))
    issued = [Issued(*each) for each in zip(member_ids, indexes, codes, strict=True)]
    card = {
        "medium": medium,
        "status": CardStatus.ACTIVE,
        "status_on": valid_from or day,
        "valid_from": valid_from or day,
        "valid_until": valid_until or good_until(day),
        "job_id": job_id,
        "known_at": now,
    }
    for some in in_groups(issued):
        given = happened(CardStatus.ACTIVE, valid_from or day, by, now, reason)
        _write(session, some, card, given)
    return issued


def good_until(day: date) -> date:
    """Return until when a card given that day is good, unless said otherwise."""
    return date(day.year + 2, 1, 1)


def check_may_hold(session: Session, member_id: int, day: date) -> None:
    """Refuse a card for a record that another stands for, and for who belongs to no unit."""
    belongs = exists().where(Membership.member_id == member_id, belonged_on(day))
    asked = select(is_merged(literal(member_id)), belongs)
    [(merged, is_here)] = session.execute(asked).all()
    if merged or not is_here:
        raise Conflict("member_is_merged" if merged else "member_has_left")


def without_printed_card(session: Session, organization_id: int, day: date) -> list[int]:
    """List who belongs to a unit's sub-tree that day and is to be given a card: unit by unit.

    A suspended card is still a card, and who had the last one taken away is asked about one by
    one: to print another would undo what the union decided.
    """
    revoked = was_revoked(Membership.member_id)
    return list(session.scalars(_lacking(organization_id, day).where(~revoked)))


def refused_another(session: Session, organization_id: int, day: date) -> list[int]:
    """List who lacks a printed card because the last one was revoked."""
    revoked = was_revoked(Membership.member_id)
    return list(session.scalars(_lacking(organization_id, day).where(revoked)))


def _lacking(organization_id: int, day: date) -> Select[int]:
    return (
        select(Membership.member_id)
        .join(Member, Member.id == Membership.member_id)
        .join(Placement, Placement.organization_id == Membership.organization_id)
        .where(
            Membership.organization_id.in_(subtree_on(organization_id, day)),
            belonged_on(day),
            holds_on(Placement, day),
            as_known(Placement),
            Member.erased_at.is_(None),
            ~is_merged(Membership.member_id),
            ~holds_printed(Membership.member_id, day),
        )
        .order_by(Placement.path, Member.sort_key, Member.id)
    )


def in_groups(things: Sequence[_Thing], size: int = GROUP) -> Iterator[Sequence[_Thing]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def _make_way(session: Session, member_ids: Iterable[int], medium: Medium, now: datetime) -> None:
    """Close active cards past their last day; refuse where one is still good."""
    active = session.scalars(
        select(Card)
        .where(
            Card.member_id.in_(member_ids),
            Card.medium == medium,
            Card.status == CardStatus.ACTIVE,
        )
        .with_for_update()
    ).all()
    good = [card.member_id for card in active if card.valid_until > day_of(now)]
    if good:
        raise Conflict("active_card_exists", member_ids=tuple(good), medium=medium.value)
    lapse(session, active, now)


def _new_codes(session: Session, count: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < count:
        drawn = [make(_CHANCE) for _ in range(count - len(codes))]
        for some in in_groups(drawn):
            taken = select(CardIndex.typed_code).where(CardIndex.typed_code.in_(some))
            codes |= set(some) - set(session.scalars(taken))
    return list(codes)


def _write(
    session: Session, issued: Sequence[Issued], card: dict[str, object], event: dict[str, object]
) -> None:
    keys = [{"member_id": each.member_id, "index": each.index} for each in issued]
    codes = [{"code": each.typed_code, "typed_code": each.typed_code} for each in issued]
    session.execute(insert(CardIndex), [key | code for key, code in zip(keys, codes, strict=True)])
    session.execute(insert(Card), [key | card for key in keys])
    session.execute(insert(CardEvent), [key | event | {"number": 1} for key in keys])
