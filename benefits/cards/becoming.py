"""What may become of a card on a day: asked alike for one card and for a list of them."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from benefits.cards.finding import belonged_on
from benefits.cards.history import ROAD
from benefits.cards.holding import holds
from benefits.cards.models import Card, CardStatus, Medium
from benefits.members import Membership
from benefits.members.merging import survivor_of

GOOD_STILL = (CardStatus.ACTIVE, CardStatus.REPLACED)
OLD_ALIKE = (CardStatus.SUSPENDED, CardStatus.REVOKED)


def can_become(status: CardStatus, day: date) -> ColumnElement[bool]:
    """Cards that may take a status on a day; ACTIVE stands for being brought back into use."""
    if status is CardStatus.REPLACED:
        return _can_be_exchanged(day)
    if status is CardStatus.ACTIVE:
        return _can_come_back(day)
    ways = Card.status.in_(_from(status))
    if status is CardStatus.SUSPENDED:
        return and_(ways, or_(Card.status != CardStatus.REPLACED, Card.valid_until > day))
    return ways


def possible(session: Session, card: Card, day: date) -> frozenset[CardStatus]:
    """List what may become of one card."""
    asked = [each for each in CardStatus if each is not CardStatus.EXPIRED]
    can = select(*(can_become(each, day) for each in asked)).where(Card.index == card.index)
    [answers] = session.execute(can).all()
    return frozenset(each for each, answer in zip(asked, answers, strict=True) if answer)


def comes_back_as(card: Card) -> CardStatus:
    """Return what a stopped card is once it may be used again: one that was replaced stays so."""
    is_old = card.status in OLD_ALIKE and card.replaced_by is not None
    return CardStatus.REPLACED if is_old else CardStatus.ACTIVE


def _can_be_exchanged(day: date) -> ColumnElement[bool]:
    """Printed cards in use whose owner belongs somewhere, and has no other in the new one's way.

    The new card is the person's: where a merged record has one too, only the newest makes way.
    """
    other, person = aliased(Card), survivor_of(Card.member_id)
    belongs = exists().where(Membership.member_id == person, belonged_on(day))
    belongs = belongs.correlate_except(Membership)  # the asking list may go by units too
    is_beside = holds(
        person,
        other,
        or_(other.member_id == person, other.index > Card.index),
        other.medium == Medium.PRINT,
        other.status == CardStatus.ACTIVE,
        other.valid_until > day,
    )
    is_used = and_(Card.status == CardStatus.ACTIVE, Card.medium == Medium.PRINT)
    is_clear = or_(Card.member_id == person, ~is_beside)
    return and_(is_used, Card.valid_until > day, belongs, is_clear)


def _can_come_back(day: date) -> ColumnElement[bool]:
    """Cards that none took the place of, and older ones whose successor is good; none is over."""
    other, later, heir = aliased(Card), aliased(Card), aliased(Card)
    person, alike = survivor_of(Card.member_id), Card.medium
    in_use = holds(person, other, other.medium == alike, other.status == CardStatus.ACTIVE)
    ways = _from(CardStatus.ACTIVE)
    newer = holds(
        person, later, later.medium == alike, later.index > Card.index, later.status.in_(ways)
    )
    follows = exists().where(heir.index == Card.replaced_by, heir.status.in_(GOOD_STILL))
    is_old = and_(Card.status.in_(OLD_ALIKE), follows)
    return and_(Card.status.in_(ways), Card.valid_until > day, or_(and_(~in_use, ~newer), is_old))


def _from(status: CardStatus) -> list[CardStatus]:
    return [each for each, road in ROAD.items() if status in road]
