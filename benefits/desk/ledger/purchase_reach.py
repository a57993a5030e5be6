"""Which uses a figure of a unit is made of: by the tree as the figure reads it, day by day."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, union_all
from sqlalchemy.orm import aliased

from benefits import figures, purchases
from benefits.desk import few, scope
from benefits.errors import NotFound
from benefits.organization import Worn
from benefits.periods import ONE_DAY, Period
from benefits.purchases import Attribution, Purchase
from benefits.web import current

Days = Mapping[int, Sequence[Worn]]


def of_days(below: Days, period: Period) -> ColumnElement[bool]:
    """Find the uses of units on some days, by the last word on whose they were.

    Only those of the units themselves are looked at, not those of all others.
    """
    bought, moved = aliased(Purchase), aliased(Purchase)
    said_once = select(bought.id).where(
        _are_on(bought.organization_id, bought.bought_on, below, period),
        ~purchases.is_said_anew(bought),
    )
    said_anew = (
        select(Attribution.purchase_id)
        .join(
            moved,
            and_(moved.member_id == Attribution.member_id, moved.id == Attribution.purchase_id),
        )
        .where(
            _are_on(Attribution.organization_id, moved.bought_on, below, period),
            purchases.is_last_word(),
        )
    )
    return Purchase.id.in_(union_all(said_once, said_anew))


def to_act_on(purchase_id: UUID) -> Purchase:
    """A use of the unit's own people, but of a few: that it opens here would say whose it was."""
    found = scope.purchase(purchase_id)
    if few.own_are_few(found.bought_on, found.bought_on):
        raise NotFound
    return found


def to_read(purchase_id: UUID) -> tuple[Purchase, bool]:
    """A use the officer may read of, and whether it is still the unit's own to act on.

    What a figure was made of stays open to those who sign it, wherever its unit went since.
    """
    try:
        return to_act_on(purchase_id), True
    except NotFound:
        found = (
            current.session()
            .execute(
                select(
                    Purchase,
                    func.coalesce(
                        purchases.newest(Attribution.organization_id), Purchase.organization_id
                    ),
                ).where(Purchase.id == purchase_id)
            )
            .first()
        )
        if found is None:
            raise
        bought, unit_id = found
        day = Period(bought.bought_on, bought.bought_on + ONE_DAY)
        own, session = scope.organization_id(), current.session()
        if unit_id not in figures.days_below(session, day, current.now(), own):
            raise
        if few.own_are_few(bought.bought_on, bought.bought_on):
            raise
        return bought, False


def _are_on(unit: Any, day: Any, below: Days, period: Period) -> ColumnElement[bool]:
    always = [Worn(period.first, period.after)]
    throughout = [each for each, days in below.items() if days == always]
    partly = (
        and_(unit == each, day >= since, day < until)
        for each, days in below.items()
        if days != always
        for since, until in days
    )
    return or_(and_(unit.in_(throughout), _in(day, period)), *partly)


def _in(day: Any, period: Period) -> ColumnElement[bool]:
    found: ColumnElement[bool] = and_(day >= period.first, day < period.after)
    return found
