"""Whom an agreement is to be rolled out to within reach, and which of a unit's still are to be."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from sqlalchemy import exists, select

from benefits import organization
from benefits.agreements import (
    Acknowledgement,
    Agreement,
    agreements_covering,
    coverings_of,
    is_to_count_on,
    told_by,
)
from benefits.desk import scope
from benefits.desk.partnership.agreement_forms import today
from benefits.folding import folded
from benefits.organization import Level, Organization, Placement, as_known, holds_on
from benefits.organization.tree import ids_of
from benefits.partners import Partner
from benefits.periods import day_of
from benefits.web import current

PAGE: Final = 200
NEW_FOR: Final = timedelta(days=90)


class Rolled(NamedTuple):
    """A CĐCS that an agreement covers, and the day it told its people, if it did."""

    id: int
    code: str
    name: str
    told_on: date | None
    may_take_back: bool


class Awaited(NamedTuple):
    """An agreement of which the own unit has not said that it told its people."""

    id: int
    number: str
    partner: str
    valid_from: date


def counts(agreement: Agreement) -> tuple[int, int]:
    """Count the CĐCS within reach that told their people, and all that are covered."""
    covered = _covered(agreement)
    said = told_by(current.session(), agreement.id)
    return sum(each in said for each in covered), len(covered)


def units_of(agreement: Agreement) -> list[Rolled]:
    """List the CĐCS within reach that an agreement covers, by code."""
    session, day = current.session(), today()
    covered, said = _covered(agreement), told_by(session, agreement.id)
    names = organization.names_on(session, covered, day)
    found = []
    for unit, code in covered.items():
        told = said.get(unit)
        is_fresh = told is not None and day_of(told.known_at) == day
        name = names.get(unit) or code
        told_on = None if told is None else told.acknowledged_on
        found.append(Rolled(unit, code, name, told_on, is_fresh))
    return sorted(found, key=lambda each: each.code)


def wanted(units: Iterable[Rolled], typed: str, *, is_told: bool) -> list[Rolled]:
    """Keep those that told or did not, and whose name or code holds every word."""
    words = folded(typed).split()
    return [
        each
        for each in units
        if (each.told_on is not None) == is_told
        and all(word in folded(f"{each.code} {each.name}") for word in words)
    ]


def awaited(unit: Organization, *, is_new_only: bool = False) -> list[Awaited]:
    """List the agreements in force for a CĐCS of which it has not told its people yet."""
    session, day = current.session(), today()
    path = organization.path_on(session, unit.id, day)
    if unit.level is not Level.CO_SO or path is None:
        return []
    since = day - NEW_FOR if is_new_only else date.min
    said = exists().where(
        Acknowledgement.agreement_id == Agreement.id, Acknowledgement.organization_id == unit.id
    )
    rows = session.execute(
        select(Agreement.id, Agreement.number, Partner.name, Agreement.valid_from)
        .join(Partner, Partner.id == Agreement.partner_id)
        .where(Agreement.id.in_(agreements_covering(path, day)), is_to_count_on(day), ~said)
        .where(Agreement.valid_from <= day, Agreement.valid_from > since)
        .order_by(Agreement.valid_from.desc(), Agreement.id.desc())
    ).all()
    covering = coverings_of(session, [row.id for row in rows])
    return [Awaited(*row) for row in rows if covering[row.id].covers(path, day)]


def _covered(agreement: Agreement) -> dict[int, str]:
    """Find the CĐCS of the officer's reach that are open and covered today, with their codes."""
    session, day = current.session(), today()
    covering = coverings_of(session, [agreement.id])[agreement.id]
    rows = session.execute(
        select(Organization.id, Organization.code, Placement.path)
        .join(Placement, Placement.organization_id == Organization.id)
        .where(Organization.level == Level.CO_SO, Organization.id.in_(scope.unit_ids()))
        .where(holds_on(Placement, day), as_known(Placement))
    ).all()
    return {unit: code for unit, code, path in rows if covering.covers(ids_of(path), day)}
