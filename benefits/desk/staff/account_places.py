"""Where accounts act: names of the units and partners of their roles, and those to choose from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Select, select

from benefits import organization
from benefits.access import AccountRole
from benefits.access.roles import not_over_on
from benefits.desk import scope
from benefits.desk.staff import account_scope
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.web import current

MOST_CHOICES: Final = 300


def of_accounts(account_ids: Sequence[int]) -> dict[int, list[str]]:
    """Name where each account acts today or will, as far as the officer reaches."""
    today = day_of(current.now())
    roles = current.session().scalars(
        select(AccountRole)
        .where(
            AccountRole.account_id.in_(account_ids),
            not_over_on(today),
            account_scope.is_in_reach(own_unit=True),
        )
        .order_by(AccountRole.id)
    )
    found = list(roles)
    names = of_roles(found)
    places: dict[int, list[str]] = {}
    for role in found:
        places.setdefault(role.account_id, []).append(names[role.id])
    return places


def of_roles(roles: Iterable[AccountRole]) -> Mapping[int, str]:
    """Name the unit, the partner or the outlet of each role."""
    session, listed = current.session(), list(roles)
    units = organization.names_on(
        session,
        [role.organization_id for role in listed if role.organization_id is not None],
        day_of(current.now()),
    )
    partners = _names(select(Partner.id, Partner.name), {role.partner_id for role in listed})
    outlets = _names(select(Outlet.id, Outlet.name), {role.outlet_id for role in listed})
    return {
        role.id: units.get(role.organization_id or 0)
        or partners.get(role.partner_id or 0)
        or outlets.get(role.outlet_id or 0, "")
        for role in listed
    }


def _names(named: Select[int, str], ids: set[int | None]) -> Mapping[int, str]:
    wanted = [each for each in ids if each is not None]
    if not wanted:
        return {}
    rows = current.session().execute(named.where(named.selected_columns[0].in_(wanted)))
    return dict(rows.all())


def units() -> list[tuple[str, str]]:
    """Codes and names to choose from while typing; a longer list would only slow the page."""
    own, today = scope.organization_id(), day_of(current.now())
    outline = organization.outline(current.session(), own, today)
    return [(unit.code, unit.name) for unit in outline[:MOST_CHOICES]]


def partners(among: Select[Partner] | None = None) -> list[tuple[str, str]]:
    """List those looked after, or some others."""
    found = account_scope.partners() if among is None else among
    chosen = found.order_by(Partner.code).limit(MOST_CHOICES)
    return [(partner.code, partner.name) for partner in current.session().scalars(chosen)]
