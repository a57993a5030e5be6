"""One's own second factor: another phone, other recovery codes, for who knows and holds both."""

from datetime import timedelta
from typing import Final

from flask import Blueprint, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from benefits import access, audit
from benefits.access import Permission, Refused, second_factor, sessions
from benefits.desk.entry.second_factor import drawn
from benefits.desk.entry.sign_in import sentence_for
from benefits.desk.forms import NewPhoneForm, ProofForm
from benefits.errors import Conflict
from benefits.web import allow, current
from benefits.web.telling import told

pages = Blueprint("new_phone", __name__, url_prefix="/toi/xac-thuc")

CANDIDATE, SHOWN_AT = "new_phone", "new_phone_shown_at"
# Whoever sat at this browser before may have kept a photo; an app that is fetched takes a while.
SHOWN_AGAIN: Final = timedelta(minutes=15)


@pages.get("/")
@allow(Permission.OWN_ACCOUNT)
def form() -> ResponseReturnValue:
    moment = int(current.now().timestamp())
    if moment >= cookie.get(SHOWN_AT, 0) + SHOWN_AGAIN.total_seconds():
        cookie[CANDIDATE], cookie[SHOWN_AT] = second_factor.new_totp_secret(), moment
    return _page(NewPhoneForm())


@pages.get("/ma.png")
@allow(Permission.OWN_ACCOUNT)
def picture() -> ResponseReturnValue:
    return drawn(_candidate())


@pages.post("/")
@allow(Permission.OWN_ACCOUNT)
def submit() -> ResponseReturnValue:
    """Trust the new phone and show new recovery codes: only this answer ever bears them.

    The new phone is asked first, which proves nothing but spoils nothing either: the code of the
    old one, or a recovery code, is spent with the last step.
    """
    form, secret = NewPhoneForm(), _candidate()
    if not form.is_sent():
        return _page(form, 422)
    step = second_factor.step_of_code(secret, form.chosen.data or "", current.now())
    if step is None:
        form.blame("chosen", told("wrong_code"))
    if step is None or not _is_proved(form):
        return _page(form, 422)
    fresh = _moved(secret, step)
    return render_template("desk/recovery_codes.html", codes=fresh, where=url_for("home.page"))


@pages.get("/ma-du-phong")
@allow(Permission.OWN_ACCOUNT)
def codes() -> ResponseReturnValue:
    if current.account().totp_secret is None:
        return redirect(url_for(".form"))
    return render_template("desk/new_codes.html", form=ProofForm())


@pages.post("/ma-du-phong")
@allow(Permission.OWN_ACCOUNT)
def renew_codes() -> ResponseReturnValue:
    """Show ten new recovery codes: this answer is the only place they ever stand."""
    form, account = ProofForm(), current.account()
    if account.totp_secret is None:
        return redirect(url_for(".form"), 303)
    if not form.is_sent() or not _is_proved(form):
        return render_template("desk/new_codes.html", form=form), 422
    renewed = second_factor.renew_recovery_codes(current.session(), account)
    _note("recovery_codes_renewed")
    return render_template("desk/recovery_codes.html", codes=renewed, where=url_for("home.page"))


def _is_proved(form: ProofForm) -> bool:
    answer = access.prove_again(
        current.session(),
        current.account(),
        form.present.data or "",
        form.code.data or "",
        now=current.now(),
        address=current.address(),
    )
    if isinstance(answer, Refused):
        form.blame("code" if answer.code == "wrong_code" else "present", sentence_for(answer))
    return not isinstance(answer, Refused)


def _moved(secret: str, step: int) -> list[str]:
    """Let the new phone count and no other, and sign every other browser out."""
    session, account, row = current.session(), current.account(), current.actor().session
    act = "second_factor_on" if account.totp_secret is None else "second_factor_moved"
    fresh = second_factor.turn_on(session, account, secret, step)
    sessions.revoke_all(session, account.id, current.now(), but=row.token_hash if row else "")
    _note(act)
    for name in (CANDIDATE, SHOWN_AT):
        cookie.pop(name, None)
    return fresh


def _note(act: str) -> None:
    by = current.account().id
    audit.note(current.session(), by, act, "accounts", by, now=current.now())


def _candidate() -> str:
    secret = cookie.get(CANDIDATE)
    if not isinstance(secret, str):
        raise Conflict("set_up_anew")
    return secret


def _page(form: NewPhoneForm, status: int = 200) -> ResponseReturnValue:
    return render_template("desk/new_phone.html", form=form, secret=_candidate()), status
