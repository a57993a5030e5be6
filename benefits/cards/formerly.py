"""What a card in hand still calls the union that issued it, when that was merged into another.

Asked within the look at the card, so that a scan needs no further statement.
"""

from typing import Any, Final

from sqlalchemy import String, and_, case, cast, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.elements import ColumnElement

from benefits.cards.models import Card, CardIndex
from benefits.members import Membership
from benefits.organization import (
    Level,
    Organization,
    OrganizationName,
    Placement,
    Succession,
    as_known,
    holds_on,
)

ISSUERS: Final = (Level.TINH, Level.NGANH)
BREAK: Final = "\n"
UNIT, ISSUER = "unit", "issuer"


def former_union(day: Any) -> ColumnElement[str]:
    """Select what became of the owner's unit, or of the federation above it, since the card began.

    Both are printed on a card. Three lines: which of them, its last name, its successor's.
    """
    span, place = aliased(Membership), aliased(Placement)
    gone, heir = aliased(OrganizationName), aliased(OrganizationName)
    predecessor, is_own = aliased(Organization), Succession.predecessor_id == span.organization_id
    told = case((is_own, UNIT), else_=ISSUER) + BREAK + gone.name + BREAK + heir.name
    return (
        select(told)
        .select_from(Succession)
        .join(predecessor, predecessor.id == Succession.predecessor_id)
        .join(span, and_(span.member_id == CardIndex.member_id, _held_before(span)))
        .join(place, and_(place.organization_id == span.organization_id, _held_before(place)))
        .join(gone, and_(gone.organization_id == predecessor.id, _held_before(gone)))
        .join(heir, and_(heir.organization_id == Succession.successor_id, holds_on(heir, day)))
        .where(
            as_known(Succession),
            *(each.superseded_at.is_(None) for each in (place, gone, heir)),
            Succession.day > Card.valid_from,
            Succession.day <= day,
            _leads_through(place.path, Succession.predecessor_id),
            _leads_through(Placement.path, Succession.successor_id),
            or_(is_own, *(predecessor.level == each for each in ISSUERS)),
        )
        .order_by(is_own.desc(), Succession.day.desc())
        .limit(1)
        .correlate(Card, CardIndex, Placement)
        .scalar_subquery()
    )


def with_former(unit_name: str, former: str | None) -> str:
    """Say a unit's name so that whoever reads the card in hand finds what is printed on it."""
    if former is None:
        return unit_name
    which, gone, heir = former.split(BREAK)
    said = f"{gone} (nay thuộc {_apart(heir, gone)})"
    return said if which == UNIT else f"{unit_name}, {said}"


def _apart(name: str, other: str) -> str:
    """Leave out the words that both names begin with, as people do."""
    words, others = name.split(), other.split()
    same = 0
    while same < min(len(words), len(others)) - 1 and words[same] == others[same]:
        same += 1
    return " ".join(words[same:])


def _held_before(row: Any) -> ColumnElement[bool]:
    """Tell whether a span holds on the day before a merger."""
    not_yet_over = or_(row.valid_until.is_(None), row.valid_until >= Succession.day)
    return and_(row.valid_from < Succession.day, not_yet_over)


def _leads_through(
    path: InstrumentedAttribute[str], unit: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    return path.like("%/" + cast(unit, String) + "/%")
