"""Accounts the officer looks after: the list of them, and letting somebody new in."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access
from benefits.access import Account, Added, Permission
from benefits.access.logins import normal_login
from benefits.desk.staff import account_letters, account_list, account_scope
from benefits.desk.staff.account_forms import AddForm, Kind, kind_of
from benefits.desk.staff.account_notes import note, note_role
from benefits.errors import Conflict, NotFound, Refusal
from benefits.periods import day_of
from benefits.web import allow, current, lists
from benefits.web.telling import told

pages = Blueprint("accounts", __name__, url_prefix="/tai-khoan")

lists.offer_files(pages, account_list.asked, Permission.MANAGE_ACCOUNTS)


@pages.get("/")
@allow(Permission.MANAGE_ACCOUNTS)
def page() -> ResponseReturnValue:
    listing = lists.opened(account_list.asked())
    return render_template("desk/accounts/list.html", listing=listing)


@pages.get("/<kind>/them")
@allow(Permission.MANAGE_ACCOUNTS)
def new(kind: str) -> ResponseReturnValue:
    what = kind_of(kind)
    place = request.args.get(what.parameter, "")
    return _form_page(what, AddForm(place=place, since=day_of(current.now())))


@pages.post("/<kind>/them")
@allow(Permission.MANAGE_ACCOUNTS)
def add(kind: str) -> ResponseReturnValue:
    """Make the account and show its letter: this answer is the only place its secret stands."""
    what, form = kind_of(kind), AddForm()
    added = _added(what, form) if form.is_sent() else None
    if added is None:
        return _form_page(what, form), 422
    note("account_added", added.account)
    note_role("role_given", added.account, added.role)
    return account_letters.of(added.account, added.secret, [added.role])


def _added(what: Kind, form: AddForm) -> Added | None:
    """Let somebody in, or say beside a field why not."""
    try:
        return access.add_person(
            current.session(),
            what.role,
            what.place_of(form.place.data or "", form.since.data),
            login=form.login.data or "",
            name=form.name.data or "",
            now=current.now(),
            since=form.since.data,
        )
    except NotFound:
        form.blame("place", what.is_unknown)
    except (Conflict, Refusal) as refusal:
        beside = "place" if refusal.code == "unit_not_open" else "login"
        form.blame(beside, told(refusal.code, refusal.params))
        if refusal.code == "login_taken" and not _known(form):
            form.blame("login", _("Nhờ cấp trên chung của hai nơi giao thêm vai trò."))
    return None


def _known(form: AddForm) -> Account | None:
    """Find the account within reach that has the login already: it only wants a role."""
    login = normal_login(form.login.data or "")
    return current.session().scalar(account_scope.accounts().where(Account.login == login))


def _form_page(what: Kind, form: AddForm) -> str:
    form.place.label.text = what.place
    known = _known(form) if form.login.errors else None
    return render_template("desk/accounts/form.html", form=form, what=what, known=known)
