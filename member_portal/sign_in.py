"""The way in: the code that is printed on the card, and a PIN."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import access, audit
from benefits.access import Permission, Refused, Signed
from benefits.access.logins import login_of_member
from benefits.web import allow, current, sign_in, sign_out, wanted_next, wanted_path
from benefits.web.filters import moment_over
from benefits.web.telling import told
from member_portal import phone_here, scope
from member_portal.forms import SignInForm

pages = Blueprint("sign_in", __name__)

SURE: Final = "chac-chan"


@pages.get("/dang-nhap")
@allow(Permission.ANYONE)
def form() -> ResponseReturnValue:
    if current.actor().is_signed_in:
        return redirect(url_for("card.page"), 303)
    return _page(SignInForm(tiep=wanted_path()))


@pages.post("/dang-nhap")
@allow(Permission.ANYONE)
def submit() -> ResponseReturnValue:
    form = SignInForm()
    if not form.is_sent() or not _enters(form):
        return _page(form), 422
    if phone_here.was_anothers():  # the own page lets go of the codes that are kept here
        return phone_here.forget(redirect(url_for("card.page"), 303))
    return redirect(wanted_next(url_for("card.page")), 303)


def _page(form: SignInForm) -> str:
    here = phone_here.out_of_the_app(url_for(".form", _external=True))
    return render_template("member_portal/sign_in.html", form=form, **here)


@pages.get("/dang-xuat")
@allow(Permission.ANYONE)
def leaving() -> ResponseReturnValue:
    """Ask whoever has the card on this phone: signing out takes it off."""
    if not phone_here.has_own_card():
        return redirect(url_for(".form"), 303)
    return render_template("member_portal/leaving.html", sure=SURE)


@pages.post("/dang-xuat")
@allow(Permission.ANYONE)
def leave() -> ResponseReturnValue:
    """Sign out; a card on this phone goes too, with every code it has kept."""
    has_card = phone_here.has_own_card()
    if has_card and SURE not in request.form:
        return redirect(url_for(".leaving"), 303)
    phone_here.leave_behind()
    sign_out()
    if has_card:
        flash(_("Đã đăng xuất và gỡ thẻ khỏi máy này. Thẻ in không bị ảnh hưởng."), "good")
    return phone_here.forget(redirect(url_for(".form"), 303))


def _enters(form: SignInForm) -> bool:
    """Let the member in, or say beside the PIN why not; failures are kept either way."""
    answer = _checked(form.code.data or "", form.pin.data or "")
    if isinstance(answer, Refused):
        code = "wrong_card_or_pin" if answer.code == "wrong" else answer.code
        form.blame("pin", told(code, {"until": moment_over(answer.until)}))
        return False
    account, role = answer.account, scope.first_role(answer.account)
    if role is None:
        form.blame("pin", told("no_role"))
        return False
    sign_in(account, role)
    session, now = current.session(), current.now()
    audit.note(session, account.id, "signed_in", "account_roles", role.id, now=now)
    return True


def _checked(code: str, pin: str) -> Signed | Refused:
    """Check code and PIN; a card that nobody has takes as long and is answered alike."""
    record, session = scope.member_of_code(code), current.session()
    login = f"card:{code}" if record is None else login_of_member(scope.who_signs_in(record))
    return access.sign_in(
        session,
        login,
        pin,
        now=current.now(),
        address=current.address(),
        known_browser=None if record is None else phone_here.known_as_phone_of(record),
    )
