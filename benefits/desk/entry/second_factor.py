"""Setting up the second factor: a QR for the phone's app, a first code, ten recovery codes."""

from io import BytesIO
from typing import Final

import qrcode
from flask import Blueprint, Response, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from benefits import audit
from benefits.access import Permission, second_factor
from benefits.desk.entry.sign_in import enter
from benefits.desk.forms import CodeForm
from benefits.errors import Conflict, NotFound
from benefits.web import allow, current, wanted_next, wanted_path
from benefits.web.telling import told

pages = Blueprint("second_factor", __name__)

ISSUER: Final = "Thẻ ưu đãi"
CANDIDATE: Final = "second_factor"


@pages.get("/dang-nhap/thiet-lap")
@allow(Permission.FINISH_SIGN_IN)
def form() -> ResponseReturnValue:
    if current.account().totp_secret is not None:
        return redirect(url_for("sign_in.code_form"))
    cookie.setdefault(CANDIDATE, second_factor.new_totp_secret())
    return _page(CodeForm(tiep=wanted_path()))


@pages.get("/dang-nhap/thiet-lap/ma.png")
@allow(Permission.FINISH_SIGN_IN)
def picture() -> ResponseReturnValue:
    return drawn(_candidate())


@pages.post("/dang-nhap/thiet-lap")
@allow(Permission.FINISH_SIGN_IN)
def submit() -> ResponseReturnValue:
    """Turn it on and show the recovery codes: this answer is the only place they ever stand."""
    form, secret, account = CodeForm(), _candidate(), current.account()
    step = second_factor.step_of_code(secret, form.code.data or "", current.now())
    if not form.is_sent() or step is None:
        form.blame("code", told("wrong_code"))
        return _page(form, 422)
    codes = second_factor.turn_on(current.session(), account, secret, step)
    audit.note(
        current.session(), account.id, "second_factor_on", "accounts", account.id, now=current.now()
    )
    enter(account)
    where = wanted_next(url_for("home.page"))
    return render_template("desk/recovery_codes.html", codes=codes, where=where)


def drawn(secret: str) -> Response:
    """Draw what the authenticator app of a phone reads to be set up with a secret."""
    address = second_factor.setup_address(secret, current.account(), ISSUER)
    picture = BytesIO()
    qrcode.make(address, border=4, box_size=6).save(picture, "PNG")
    return Response(picture.getvalue(), mimetype="image/png")


def _candidate() -> str:
    """The secret being set up; an account that has one is not given another this way."""
    if current.account().totp_secret is not None:
        raise NotFound
    secret = cookie.get(CANDIDATE)
    if not isinstance(secret, str):
        raise Conflict("set_up_anew")
    return secret


def _page(form: CodeForm, status: int = 200) -> ResponseReturnValue:
    body = render_template("desk/second_factor.html", form=form, secret=_candidate())
    return body, status
