"""The uses that count: the one definition of a purchase that is live, as known at an instant.

Wholly reversed ones are gone, partial returns lower the amounts, the newest attribution names
unit and kind, and merged records are one person. Nothing stored after the instant exists.
"""

from functools import cache
from typing import Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
)

from benefits.agreements import OfferVersion
from benefits.database import UtcDateTime
from benefits.members import MemberMerge
from benefits.purchases.models import Attribution, Purchase, Reversal

AS_OF: Final = bindparam("as_of", type_=UtcDateTime())
AMOUNTS: Final = ("list_price", "paid", "benefit", "subsidy")


@cache
def live_purchases() -> Subquery:
    """Return the purchases that count, one row each, with their net amounts.

    Whoever runs it binds the period (`first`, `after`) and the instant (`as_of`).
    """
    taken, attributed, merged = _taken_back(), _attributions(), _merges()
    net = (
        (getattr(Purchase, name) - func.coalesce(taken.c[name], 0)).label(name) for name in AMOUNTS
    )
    return (
        select(
            func.coalesce(merged.c.into_id, Purchase.member_id).label("person"),
            func.coalesce(attributed.c.organization_id, Purchase.organization_id).label(
                "organization_id"
            ),
            func.coalesce(attributed.c.kind, Purchase.kind).label("kind"),
            Purchase.id,
            Purchase.bought_on,
            Purchase.outlet_id,
            Purchase.agreement_id,
            Purchase.evidence,
            OfferVersion.category,
            OfferVersion.partner_id,
            *net,
        )
        .join(OfferVersion, OfferVersion.id == Purchase.offer_version_id)
        .outerjoin(taken, _of_the_same(taken))
        .outerjoin(attributed, _of_the_same(attributed))
        .outerjoin(merged, merged.c.member_id == Purchase.member_id)
        .where(
            Purchase.bought_on >= bindparam("first", type_=Date),
            Purchase.bought_on < bindparam("after", type_=Date),
            Purchase.known_at <= AS_OF,
            _something_is_left(taken),
        )
        .subquery("live")
    )


def _something_is_left(taken: Subquery) -> ColumnElement[bool]:
    """Tell a use from a wholly returned one; a service that was free needs saying so."""
    was_free = Purchase.list_price == 0
    partly = and_(taken.c.is_whole == 0, or_(was_free, Purchase.list_price > taken.c.list_price))
    return or_(taken.c.is_whole.is_(None), partly)


def _taken_back() -> Subquery:
    sums = (cast(func.sum(getattr(Reversal, name)), BigInteger).label(name) for name in AMOUNTS)
    is_whole = func.max(case((Reversal.is_whole, 1), else_=0)).label("is_whole")
    return (
        select(Reversal.member_id, Reversal.purchase_id, *sums, is_whole)
        .where(Reversal.known_at <= AS_OF)
        .group_by(Reversal.member_id, Reversal.purchase_id)
        .subquery("taken")
    )


def _attributions() -> Subquery:
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


def _merges() -> Subquery:
    place = func.row_number().over(
        partition_by=MemberMerge.member_id, order_by=MemberMerge.known_at.desc()
    )
    words = select(MemberMerge.member_id, MemberMerge.into_id, place.label("place")).where(
        MemberMerge.known_at <= AS_OF
    )
    return _newest(words, "merged")


def _newest(words: Select[*tuple[object, ...]], name: str) -> Subquery:
    numbered = words.subquery(f"{name}_all")
    return select(numbered).where(numbered.c.place == 1).subquery(name)


def _of_the_same(rows: Subquery) -> ColumnElement[bool]:
    return and_(rows.c.member_id == Purchase.member_id, rows.c.purchase_id == Purchase.id)
