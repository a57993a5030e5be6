"""Printed cards that want another one: lost, or near their last day.

A card on a phone is its owner's to get again, and who has left needs none.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from benefits.cards import Card, CardStatus, Medium
from benefits.cards.finding import belonged_on
from benefits.desk import scope
from benefits.members import Membership
from benefits.periods import day_of
from benefits.web import current

SOON: Final = timedelta(days=60)
LOST, ENDING = "mat", "sap_het"
NAMES: Final = {
    LOST: _l("Báo mất, chưa cấp thẻ khác"),
    ENDING: _l("Hết hạn trong 60 ngày tới"),
}


def counted(want: str) -> int:
    """Count the cards within reach that want another one today."""
    wanted = select(func.count()).select_from(Card).where(wanting(want, day_of(current.now())))
    return current.session().scalar(wanted) or 0


def wanting(want: str, today: date) -> ColumnElement[bool]:
    """Tell of cards whether they want another one; `want` is a key of `NAMES`."""
    is_of_somebody_here = (
        exists()
        .where(
            Membership.member_id == Card.member_id,
            Membership.organization_id.in_(scope.unit_ids()),
            belonged_on(today),
        )
        .correlate(Card)  # the list joins memberships too, others than these
    )
    return and_(Card.medium == Medium.PRINT, _WANTS[want](today), is_of_somebody_here)


def _is_lost(_today: date) -> ColumnElement[bool]:
    other = aliased(Card)
    has_another = exists().where(
        other.member_id == Card.member_id,
        other.medium == Card.medium,
        other.status == CardStatus.ACTIVE,
    )
    return and_(Card.status == CardStatus.LOST, ~has_another)


def _ends_soon(today: date) -> ColumnElement[bool]:
    is_in_use = and_(Card.status == CardStatus.ACTIVE, Card.valid_until > today)
    return and_(is_in_use, Card.valid_until <= today + SOON)


_WANTS: Final[dict[str, Callable[[date], ColumnElement[bool]]]] = {
    LOST: _is_lost,
    ENDING: _ends_soon,
}
