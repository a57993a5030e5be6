"""Giving an account one more role, and ending one, on the day that was decided."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access
from benefits.access import Account, AccountRole, Permission, Shift, shifts
from benefits.desk.staff import account_scope, first_passwords
from benefits.desk.staff.account_forms import EndForm, Kind, RoleForm, kind_of
from benefits.desk.staff.account_notes import note_role
from benefits.errors import Conflict, NotFound, Refusal
from benefits.periods import ONE_DAY, day_of
from benefits.web import allow, current
from benefits.web.telling import told

pages = Blueprint("account_roles", __name__, url_prefix="/tai-khoan")


@pages.get("/<int:account_id>/giao/<kind>")
@allow(Permission.MANAGE_ACCOUNTS)
def new(account_id: int, kind: str) -> ResponseReturnValue:
    account, what = account_scope.account(account_id), kind_of(kind)
    form = RoleForm(place=request.args.get(what.parameter, ""), since=day_of(current.now()))
    return _form_page(account, what, form)


@pages.post("/<int:account_id>/giao/<kind>")
@allow(Permission.MANAGE_ACCOUNTS)
def give(account_id: int, kind: str) -> ResponseReturnValue:
    account, what, form = account_scope.account(account_id), kind_of(kind), RoleForm()
    role = _given(account, what, form) if form.is_sent() else None
    if role is None:
        return _form_page(account, what, form), 422
    note_role("role_given", account, role)
    flash(_("Đã giao vai trò cho %(name)s.", name=account.name), "good")
    return redirect(url_for("account.page", account_id=account.id), 303)


@pages.post("/vai-tro/<int:role_id>/ket-thuc")
@allow(Permission.MANAGE_ACCOUNTS)
def end(role_id: int) -> ResponseReturnValue:
    """End a role after its last day; without one, now."""
    role, is_superior = account_scope.role_to_end(role_id)
    form, account = EndForm(), current.session().get_one(Account, role.account_id)
    today = day_of(current.now())
    last = form.last_day.data if form.is_sent() else None
    day = max(last + ONE_DAY, today) if last else today
    try:
        account_scope.refuse_leaving_nobody(role, day, is_superior=is_superior)
        for each in (role, *account_scope.tills_of(role, day)):
            note_role("role_ended", account, each, ends_on=day.isoformat())
            access.end_role(current.session(), each, day)
        shifts.close_unheld(current.session(), current.now(), Shift.account_id == account.id)
    except Conflict as conflict:
        flash(told(conflict.code, conflict.params), "bad")
    else:
        flash(_("Vai trò của %(name)s đã được ghi ngày kết thúc.", name=account.name), "good")
    return redirect(url_for("account.page", account_id=account.id), 303)


def _given(account: Account, what: Kind, form: RoleForm) -> AccountRole | None:
    try:
        place = what.place_of(form.place.data or "", form.since.data)
        first_passwords.refuse_held_elsewhere(account)
        return access.give_role(
            current.session(),
            account,
            what.role,
            current.now(),
            valid_from=form.since.data,
            valid_until=form.until,
            **place,
        )
    except NotFound:
        form.blame("place", what.is_unknown)
    except Conflict as conflict:
        form.blame("place", told(conflict.code, conflict.params))
    except Refusal as refusal:
        form.blame("last_day", told(refusal.code, refusal.params))
    return None


def _form_page(account: Account, what: Kind, form: RoleForm) -> str:
    form.place.label.text = what.place
    return render_template("desk/accounts/role.html", account=account, form=form, what=what)
