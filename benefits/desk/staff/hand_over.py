"""Handing over after a congress: who leaves, who takes over, from which day, on one screen."""

from collections.abc import Sequence
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from benefits import access
from benefits.access import Account, AccountRole, Permission, Role
from benefits.access.roles import not_over_on
from benefits.desk import scope, unit_picker
from benefits.desk.staff import account_letters, account_places, account_scope, first_passwords
from benefits.desk.staff.account_forms import HandOverForm
from benefits.desk.staff.account_notes import note, note_role
from benefits.errors import DomainError, NotFound, Refusal
from benefits.folding import folded
from benefits.organization import Organization
from benefits.periods import ONE_DAY, day_of
from benefits.web import allow, current
from benefits.web.telling import told

BESIDE: Final = {
    "day_is_past": "day",
    "role_has_ended": "day",
    "successor_unnamed": "name",
    "successor_unknown": "name",
}

pages = Blueprint("hand_over", __name__, url_prefix="/ban-giao")


@pages.get("/")
@allow(Permission.MANAGE_ACCOUNTS)
def choose() -> ResponseReturnValue:
    """Show who acts for a unit, each with the way to hand over."""
    unit = scope.unit_or_own(request.args.get("donvi"))
    return render_template(
        "desk/accounts/leavers.html", leavers=_leavers(unit), picker=unit_picker.pick(unit)
    )


@pages.get("/<int:role_id>")
@allow(Permission.MANAGE_ACCOUNTS)
def form(role_id: int) -> ResponseReturnValue:
    role = _role(role_id)
    tomorrow = max(day_of(current.now()) + ONE_DAY, role.valid_from)
    return _page(role, HandOverForm(day=tomorrow))


@pages.post("/<int:role_id>")
@allow(Permission.MANAGE_ACCOUNTS)
def submit(role_id: int) -> ResponseReturnValue:
    role, form = _role(role_id), HandOverForm()
    done = _handed_over(role, form) if form.is_sent() else None
    if done is None:
        return _page(role, form), 422
    made, successor, secret = done
    if secret is not None:
        return account_letters.of(successor, secret, [made])
    flash(_("Đã ghi việc bàn giao cho %(name)s.", name=successor.name), "good")
    return redirect(url_for(".choose", donvi=_code_of(made)), 303)


def _role(role_id: int) -> AccountRole:
    role, _is_superior = account_scope.role_to_end(role_id)
    if role.role is not Role.OFFICER:
        raise NotFound
    return role


def _handed_over(
    role: AccountRole, form: HandOverForm
) -> tuple[AccountRole, Account, str | None] | None:
    """Do it as one, or say beside a field why not and leave everything as it was."""
    session, leaver_id, day = current.session(), role.account_id, form.day.data
    if day is None:
        return None
    try:
        with session.begin_nested():
            successor, secret = _successor(form)
            leaver = session.get_one(Account, leaver_id)
            note_role("role_handed_over", leaver, role, to=successor.id, ends_on=str(day))
            made = access.hand_over(session, role, successor, day=day, now=current.now())
            note_role("role_given", successor, made, instead_of=leaver_id)
    except DomainError as refusal:
        form.blame(BESIDE.get(refusal.code, "login"), told(refusal.code))
        return None
    return made, successor, secret


def _successor(form: HandOverForm) -> tuple[Account, str | None]:
    """Find who takes over by login, or make an account and its first secret."""
    login, session = form.login.data or "", current.session()
    name = form.name.data or ""
    if found := access.person_account(session, login):
        is_known = account_scope.is_reached(found.id)
        if not name and not is_known:
            raise Refusal("successor_unknown")
        if name and folded(name) != folded(found.name):
            raise Refusal("successor_is_another")
        first_passwords.refuse_held_elsewhere(found)
        return found, None
    if not name:
        raise Refusal("successor_unnamed")
    made = access.open_account(session, login=login, name=name, now=current.now())
    note("account_added", made[0])
    return made


def _leavers(unit: Organization) -> Sequence[tuple[Account, AccountRole, bool]]:
    """Officers of a unit now or later, and whether this officer may hand over for them."""
    rows = current.session().execute(
        select(Account, AccountRole)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.organization_id == unit.id, not_over_on(day_of(current.now())))
        .order_by(AccountRole.valid_from, Account.name_key)
    )
    is_below, own = unit.id != scope.organization_id(), current.actor().account_id
    return [(account, role, is_below or account.id == own) for account, role in rows]


def _page(role: AccountRole, form: HandOverForm) -> str:
    return render_template(
        "desk/accounts/hand_over.html",
        form=form,
        role=role,
        leaver=current.session().get_one(Account, role.account_id),
        place=account_places.of_roles([role])[role.id],
    )


def _code_of(role: AccountRole) -> str:
    return current.session().get_one(Organization, role.organization_id).code
