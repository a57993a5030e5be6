"""Which dated rows count: as they were known at an instant, as they hold on a day."""

from datetime import date, datetime

from sqlalchemy import BindParameter, ColumnElement, and_, or_

from benefits.organization.models import (
    OrganizationName,
    OrganizationTag,
    Placement,
    Succession,
)

Dated = type[Placement] | type[OrganizationName] | type[Succession]
Lasting = type[Placement] | type[OrganizationName] | type[OrganizationTag]


def as_known(
    table: Dated | type[OrganizationTag], as_of: datetime | BindParameter[datetime] | None = None
) -> ColumnElement[bool]:
    """Return the rows believed at `as_of`; without it, those believed last."""
    if as_of is None:
        return table.superseded_at.is_(None)
    not_yet_replaced = or_(table.superseded_at.is_(None), table.superseded_at > as_of)
    return and_(table.known_at <= as_of, not_yet_replaced)


def holds_on(table: Lasting, day: date | BindParameter[date]) -> ColumnElement[bool]:
    not_yet_over = or_(table.valid_until.is_(None), table.valid_until > day)
    return and_(table.valid_from <= day, not_yet_over)
