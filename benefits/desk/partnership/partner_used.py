"""Partners at which a card of the officer's own people was used, and not wholly taken back."""

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, case, exists, or_, select

from benefits import purchases
from benefits.desk import few, naming, scope
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.purchases import Attribution, Purchase, Reversal
from benefits.web import current

SINCE: Final = date(2000, 1, 1)


def is_used() -> ColumnElement[bool]:
    """Tell of a statement's partners whether the reach of the officer uses them.

    What a small unit used is listed once; of what a large one did, one use of each is looked for.
    Where its people are so few that it would be told of one of them, anybody's use tells.
    """
    if scope.is_top() or few.own_are_few(SINCE, day_of(current.now())):
        return _some(_stands())
    if naming.may_name():
        return _some(and_(_stands(), scope.purchases_of(scope.organization_id())))
    units = scope.unit_ids()
    said_once = select(Purchase.outlet_id).where(
        Purchase.organization_id.in_(units), ~purchases.is_said_anew(), _stands()
    )
    its_purchase = and_(
        Purchase.member_id == Attribution.member_id, Purchase.id == Attribution.purchase_id
    )
    said_anew = (
        select(Purchase.outlet_id)
        .join(Attribution, its_purchase)
        .where(Attribution.organization_id.in_(units), purchases.is_last_word(), _stands())
    )
    here = or_(Outlet.id.in_(said_once), Outlet.id.in_(said_anew))
    return exists().where(Outlet.partner_id == Partner.id, here)


def _some(which: ColumnElement[bool]) -> ColumnElement[bool]:
    here = (Outlet.partner_id == Partner.id, Purchase.outlet_id == Outlet.id)
    return _asked_apart(exists().where(*here, which))


def _stands() -> ColumnElement[bool]:
    """Tell of uses whether anything is left of them."""
    taken_back = exists().where(
        Reversal.member_id == Purchase.member_id,
        Reversal.purchase_id == Purchase.id,
        Reversal.is_whole,
    )
    return ~_asked_apart(taken_back)


def _asked_apart(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Keep PostgreSQL from joining what is asked of one row, for that joins every use there is."""
    return case((condition, 1), else_=0) == 1
