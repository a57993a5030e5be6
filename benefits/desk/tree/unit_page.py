"""Everything one unit's page tells: names and places over time, officers, what covers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_, select

from benefits import audit, organization
from benefits.access import Account, AccountRole, Role
from benefits.agreements import Agreement, agreements_covering, coverings_of
from benefits.audit import Noted
from benefits.desk.tree import unit_counts
from benefits.desk.tree.unit_counts import Counts
from benefits.organization import (
    Organization,
    OrganizationName,
    Placement,
    Succession,
    as_known,
)
from benefits.partners import Partner
from benefits.periods import day_of
from benefits.web import current

MOST_AGREEMENTS: Final = 50


@dataclass(frozen=True, slots=True)
class UnitPage:
    unit: Organization
    names: Sequence[OrganizationName]
    places: Sequence[Placement]
    before: Sequence[Succession]
    after: Sequence[Succession]
    others: Mapping[int, tuple[str, str]]
    """Code and name of every other unit the page speaks of."""
    officers: Sequence[tuple[str, date]]
    agreements: Sequence[tuple[Agreement, str]]
    counts: Counts | None
    below: int
    is_open: bool
    noted: Sequence[Noted]


def of(unit: Organization, *, does_count: bool) -> UnitPage:
    session, today = current.session(), day_of(current.now())
    places = _places(unit)
    past = _successions(unit)
    path = organization.path_on(session, unit.id, today)
    does_count = does_count or unit_counts.is_small(unit.id)
    return UnitPage(
        unit=unit,
        names=_names(unit),
        places=places,
        before=[each for each in past if each.successor_id == unit.id],
        after=[each for each in past if each.predecessor_id == unit.id],
        others=_others(places, past, today),
        officers=_officers(unit, today),
        agreements=_agreements(path or (unit.id,), today),
        counts=unit_counts.counted([unit.id], today)[unit.id] if does_count else None,
        below=unit_counts.below([unit.id], today).get(unit.id, 0),
        is_open=path is not None,
        noted=audit.about(session, "organizations", unit.id),
    )


def _names(unit: Organization) -> Sequence[OrganizationName]:
    named = (OrganizationName.organization_id == unit.id, as_known(OrganizationName))
    rows = select(OrganizationName).where(*named).order_by(OrganizationName.valid_from.desc())
    return current.session().scalars(rows).all()


def _places(unit: Organization) -> Sequence[Placement]:
    placed = (Placement.organization_id == unit.id, as_known(Placement))
    rows = select(Placement).where(*placed).order_by(Placement.valid_from.desc())
    return current.session().scalars(rows).all()


def _successions(unit: Organization) -> Sequence[Succession]:
    either = or_(Succession.predecessor_id == unit.id, Succession.successor_id == unit.id)
    rows = select(Succession).where(either, as_known(Succession)).order_by(Succession.day.desc())
    return current.session().scalars(rows).all()


def _others(
    places: Sequence[Placement], past: Sequence[Succession], today: date
) -> dict[int, tuple[str, str]]:
    session = current.session()
    ids = {each.parent_id for each in places if each.parent_id is not None}
    ids |= {each for merger in past for each in (merger.predecessor_id, merger.successor_id)}
    names = organization.names_on(session, ids, today)
    codes = session.execute(
        select(Organization.id, Organization.code).where(Organization.id.in_(ids))
    )
    return {unit_id: (code, names.get(unit_id, code)) for unit_id, code in codes}


def _officers(unit: Organization, today: date) -> Sequence[tuple[str, date]]:
    """Name who acts for the unit itself today, and since when."""
    rows = current.session().execute(
        select(Account.name, AccountRole.valid_from)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.role == Role.OFFICER, AccountRole.organization_id == unit.id)
        .where(AccountRole.valid_from <= today, Account.disabled_at.is_(None))
        .where(or_(AccountRole.valid_until.is_(None), AccountRole.valid_until > today))
        .order_by(AccountRole.valid_from, Account.id)
    )
    return [(name, since) for name, since in rows]


def _agreements(path: Sequence[int], today: date) -> Sequence[tuple[Agreement, str]]:
    """List agreements in force that cover the unit or one above it, and do not leave it out."""
    session = current.session()
    rows = session.execute(
        select(Agreement, Partner.name)
        .join(Partner, Partner.id == Agreement.partner_id)
        .where(Agreement.id.in_(agreements_covering(path, today)))
        .where(Agreement.is_draft.is_(False), Agreement.valid_from <= today)
        .where(or_(Agreement.valid_until.is_(None), Agreement.valid_until > today))
        .where(or_(Agreement.terminated_on.is_(None), Agreement.terminated_on > today))
        .order_by(Agreement.valid_until, Agreement.id)
        .limit(MOST_AGREEMENTS)
    )
    named = [(agreement, partner) for agreement, partner in rows]
    coverings = coverings_of(session, (agreement.id for agreement, _partner in named))
    return [each for each in named if coverings[each[0].id].covers(path, today)]
