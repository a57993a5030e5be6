"""People of the sub-tree, found by the beginnings of their names' words or by a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Row, and_, or_, select, tuple_

from benefits import organization
from benefits.access.logins import normal_login
from benefits.cards import Card, CardStatus, Medium
from benefits.desk import scope
from benefits.members import BeneficiaryKind, Member, Membership, MemberWord
from benefits.members.names import words
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.web import current

PAGE: Final = 50
LONGEST_KEY: Final = 9
LAST_LETTER: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Line:
    member: Member
    unit: str
    kind: BeneficiaryKind
    has_card: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of people; `after` is where the next begins."""

    lines: Sequence[Line]
    after: str | None


def listed(unit: Organization, typed: str, after: str | None) -> Listing:
    """List people by name; from a unit on down, in the order Vietnamese lists have."""
    session, today = current.session(), day_of(current.now())
    chosen = scope.members().add_columns(Membership)
    if unit.id != scope.organization_id():
        chosen = chosen.where(Membership.organization_id.in_(_below(unit, today)))
    if typed:
        chosen = chosen.where(matches(typed))
    if place := _place(after):
        chosen = chosen.where(tuple_(Member.sort_key, Member.id) > tuple_(*place))
    ordered = chosen.order_by(Member.sort_key, Member.id).limit(PAGE + 1)
    rows = session.execute(ordered).all()
    last = rows[PAGE - 1][0] if len(rows) > PAGE else None
    shown = _lines(rows[:PAGE], today)
    return Listing(shown, f"{last.id} {last.sort_key}" if last else None)


def _below(unit: Organization, today: date) -> Sequence[int]:
    open_today = current.session().scalars(organization.subtree_on(unit.id, today)).all()
    return open_today or [unit.id]


def matches(typed: str) -> ColumnElement[bool]:
    """Match every word by its beginning, or the whole by one of a person's numbers."""
    named = [
        Member.id.in_(
            select(MemberWord.member_id).where(
                MemberWord.word >= word, MemberWord.word < word + LAST_LETTER
            )
        )
        for word in words(typed)
    ]
    numbers = (
        Member.member_no == typed,
        Member.union_card_no == typed,
        Member.phone == normal_login(typed),
    )
    return or_(*numbers, and_(*named)) if named else or_(*numbers)


def _place(after: str | None) -> tuple[str, int] | None:
    """Read where the page before ended; what nobody understands begins at the beginning."""
    number, _, key = (after or "").partition(" ")
    is_ours = number.isdecimal() and len(number) <= LONGEST_KEY
    return (key, int(number)) if is_ours else None


def _lines(rows: Sequence[Row[Member, Membership]], today: date) -> list[Line]:
    session = current.session()
    names = organization.names_on(session, {span.organization_id for _, span in rows}, today)
    with_card = set(
        session.scalars(
            select(Card.member_id).where(
                Card.member_id.in_([member.id for member, _ in rows]),
                Card.medium == Medium.PRINT,
                Card.status.in_((CardStatus.ACTIVE, CardStatus.SUSPENDED)),
                Card.valid_until > today,
            )
        )
    )
    return [
        Line(
            member=member,
            unit=names.get(span.organization_id, ""),
            kind=span.kind,
            has_card=member.id in with_card,
            is_over=span.valid_until is not None and span.valid_until <= today,
        )
        for member, span in rows
    ]
