"""Whose use it was, told again: a transfer entered late moves uses, not purchase rows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from benefits.database import new_uuid
from benefits.members import BeneficiaryKind, MemberMerge, Membership
from benefits.members.merging import survivor_of
from benefits.purchases.models import Attribution, Purchase


def attribute_anew(
    session: Session, member_ids: Iterable[int], *, because_of: str, now: datetime
) -> int:
    """Attribute the members' purchases to the membership each now had on its day.

    A purchase of a day on which there is no membership any more keeps its attribution. Returns
    how many rows were appended; none when everything was right already.
    """
    wanted = set(member_ids)
    if not wanted:
        return 0
    wanted |= set(
        session.scalars(select(MemberMerge.member_id).where(MemberMerge.into_id.in_(wanted)))
    )
    session.flush()  # the spans that changed are asked of the database
    wrong = _wrongly_attributed(wanted)
    rows = [
        Attribution(
            member_id=row.member_id,
            id=new_uuid(),
            purchase_id=row.purchase_id,
            organization_id=row.organization_id,
            kind=row.kind,
            because_of=because_of,
            known_at=now,
        )
        for row in session.execute(wrong)
    ]
    session.add_all(rows)
    return len(rows)


def newest(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
    """Give the newest attribution's word on a purchase of the enclosing statement."""
    return (
        select(column)
        .where(Attribution.member_id == Purchase.member_id, Attribution.purchase_id == Purchase.id)
        .order_by(Attribution.known_at.desc(), Attribution.id.desc())
        .limit(1)
        .correlate(Purchase)
        .scalar_subquery()
    )


def is_said_anew(bought: type[Purchase] = Purchase) -> ColumnElement[bool]:
    """Tell of a statement's purchases whether there is a later word on whose they were."""
    return exists().where(
        Attribution.member_id == bought.member_id, Attribution.purchase_id == bought.id
    )


def is_last_word() -> ColumnElement[bool]:
    """Tell of a statement's attributions whether each is the one that counts."""
    later = aliased(Attribution)
    return ~exists().where(
        later.member_id == Attribution.member_id,
        later.purchase_id == Attribution.purchase_id,
        tuple_(later.known_at, later.id) > tuple_(Attribution.known_at, Attribution.id),
    )


def _wrongly_attributed(
    member_ids: set[int],
) -> Select[int, UUID, int, BeneficiaryKind]:
    on_its_day = and_(Membership.member_id == _whose_days(), _held(Membership))
    said_unit = newest(Attribution.organization_id)
    said_kind = newest(Attribution.kind)
    return (
        select(
            Purchase.member_id,
            Purchase.id.label("purchase_id"),
            Membership.organization_id,
            Membership.kind,
        )
        .join(Membership, on_its_day)
        .where(
            Purchase.member_id.in_(member_ids),
            or_(
                Membership.organization_id != func.coalesce(said_unit, Purchase.organization_id),
                Membership.kind != func.coalesce(said_kind, Purchase.kind),
            ),
        )
    )


def _whose_days() -> ColumnElement[int]:
    """Name the record whose membership counts: the buyer's own, else the one that stands for it."""
    own = aliased(Membership)
    has_own = exists().where(own.member_id == Purchase.member_id, _held(own))
    return case((has_own, Purchase.member_id), else_=survivor_of(Purchase.member_id))


def _held(span: type[Membership]) -> ColumnElement[bool]:
    """Tell whether a span held on the day of the purchase."""
    not_over = or_(span.valid_until.is_(None), Purchase.bought_on < span.valid_until)
    return and_(span.valid_from <= Purchase.bought_on, not_over)
