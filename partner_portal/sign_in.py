"""The way in for managers, by password; and the way out for everybody."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, audit
from benefits.access import Account, AccountRole, Face, Permission, Refused, Role
from benefits.web import allow, current, sign_in, sign_out, wanted_next, wanted_path
from benefits.web.filters import moment_over
from benefits.web.signed_in import no_role
from benefits.web.telling import told
from partner_portal import scope
from partner_portal.forms import SignInForm
from partner_portal.phone import this_phone, was_a_phone

pages = Blueprint("sign_in", __name__)


@pages.get("/dang-nhap")
@allow(Permission.ANYONE)
def page() -> ResponseReturnValue:
    """Lead a counter's phone to its own page, paired still or not, others to the manager's."""
    if current.actor().is_signed_in:
        return redirect(wanted_next(url_for("home.page")), 303)
    if this_phone() is not None or was_a_phone():
        return redirect(url_for("shifts.page", tiep=wanted_path()), 303)
    return manager()


@pages.get("/dang-nhap/quan-ly")
@allow(Permission.ANYONE)
def manager() -> ResponseReturnValue:
    if current.actor().is_a(Role.MANAGER):
        return redirect(wanted_next(url_for("home.page")), 303)
    return _page(SignInForm(tiep=wanted_path()))


@pages.post("/dang-nhap")
@pages.post("/dang-nhap/quan-ly")
@allow(Permission.ANYONE)
def submit() -> ResponseReturnValue:
    form = SignInForm()
    role = _role_of(form) if form.is_sent() else None
    if role is None:
        return _page(form, 422)
    sign_in(role[0], role[1])
    return redirect(wanted_next(url_for("home.page")), 303)


@pages.post("/dang-xuat")
@allow(Permission.ANYONE)
def leave() -> ResponseReturnValue:
    sign_out()
    return redirect(url_for(".page"), 303)


def refusal_text(refused: Refused) -> str:
    return told(refused.code, {"until": moment_over(refused.until)})


def _role_of(form: SignInForm) -> tuple[Account, AccountRole] | None:
    """Find who signs in and as what, or say beside a field why nobody does."""
    session = current.session()
    answer = access.sign_in(
        session,
        form.login.data or "",
        form.secret.data or "",
        now=current.now(),
        code=form.code.data or None,
        address=current.address(),
        is_typed=True,
    )
    if isinstance(answer, Refused):
        form.blame("secret", refusal_text(answer))
        return None
    if answer.needs_code:
        form.blame("code", _("Tài khoản này cần thêm mã trên ứng dụng xác thực."))
        return None
    role = scope.first_role(session, answer.account)
    if role is None:
        form.blame("secret", no_role(answer.account, Face.PARTNER))
        return None
    audit.note(session, answer.account.id, "signed_in", "account_roles", role.id, now=current.now())
    return answer.account, role


def _page(form: SignInForm, status: int = 200) -> ResponseReturnValue:
    asks_code = bool(form.code.data or form.code.errors)
    body = render_template("partner_portal/sign_in.html", form=form, asks_code=asks_code)
    return body, status
