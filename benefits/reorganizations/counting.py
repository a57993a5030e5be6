"""How much a decision touches: people, cards, uses, papers, officers, months already over."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from benefits.agreements import Agreement, holder_on
from benefits.cards import Card, CardStatus
from benefits.members import Membership
from benefits.members.in_bulk import beginning, going_on
from benefits.periods import MID_MONTH, Period, code_of_month
from benefits.purchases import Attribution, Purchase, is_last_word, is_said_anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`cards` and `purchases` are those of everybody concerned; `months` are over and will differ.

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
    agreements_signed: int = 0
    agreements_held: int = 0
    agreements_covering: int = 0
    officers: int = 0
    tags: int = 0
    months: int = 0


class MonthLine(NamedTuple):
    """An official month that is over, and how many uses of the units concerned are in it."""

    code: str
    uses: int


def members_of(session: Session, unit_ids: Collection[int], day: date) -> Mapping[int, int]:
    """Count by unit the people who belong to it across a day."""
    counted = (
        select(Membership.organization_id, func.count())
        .where(going_on(unit_ids, day))
        .group_by(Membership.organization_id)
    )
    return dict(session.execute(counted).all())


def joined_later(session: Session, unit_ids: Collection[int], day: date, until: date) -> int:
    """Count the spans in some units that begin only on a day or after."""
    later = beginning(unit_ids, day, until)
    return session.scalar(select(func.count()).select_from(Membership).where(later)) or 0


def cards_of(session: Session, unit_ids: Collection[int], day: date) -> int:
    """Count the cards in use of the people who belong to some units across a day."""
    usable = or_(Card.status == CardStatus.ACTIVE, Card.status == CardStatus.REPLACED)
    counted = (
        select(func.count())
        .select_from(Card)
        .join(Membership, Membership.member_id == Card.member_id)
        .where(going_on(unit_ids, day), usable, Card.valid_until > day)
    )
    return session.scalar(counted) or 0


def uses_by_day(session: Session, unit_ids: Collection[int], first: date) -> Mapping[date, int]:
    """Count the uses that count for some units from a day on, by day."""
    counted: Counter[date] = Counter()
    for mine in _uses(unit_ids, first):
        by_day = mine.with_only_columns(Purchase.bought_on, func.count())
        counted.update(dict(session.execute(by_day.group_by(Purchase.bought_on)).all()))
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


def months_over(uses: Mapping[date, int], day: date, today: date) -> list[MonthLine]:
    """List the official months from a day on that are over, the newest first."""
    by_month: Counter[str] = Counter()
    for bought_on, count in uses.items():
        code = code_of_month(bought_on, MID_MONTH)
        period = Period.of_code(code, MID_MONTH)
        if period.after <= today and period.after > day:
            by_month[code] += count
    return [MonthLine(code, by_month[code]) for code in sorted(by_month, reverse=True)]


def month_of(day: date) -> date:
    """Return the first day of the official month a day is in."""
    return Period.of_code(code_of_month(day, MID_MONTH), MID_MONTH).first


def papers_of(unit_ids: Iterable[int], day: date) -> Select[Agreement]:
    """Select the agreements not over by a day that some units signed or hold."""
    ids = list(unit_ids)
    return select(Agreement).where(
        or_(Agreement.signed_by_id.in_(ids), holder_on(day).in_(ids)),
        or_(Agreement.valid_until.is_(None), Agreement.valid_until > day),
        or_(Agreement.terminated_on.is_(None), Agreement.terminated_on > day),
    )
