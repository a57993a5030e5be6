"""Which version speaks for an offer on a day, told within a query."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, or_, select
from sqlalchemy.orm import aliased

from benefits.agreements.models import Offer, OfferVersion
from benefits.agreements.states import State, is_in


def speaking_version(day: date) -> ScalarSelect[int]:
    """Return the key of the version in force that day, else of the next to come, else the last."""
    version = aliased(OfferVersion)
    is_coming = version.valid_from > day
    is_over = and_(version.valid_until.is_not(None), version.valid_until <= day)
    rank: ColumnElement[Any] = case((is_coming, 1), (is_over, 2), else_=0)
    return (
        select(version.id)
        .where(version.offer_id == Offer.id)
        .order_by(
            rank,
            case((is_coming, version.valid_from)),
            version.valid_from.desc(),
            version.id.desc(),
        )
        .limit(1)
        .scalar_subquery()
    )


def is_offered(day: date) -> ColumnElement[bool]:
    """Tell of the offers of a query, with agreement and version, whether they hold that day."""
    ends = OfferVersion.valid_until
    return and_(
        OfferVersion.valid_from <= day,
        or_(ends.is_(None), ends > day),
        or_(is_in(State.IN_FORCE, day), is_in(State.EXPIRING, day)),
    )
