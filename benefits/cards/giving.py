"""Giving out many cards at once: to whoever has none, or to the people of a list.

Each group is a unit of work of its own. A try that breaks off half-way goes on where it stopped:
whoever holds a card of the same work by then has been served.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from benefits.cards.finding import belonged_on
from benefits.cards.holding import HELD, of_records, was_printed
from benefits.cards.issuing import in_groups, issue_many, refused_another
from benefits.cards.models import Card, CardStatus, Medium
from benefits.cards.printing import serial_of
from benefits.members import Member, Membership
from benefits.members.merging import is_merged, survivor_of
from benefits.organization import subtree_on
from benefits.organization.reaching import reached_from
from benefits.periods import day_of

AT_ONCE: Final = 200
IMPORTED: Final = "tap_tin_nhap"
BY_FILE: Final = "Nhập từ tệp"


class Wish(NamedTuple):
    """A line of a list: whom somebody wants to give a card to."""

    line: int
    number: str


class Objection(NamedTuple):
    """Why a line is refused."""

    code: str
    params: Mapping[str, str] = MappingProxyType({})


class Person(NamedTuple):
    """Somebody a line names."""

    id: int
    member_no: str
    is_here: bool
    was_here: bool
    is_merged: bool


@dataclass(frozen=True, slots=True)
class Giving:
    """Who gives out cards, for which work, to people of which sub-tree, and until when."""

    job_id: int | None
    by: int | None
    within: int
    valid_until: date | None = None


def give(session: Session, giving: Giving, member_ids: Sequence[int], now: datetime) -> list[int]:
    """Give a printed card to those of a group who still have none; return the cards' indexes.

    Two works may reach the same people: the later one waits here, and finds them served.
    """
    people = select(Member.id).where(Member.id.in_(member_ids)).order_by(Member.id)
    session.execute(people.with_for_update(key_share=True)).all()
    held = _held(session, member_ids, day_of(now))
    lacking = [each for each in member_ids if each not in held]
    given = issue_many(
        session,
        lacking,
        Medium.PRINT,
        by=giving.by,
        now=now,
        valid_until=giving.valid_until,
        job_id=giving.job_id,
    )
    return [card.index for card in given]


def give_listed(
    session: Session, giving: Giving, wishes: Sequence[Wish], now: datetime
) -> list[tuple[Wish, Objection]]:
    """Give a printed card to the people of some lines; return the lines refused, each with why."""
    day = day_of(now)
    people = _people(session, giving, {wish.number for wish in wishes}, day)
    ids = [person.id for person in people.values()]
    in_the_way = {**_revoked(session, ids), **_held(session, ids, day)}
    refused, wanted = [], dict[int, None]()
    for wish in wishes:
        person = people.get(wish.number)
        card = in_the_way.get(person.id) if person else None
        why = _objection(person, card, giving.job_id)
        if why is not None:
            refused.append((wish, why))
        elif person is not None and card is None:
            wanted[person.id] = None
    give(session, giving, list(wanted), now)
    return refused


def not_given(session: Session, organization_id: int, day: date) -> list[tuple[str, Objection]]:
    """Say of a sub-tree whose last printed card was revoked: number, and by which words."""
    told = []
    for group in in_groups(refused_another(session, organization_id, day)):
        numbers = dict(
            session.execute(select(Member.id, Member.member_no).where(Member.id.in_(group))).all()
        )
        revoked = _revoked(session, group)
        told += [(numbers[each], _objection_to(revoked[each])) for each in group]
    return told


def last_revoked(session: Session, member_id: int) -> Card | None:
    """Return the last printed card somebody had, if that was taken away."""
    return _revoked(session, [member_id]).get(member_id)


def given_by(session: Session, job_id: int) -> tuple[int, int | None, int | None]:
    """Count the cards a work gave out, with the first and the last of their indexes."""
    found = select(func.count(), func.min(Card.index), func.max(Card.index))
    count, first, last = session.execute(found.where(Card.job_id == job_id)).one()
    return count, first, last


def indexes_of(session: Session, job_id: int) -> list[int]:
    """List what a work gave out and is still in use, in the order in which it was given."""
    mine = select(Card.index).where(Card.job_id == job_id, Card.status == CardStatus.ACTIVE)
    return list(session.scalars(mine.order_by(Card.index)))


def _people(session: Session, giving: Giving, numbers: set[str], day: date) -> dict[str, Person]:
    """Find people by number: whether they belong to the sub-tree today, or did before."""
    here, before = subtree_on(giving.within, day), reached_from(session, giving.within, day)
    rows = session.execute(
        select(
            Member.id,
            Member.member_no,
            _belongs(belonged_on(day), Membership.organization_id.in_(here)).label("is_here"),
            _belongs(Membership.organization_id.in_(before)).label("was_here"),
            is_merged(Member.id).label("is_merged"),
        ).where(Member.member_no.in_(numbers), Member.erased_at.is_(None))
    )
    return {row.member_no: Person(*row) for row in rows}


def _belongs(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(and_(Membership.member_id == Member.id, *conditions))


def _held(session: Session, member_ids: Sequence[int], day: date) -> dict[int, Card]:
    """Find whose printed card is in use or suspended: to give another would undo the suspension.

    The cards of records that they stand for are theirs.
    """
    held = session.execute(
        select(survivor_of(Card.member_id), Card).where(
            of_records(member_ids),
            Card.medium == Medium.PRINT,
            Card.status.in_(HELD),
            Card.valid_until > day,
        )
    )
    return {person: card for person, card in held}  # noqa: C416 - typed rows


def _revoked(session: Session, member_ids: Sequence[int]) -> dict[int, Card]:
    """Find whose last printed card was taken away, and that card."""
    cards = session.execute(
        select(survivor_of(Card.member_id), Card)
        .where(of_records(member_ids), was_printed(Card))
        .order_by(Card.index)
    )
    last = {person: card for person, card in cards}  # noqa: C416 - typed rows
    return {person: card for person, card in last.items() if card.status is CardStatus.REVOKED}


def _objection(person: Person | None, card: Card | None, job_id: int | None) -> Objection | None:
    if person is None or not (person.is_here or person.was_here):
        return Objection("member_number_unknown")
    if person.is_merged:
        return Objection("member_is_merged")
    if not person.is_here:
        return Objection("member_has_left")
    if card is None or (job_id is not None and card.job_id == job_id):
        return None
    return _objection_to(card)


def _objection_to(card: Card) -> Objection:
    """Say why another card would be wrong beside this one."""
    told = {"serial": serial_of(card.index)}
    if card.status is CardStatus.REVOKED:
        reason = BY_FILE if card.status_reason == IMPORTED else card.status_reason
        told |= {"day": f"{card.status_on:%d/%m/%Y}", "reason": reason or "…"}
        return Objection("last_card_revoked", told)
    suspended = card.status is CardStatus.SUSPENDED
    return Objection("card_suspended" if suspended else "card_held", told)
