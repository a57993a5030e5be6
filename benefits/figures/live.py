"""The uses that count: the one definition of a purchase that is live, as known at an instant.

Wholly reversed ones are gone, partial returns lower the amounts, the newest attribution names
unit and kind, and merged records are one person. Nothing stored after the instant exists.
"""

from typing import Any, Final

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import KeyedColumnElement

from benefits.agreements import OfferVersion
from benefits.database import UtcDateTime
from benefits.members import MemberMerge
from benefits.purchases import Attribution, Purchase, Reversal

Column = InstrumentedAttribute[Any] | KeyedColumnElement[Any]
AS_OF: Final = bindparam("as_of", type_=UtcDateTime())
AMOUNTS: Final = ("list_price", "paid", "benefit", "subsidy")


OF_OFFERS: Final = ("category", "partner_id")


def live_purchases(span: FromClause, *, with_offers: bool = True) -> Subquery:
    """Return the purchases that count, with net amounts: a row for each span they fall in.

    Whoever runs it binds the instant as `as_of`. What was attributed anew is a branch of its
    own, so that all else is found by unit and day straight from the index. Where nobody asks for
    category and partner the offers are not looked at, which is a seventh of the work.
    """
    taken, merged, attributed = _taken_back(), _merges(), _attributions()
    offers = [getattr(OfferVersion, name) for name in OF_OFFERS] if with_offers else []
    recorded = (
        select(*_columns(span, taken, merged, Purchase.kind), *offers)
        .join_from(span, Purchase, _falls_in(span))
        .where(~_is_attributed())
    )
    anew = (
        select(*_columns(span, taken, merged, attributed.c.kind), *offers)
        .join_from(span, attributed, attributed.c.organization_id == span.c.o)
        .join(Purchase, and_(_of_the_same(attributed), _days_of(span)))
    )
    branches = (
        (branch.join(OfferVersion, _is_of_offer()) if with_offers else branch)
        .outerjoin(taken, _of_the_same(taken))
        .outerjoin(merged, merged.c.member_id == Purchase.member_id)
        .where(Purchase.known_at <= AS_OF, _something_is_left(taken))
        for branch in (recorded, anew)
    )
    return union_all(*branches).subquery("live")


def _columns(
    span: FromClause, taken: CTE, merged: CTE, kind: Column
) -> tuple[ColumnElement[Any] | Column, ...]:
    net = (
        (getattr(Purchase, name) - func.coalesce(taken.c[name], 0)).label(name) for name in AMOUNTS
    )
    return (
        span.c.k,
        func.coalesce(merged.c.into_id, Purchase.member_id).label("person"),
        kind.label("kind"),
        Purchase.id,
        Purchase.outlet_id,
        Purchase.agreement_id,
        Purchase.evidence,
        Purchase.method,
        *net,
    )


def _is_of_offer() -> ColumnElement[bool]:
    return OfferVersion.id == Purchase.offer_version_id


def _falls_in(span: FromClause) -> ColumnElement[bool]:
    return and_(Purchase.organization_id == span.c.o, _days_of(span))


def _days_of(span: FromClause) -> ColumnElement[bool]:
    return and_(Purchase.bought_on >= span.c.f, Purchase.bought_on < span.c.u)


def _something_is_left(taken: CTE) -> ColumnElement[bool]:
    """Tell a use from a wholly returned one; a service that was free needs saying so."""
    was_free = Purchase.list_price == 0
    partly = and_(taken.c.is_whole == 0, or_(was_free, Purchase.list_price > taken.c.list_price))
    return or_(taken.c.is_whole.is_(None), partly)


def _taken_back() -> CTE:
    sums = (cast(func.sum(getattr(Reversal, name)), BigInteger).label(name) for name in AMOUNTS)
    is_whole = func.max(case((Reversal.is_whole, 1), else_=0)).label("is_whole")
    return (
        select(Reversal.member_id, Reversal.purchase_id, *sums, is_whole)
        .where(Reversal.known_at <= AS_OF)
        .group_by(Reversal.member_id, Reversal.purchase_id)
        .cte("taken")
    )


def _is_attributed() -> ColumnElement[bool]:
    return exists().where(
        Attribution.member_id == Purchase.member_id,
        Attribution.purchase_id == Purchase.id,
        Attribution.known_at <= AS_OF,
    )


def _attributions() -> CTE:
    place = func.row_number().over(
        partition_by=(Attribution.member_id, Attribution.purchase_id),
        order_by=(Attribution.known_at.desc(), Attribution.id.desc()),
    )
    words = select(
        Attribution.member_id,
        Attribution.purchase_id,
        Attribution.organization_id,
        Attribution.kind,
        place.label("place"),
    ).where(Attribution.known_at <= AS_OF)
    return _newest(words, "attributed")


def _merges() -> CTE:
    place = func.row_number().over(
        partition_by=MemberMerge.member_id, order_by=MemberMerge.known_at.desc()
    )
    words = select(MemberMerge.member_id, MemberMerge.into_id, place.label("place")).where(
        MemberMerge.known_at <= AS_OF
    )
    return _newest(words, "merged")


def _newest(words: Select[*tuple[Any, ...]], name: str) -> CTE:
    numbered = words.subquery(f"every_{name}")
    return select(numbered).where(numbered.c.place == 1).cte(name)


def _of_the_same(rows: CTE) -> ColumnElement[bool]:
    return and_(rows.c.member_id == Purchase.member_id, rows.c.purchase_id == Purchase.id)
