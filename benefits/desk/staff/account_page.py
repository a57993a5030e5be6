"""One account: where it acts and since when, where it is signed in, what was done to it."""

from dataclasses import dataclass
from datetime import date

from benefits import audit
from benefits.access import Account, AccountRole, Device, Role, WebSession, sessions
from benefits.audit import Noted
from benefits.desk.staff import account_places, account_scope
from benefits.desk.staff.account_forms import EndForm
from benefits.desk.staff.account_list import state_of
from benefits.periods import day_of
from benefits.web import current
from benefits.web.lists import Badge


@dataclass(frozen=True, slots=True)
class Held:
    """A role within reach; `may_end` says that the officer may end it or hand it over."""

    role: AccountRole
    place: str
    is_over: bool
    is_to_come: bool
    may_end: bool

    @property
    def is_union(self) -> bool:
        return self.role.role is Role.OFFICER


@dataclass(frozen=True, slots=True)
class AccountPage:
    account: Account
    state: Badge
    is_below: bool
    is_own: bool
    held: list[Held]
    browsers: list[tuple[WebSession, Device | None]]
    history: list[Noted]
    end: EndForm
    today: date


def of(account: Account) -> AccountPage:
    """Gather the page of an account; what it does elsewhere is no business of the officer's."""
    session, now = current.session(), current.now()
    held = _held(account, day_of(now))
    rows = session.execute(sessions.sessions_of(account.id, now))
    return AccountPage(
        account=account,
        state=state_of(account, acts=any(not (each.is_over or each.is_to_come) for each in held)),
        is_below=not account_scope.outsiders([account.id]),
        is_own=account.id == current.actor().account_id,
        held=held,
        browsers=[(row, device) for row, device in rows],
        history=audit.about(session, "accounts", account.id),
        end=EndForm(formdata=None),
        today=day_of(now),
    )


def _held(account: Account, today: date) -> list[Held]:
    roles = account_scope.roles(account.id)
    names = account_places.of_roles([role for role, _ in roles])
    is_own = account.id == current.actor().account_id
    return [
        Held(
            role,
            names[role.id],
            is_over=role.valid_until is not None and role.valid_until <= today,
            is_to_come=role.valid_from > today,
            may_end=is_below or is_own,
        )
        for role, is_below in roles
    ]
