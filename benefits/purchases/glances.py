"""Who looked at a member's card or data, and when: outlets, and officers of the union."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from benefits.access import AccountRole, Role
from benefits.audit import FOR_UNIT, Entry
from benefits.database.days import vietnamese_day
from benefits.members.listed import listed_of
from benefits.members.merging import records_of
from benefits.partners import Outlet, Partner
from benefits.periods import start_of
from benefits.purchases.models import Verification

# An act of an officer that shows a person's data is noted under a name with this end.
SEEN: Final = "_seen"
# What an officer may do for a person, who is told of it here as well.
DONE_FOR: Final = ("activated_at_desk", "consent_noted", "member_let_try", "pin_reset")
# Of these the name was put beside uses, for a reason that the officer gave.
NAMED: Final = "uses_seen"
# A list of a unit's people that an officer took away: noted with the unit, once for all of them.
ROSTER_TAKEN: Final = "roster_taken"
COUNTER, OFFICER = 0, 1


class Glance(NamedTuple):
    """One look. Without an outlet or a unit it was somebody who opened the card's address."""

    at: datetime
    result: str
    outlet_name: str | None
    partner_name: str | None
    organization_id: int | None = None
    source: int = COUNTER
    id: int = 0
    card_index: int | None = None
    reason: str | None = None

    @property
    def is_of_officer(self) -> bool:
        return self.source == OFFICER


class Where(NamedTuple):
    """A look in the order of the list, after which the next page begins."""

    at: datetime
    source: int
    id: int


def glances_at(
    session: Session, member_id: int, *, most: int = 200, after: Where | None = None
) -> list[Glance]:
    """List the looks at a member's cards and data, and what was done for them, the latest first."""
    c = _looks(session, member_id).c
    chosen = select(
        *(c.at, c.result, c.outlet_name, c.partner_name, c.organization_id, c.source, c.id),
        *(c.card_index, c.reason),
    )
    if after is not None:
        before = or_(c.source < after.source, (c.source == after.source) & (c.id < after.id))
        chosen = chosen.where(or_(c.at < after.at, (c.at == after.at) & before))
    ordered = chosen.order_by(c.at.desc(), c.source.desc(), c.id.desc()).limit(most)
    return [Glance(*look) for look in session.execute(ordered)]


def count_glances(session: Session, member_id: int) -> int:
    """Count what the list shows."""
    looks = _looks(session, member_id)
    return session.scalar(select(func.count()).select_from(looks)) or 0


def _looks(session: Session, member_id: int) -> Subquery:
    records = records_of(session, member_id)
    of_officers = _by_officers(_names_records(records), *_name_lists(session, records))
    return union_all(_at_counters(records), of_officers).subquery()


def _at_counters(records: Sequence[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Verification.verified_at.label("at"),
            Verification.result.label("result"),
            Outlet.name.label("outlet_name"),
            Partner.name.label("partner_name"),
            cast(null(), Entry.account_id.type).label("organization_id"),
            literal(COUNTER).label("source"),
            Verification.id.label("id"),
            Verification.card_index.label("card_index"),
            cast(null(), String).label("reason"),
        )
        .outerjoin(Outlet, Outlet.id == Verification.outlet_id)
        .outerjoin(Partner, Partner.id == Outlet.partner_id)
        .where(Verification.member_id.in_(records))
    )


def _by_officers(*which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    served = (
        select(AccountRole.organization_id)
        .where(AccountRole.account_id == Entry.account_id, AccountRole.role == Role.OFFICER)
        .order_by(AccountRole.valid_from.desc(), AccountRole.id.desc())
        .limit(1)
    )
    by_then = served.where(AccountRole.valid_from <= vietnamese_day(Entry.known_at))
    told = Entry.fields[FOR_UNIT].as_integer()
    unit = func.coalesce(told, by_then.scalar_subquery(), served.scalar_subquery())
    return select(
        Entry.known_at,
        Entry.act,
        cast(null(), String),
        cast(null(), String),
        unit,
        literal(OFFICER),
        Entry.id,
        cast(null(), Integer),
        case((Entry.act == NAMED, Entry.fields["reason"].as_string())),
    ).where(or_(*which))


def _names_records(records: Sequence[int]) -> ColumnElement[bool]:
    return and_(
        Entry.subject_type == "members",
        Entry.subject_key.in_(list(map(str, records))),
        or_(Entry.act.endswith(SEEN, autoescape=True), Entry.act.in_(DONE_FOR)),
    )


def _name_lists(session: Session, records: Sequence[int]) -> Iterator[ColumnElement[bool]]:
    """Tell of the lists taken away of units whose lists these records stood in that day."""
    for listed in listed_of(session, records):
        over = true() if listed.until is None else Entry.known_at < start_of(listed.until)
        yield and_(
            Entry.subject_type == "organizations",
            Entry.subject_key.in_(list(map(str, listed.organization_ids))),
            Entry.act == ROSTER_TAKEN,
            Entry.known_at >= start_of(listed.since),
            over,
        )
