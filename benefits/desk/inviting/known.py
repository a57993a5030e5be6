"""What the register knows of the people and places of a list, asked once for all of its rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from benefits import organization
from benefits.access import Account, AccountRole, Role
from benefits.access.roles import not_over_on
from benefits.desk import scope
from benefits.desk.inviting.rows import Asked
from benefits.desk.staff import account_scope, first_passwords
from benefits.organization import Organization
from benefits.partners import Partner
from benefits.periods import day_of
from benefits.web import current

PlaceOf = tuple[Role, int]


class Known:
    """Units and partners by code, accounts by login, and who acts where from a day on."""

    def __init__(self, rows: Sequence[Asked], day: date) -> None:
        self._day = day
        codes = {row.code for row in rows}
        self.units, self.closed = self._units(codes)
        self.partners = self._partners(codes)
        logins = {login for row in rows if (login := row.known_as)}
        theirs = select(Account).where(Account.login.in_(logins))
        self.accounts = {each.login: each for each in current.session().scalars(theirs)}
        self.reached = self._reached()
        self.held_elsewhere = first_passwords.held_elsewhere(
            [each.id for each in self.accounts.values()]
        )
        self.held = self._held()
        self.officers = self._officers()

    def _units(self, codes: set[str]) -> tuple[Mapping[str, tuple[int, str]], set[str]]:
        session = current.session()
        found = select(Organization.code, Organization.id).where(
            Organization.code.in_(codes), Organization.id.in_(scope.unit_ids())
        )
        ids: dict[str, int] = dict(session.execute(found).all())
        still = organization.open_on(max(self._day, day_of(current.now()))).where(
            organization.Placement.organization_id.in_(ids.values())
        )
        is_open = set(session.scalars(still))
        names = organization.names_on(session, ids.values(), self._day)
        units = {code: (each, names.get(each) or code) for code, each in ids.items()}
        return units, {code for code, each in ids.items() if each not in is_open}

    def _partners(self, codes: set[str]) -> Mapping[str, tuple[int, str]]:
        found = account_scope.partners().where(Partner.code.in_(codes))
        return {each.code: (each.id, each.name) for each in current.session().scalars(found)}

    def _reached(self) -> set[int]:
        ids = [each.id for each in self.accounts.values()]
        mine = account_scope.accounts().where(Account.id.in_(ids))
        return set(current.session().scalars(mine.with_only_columns(Account.id)))

    def _held(self) -> set[tuple[int, PlaceOf]]:
        """Which account holds what already, on the day or after it."""
        ids = [each.id for each in self.accounts.values()]
        roles = select(AccountRole).where(AccountRole.account_id.in_(ids), not_over_on(self._day))
        return {
            (role.account_id, (role.role, role.organization_id or role.partner_id or 0))
            for role in current.session().scalars(roles)
        }

    def _officers(self) -> Mapping[tuple[int, str], Account]:
        """Officers of the listed units, by unit and folded name."""
        ids = [unit_id for unit_id, _name in self.units.values()]
        found = (
            select(Account, AccountRole.organization_id)
            .join(AccountRole, AccountRole.account_id == Account.id)
            .where(AccountRole.organization_id.in_(ids), not_over_on(self._day))
        )
        rows = current.session().execute(found)
        return {(unit_id or 0, account.name_key): account for account, unit_id in rows}
