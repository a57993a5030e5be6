"""The list of accounts: who acts where, and how each account stands."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.access import Account, AccountRole
from benefits.access.roles import holds_on
from benefits.desk import account_scope, scope
from benefits.partners import Partner
from benefits.periods import day_of
from benefits.web import current

PAGE = 50
MOST_CHOICES = 300


@dataclass(frozen=True, slots=True)
class Line:
    """An account as the list shows it; `is_below` says that its first secret may be renewed."""

    account: Account
    places: tuple[str, ...]
    is_below: bool


@dataclass(frozen=True, slots=True)
class Listing:
    lines: list[Line]
    after: int | None


def listed(typed: str, after: int) -> Listing:
    """A page of accounts, by key; `typed` looks into names and logins."""
    session = current.session()
    chosen = account_scope.accounts().where(Account.id > after).order_by(Account.id)
    if typed:
        chosen = chosen.where(
            Account.name.icontains(typed, autoescape=True)
            | Account.login.icontains(typed, autoescape=True)
        )
    found = session.scalars(chosen.limit(PAGE + 1)).all()
    shown = found[:PAGE]
    places = _places(session, [account.id for account in shown])
    lines = [
        Line(account, tuple(places.get(account.id, ())), account_scope.is_below(account.id))
        for account in shown
    ]
    return Listing(lines, shown[-1].id if len(found) > PAGE else None)


def units() -> list[tuple[str, str]]:
    """Codes and names to choose from while typing; a longer list would only slow the page."""
    own, today = scope.organization_id(), day_of(current.now())
    outline = organization.outline(current.session(), own, today)
    return [(unit.code, unit.name) for unit in outline[:MOST_CHOICES]]


def partners() -> list[tuple[str, str]]:
    chosen = account_scope.partners().order_by(Partner.code).limit(MOST_CHOICES)
    return [(partner.code, partner.name) for partner in current.session().scalars(chosen)]


def _places(session: Session, account_ids: list[int]) -> dict[int, list[str]]:
    """Name where each account acts today."""
    today = day_of(current.now())
    roles = session.scalars(
        select(AccountRole)
        .where(AccountRole.account_id.in_(account_ids), holds_on(today))
        .order_by(AccountRole.id)
    ).all()
    units = [role.organization_id for role in roles if role.organization_id is not None]
    names = organization.names_on(session, units, today)
    shops = [role.partner_id for role in roles if role.partner_id is not None]
    partners = session.execute(select(Partner.id, Partner.name).where(Partner.id.in_(shops))).all()
    by_key: dict[int, str] = dict(partners)
    places: dict[int, list[str]] = {}
    for role in roles:
        name = names.get(role.organization_id or 0) or by_key.get(role.partner_id or 0)
        if name:
            places.setdefault(role.account_id, []).append(name)
    return places
