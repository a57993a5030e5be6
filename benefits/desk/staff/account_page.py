"""One account: where it acts and since when, where it is signed in, what was done to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from benefits import audit
from benefits.access import (
    Account,
    AccountRole,
    Device,
    InvitationLetter,
    Role,
    WebSession,
    invitation,
    sessions,
    throttling,
)
from benefits.access.roles import is_over, was_taken_back
from benefits.audit import Noted
from benefits.desk.auditing import audit_reach
from benefits.desk.staff import account_list, account_places, account_scope
from benefits.desk.staff.account_forms import EndForm
from benefits.desk.staff.account_list import state_of
from benefits.periods import day_of
from benefits.web import current
from benefits.web.lists import Badge

ROLES: Final[Mapping[str, Any]] = {**account_list.ROLES, Role.CASHIER: _l("Thu ngân")}


@dataclass(frozen=True, slots=True)
class Held:
    """A role within reach; `may_end` says that the officer may end it or hand it over."""

    role: AccountRole
    place: str
    is_over: bool
    is_to_come: bool
    may_end: bool

    @property
    def was_taken_back(self) -> bool:
        return was_taken_back(self.role)

    @property
    def is_union(self) -> bool:
        return self.role.role is Role.OFFICER

    @property
    def kind(self) -> Any:
        return ROLES[self.role.role]


@dataclass(frozen=True, slots=True)
class AccountPage:
    account: Account
    state: Badge
    is_below: bool
    is_own: bool
    held: list[Held]
    browsers: list[tuple[WebSession, Device | None]]
    waits_until: datetime | None
    letter: InvitationLetter | None
    letter_until: date | None
    is_invitable: bool
    history: list[Noted]
    end: EndForm
    today: date


def of(account: Account) -> AccountPage:
    """Gather the page of an account; what it does elsewhere is no business of the officer's."""
    session, now = current.session(), current.now()
    held = _held(account, day_of(now))
    is_below = not account_scope.outsiders([account.id])
    is_own = account.id == current.actor().account_id
    waits = throttling.waits_of(session, [account.login], now)
    letter = invitation.newest(session, [account.id]).get(account.id)
    days = [each.role.valid_from for each in held if not each.is_over]
    return AccountPage(
        account=account,
        state=state_of(account, min(days, default=None)),
        is_below=is_below,
        is_own=is_own,
        held=held,
        browsers=_browsers(account, held, sees_all=is_below or is_own),
        waits_until=waits.get(account.login),
        letter=letter,
        letter_until=day_of(letter.expires_at) if letter else None,
        is_invitable=bool(account_scope.invitable([account.id])),
        history=audit.about(
            session, "accounts", account.id, only=audit_reach.told_of_account(account.id)
        ),
        end=EndForm(formdata=None),
        today=day_of(now),
    )


def _browsers(
    account: Account, held: list[Held], *, sees_all: bool
) -> list[tuple[WebSession, Device | None]]:
    """List where an account is signed in; to others than its superiors in roles of theirs alone."""
    rows = current.session().execute(sessions.sessions_of(account.id, current.now()))
    here = {each.role.id for each in held if not each.is_over}
    return [(row, device) for row, device in rows if sees_all or row.role_id in here]


def _held(account: Account, today: date) -> list[Held]:
    roles = account_scope.roles(account.id)
    names = account_places.of_roles([role for role, _ in roles])
    is_own = account.id == current.actor().account_id
    return [
        Held(
            role,
            names[role.id],
            is_over=is_over(role, today),
            is_to_come=role.valid_from > today,
            may_end=is_below or is_own,
        )
        for role, is_below in roles
    ]
