"""How much a decision touches: people, cards, uses, papers, officers, months already over."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from benefits.agreements import Agreement, holder_on
from benefits.cards import Card, CardStatus
from benefits.members import Membership
from benefits.members.in_bulk import beginning, going_on
from benefits.members.left_along import leaving_along
from benefits.organization import Worn
from benefits.periods import Period
from benefits.purchases import (
    Attribution,
    Purchase,
    is_last_word,
    is_said_anew,
    something_is_left,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`members` and `cards` are those of everybody concerned, in the units below too.

    `purchases` since the decision's day change hands, `purchases_staying` of a dissolved unit do
    not; of the month, quarter and year that hold its day a merger hands on what `handed_…` tell.
    As in the figures, what was taken back altogether is no use. `months` and `longer_periods` are
    over and will differ. `agreements` are signed or held.
    `members_leaving` belong nowhere afterwards, and `cards_stopping` are theirs. Of those whom a
    unit's end sent away, `members_returning` come back with it and `members_away` do not;
    `officers_returning` and `agreements_returning` likewise.
    """

    units: int = 0
    units_below: int = 0
    members: int = 0
    members_leaving: int = 0
    members_moving: int = 0
    members_returning: int = 0
    members_away: int = 0
    officers_returning: int = 0
    agreements_returning: int = 0
    cards: int = 0
    cards_stopping: int = 0
    purchases: int = 0
    purchases_staying: int = 0
    handed_month: int = 0
    handed_quarter: int = 0
    handed_year: int = 0
    agreements: int = 0
    agreements_signed: int = 0
    agreements_held: int = 0
    agreements_covering: int = 0
    officers: int = 0
    tags: int = 0
    months: int = 0
    longer_periods: int = 0


def members_of(
    session: Session, unit_ids: Collection[int], day: date, until: date | None = None
) -> Mapping[int, int]:
    """Count by unit the people who belong to it across a day, or from a later one before another.

    Whoever has several spans there is one.
    """
    counted = (
        select(Membership.organization_id, func.count(Membership.member_id.distinct()))
        .where(_theirs(unit_ids, day, until))
        .group_by(Membership.organization_id)
    )
    return dict(session.execute(counted).all())


def joined_later(session: Session, unit_ids: Collection[int], day: date, until: date) -> int:
    """Count the people who belong to some units only from a day on or a later one."""
    later = select(func.count(Membership.member_id.distinct()))
    return session.scalar(later.where(beginning(unit_ids, day, until))) or 0


def cards_of(
    session: Session, unit_ids: Collection[int], day: date, until: date | None = None
) -> int:
    """Count the cards in use of the people who belong to some units across a day, or from later."""
    theirs = select(Membership.member_id).where(_theirs(unit_ids, day, until))
    return cards_among(session, theirs, day)


def cards_stopping(session: Session, unit_ids: Collection[int], day: date) -> int:
    """Count the cards of the people of some units, and of relatives elsewhere who leave along."""
    if not unit_ids:
        return 0
    along = select(Membership.member_id).where(leaving_along(unit_ids, day))
    return cards_of(session, unit_ids, day) + cards_among(session, along, day)


def left_along(session: Session, unit_ids: Collection[int], day: date) -> int:
    """Count the relatives in other units who leave when their members' units are dissolved."""
    if not unit_ids:
        return 0
    counted = select(func.count(Membership.member_id.distinct()))
    return session.scalar(counted.where(leaving_along(unit_ids, day))) or 0


def _theirs(unit_ids: Collection[int], day: date, until: date | None) -> ColumnElement[bool]:
    across = going_on(unit_ids, day)
    return across if until is None else or_(across, beginning(unit_ids, day, until))


def cards_among(session: Session, people: Select[int], day: date) -> int:
    """Count the cards in use of some people."""
    return _usable(session, select(Card.index).where(Card.member_id.in_(people)), day)


def _usable(session: Session, cards: Select[int], day: date) -> int:
    usable = or_(Card.status == CardStatus.ACTIVE, Card.status == CardStatus.REPLACED)
    counted = cards.with_only_columns(func.count()).where(usable, Card.valid_until > day)
    return session.scalar(counted) or 0


def uses_by_day(
    session: Session, unit_ids: Collection[int], first: date, by: Select[int] | None = None
) -> Mapping[date, int]:
    """Count the uses that count for some units from a day on, by day; all or some people's."""
    counted: Counter[date] = Counter()
    whose = () if by is None else (Purchase.member_id.in_(by),)
    for mine in _uses(unit_ids, first):
        by_day = mine.where(*whose, something_is_left()).with_only_columns(
            Purchase.bought_on, func.count()
        )
        counted.update(dict(session.execute(by_day.group_by(Purchase.bought_on)).all()))
    return counted


def uses_on(
    session: Session, days: Mapping[int, Sequence[Worn]], period: Period
) -> Mapping[date, int]:
    """Count by day the uses of a period that count for units, of each on some days alone."""
    always = [Worn(period.first, period.after)]
    steady = [unit for unit, some in days.items() if list(some) == always]
    moving = [unit for unit, some in days.items() if list(some) != always]
    found = Counter(uses_by_day(session, steady, period.first) if steady else {})
    whose = (Purchase.organization_id, Attribution.organization_id)
    for mine, unit_id in zip(_uses(moving, period.first), whose, strict=True) if moving else ():
        left = mine.where(something_is_left(), Purchase.bought_on < period.after)
        each = left.with_only_columns(unit_id, Purchase.bought_on, func.count())
        for unit, day, count in session.execute(each.group_by(unit_id, Purchase.bought_on)):
            if any(first <= day < until for first, until in days[unit]):
                found[day] += count
    return {day: count for day, count in found.items() if day < period.after}


def uses_of(
    session: Session, unit_ids: Collection[int], first: date, people: Collection[int]
) -> Mapping[date, int]:
    """Count by day the uses for some units of people who may be too many for a statement."""
    counted: Counter[date] = Counter()
    of_whom = (Purchase.member_id, Purchase.bought_on)
    for mine in _uses(unit_ids, first):
        left = mine.where(something_is_left())
        each = left.with_only_columns(*of_whom, func.count()).group_by(*of_whom)
        for person, day, count in session.execute(each):
            counted[day] += count if person in people else 0
    return counted


def buyers_since(session: Session, unit_ids: Collection[int], day: date) -> set[int]:
    """Return the people whose uses from a day on count for some units."""
    found: set[int] = set()
    for mine in _uses(unit_ids, day):
        found |= set(session.scalars(mine.with_only_columns(Purchase.member_id).distinct()))
    return found


def _uses(unit_ids: Collection[int], first: date) -> tuple[Select[Purchase], Select[Purchase]]:
    """Select the uses that count for some units by the last word on whose they were.

    First those told once, then those told anew.
    """
    since = select(Purchase).where(Purchase.bought_on >= first)
    told_once = since.where(Purchase.organization_id.in_(unit_ids), ~is_said_anew())
    is_its = and_(
        Attribution.member_id == Purchase.member_id, Attribution.purchase_id == Purchase.id
    )
    told_anew = since.join(Attribution, is_its).where(
        Attribution.organization_id.in_(unit_ids), is_last_word()
    )
    return told_once, told_anew


def papers_of(unit_ids: Iterable[int], day: date) -> Select[Agreement]:
    """Select the agreements not over by a day that some units signed or hold."""
    ids = list(unit_ids)
    return select(Agreement).where(
        or_(Agreement.signed_by_id.in_(ids), holder_on(day).in_(ids)),
        or_(Agreement.valid_until.is_(None), Agreement.valid_until > day),
        or_(Agreement.terminated_on.is_(None), Agreement.terminated_on > day),
    )
