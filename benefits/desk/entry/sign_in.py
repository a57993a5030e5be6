"""Signing in at the desk: a password, then the code of a phone, then the work."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from benefits import access, audit
from benefits.access import Account, AccountRole, Face, Permission, Refused, roles_of
from benefits.desk.forms import CodeForm, SignInForm
from benefits.periods import day_of
from benefits.web import allow, current, sign_in, sign_out, wanted_next, wanted_path
from benefits.web.filters import moment_over
from benefits.web.signed_in import no_role
from benefits.web.telling import told

pages = Blueprint("sign_in", __name__)


@pages.get("/dang-nhap")
@allow(Permission.ANYONE)
def form() -> ResponseReturnValue:
    if current.actor().is_signed_in:
        return redirect(url_for("home.page"))
    return render_template("desk/sign_in.html", form=SignInForm(tiep=wanted_path()))


@pages.post("/dang-nhap")
@allow(Permission.ANYONE)
def submit() -> ResponseReturnValue:
    form = SignInForm()
    if form.is_sent():
        answer = access.sign_in(
            current.session(),
            form.login.data or "",
            form.secret.data or "",
            now=current.now(),
            address=current.address(),
            is_typed=True,
        )
        if not isinstance(answer, Refused):
            return _go_on(form, answer.account, needs_code=answer.needs_code)
        form.blame("secret", sentence_for(answer))
    return render_template("desk/sign_in.html", form=form), 422


@pages.get("/dang-nhap/ma")
@allow(Permission.FINISH_SIGN_IN)
def code_form() -> ResponseReturnValue:
    if current.account().totp_secret is None:
        return redirect(url_for("second_factor.form", tiep=wanted_path()))
    return render_template("desk/code.html", form=CodeForm(tiep=wanted_path()))


@pages.post("/dang-nhap/ma")
@allow(Permission.FINISH_SIGN_IN)
def submit_code() -> ResponseReturnValue:
    form = CodeForm()
    if form.is_sent():
        answer = access.give_code(
            current.session(),
            current.account(),
            form.code.data or "",
            now=current.now(),
            address=current.address(),
        )
        if not isinstance(answer, Refused):
            enter(answer.account)
            return redirect(wanted_next(url_for("home.page")), 303)
        form.blame("code", sentence_for(answer, wrong="wrong_code"))
    return render_template("desk/code.html", form=form), 422


@pages.post("/dang-xuat")
@allow(Permission.ANYONE)
def leave() -> ResponseReturnValue:
    sign_out()
    return redirect(url_for(".form"), 303)


def enter(account: Account) -> bool:
    """Let an account in, in its eldest role here; it may have none."""
    role = first_role(current.session(), account)
    if role is None:
        return False
    sign_in(account, role)
    audit.note(
        current.session(), account.id, "signed_in", "account_roles", role.id, now=current.now()
    )
    return True


def first_role(session: Session, account: Account) -> AccountRole | None:
    return session.scalars(roles_of(account.id, Face.DESK, day_of(current.now()))).first()


def sentence_for(refused: Refused, wrong: str = "wrong") -> str:
    code = wrong if refused.code == "wrong" else refused.code
    return told(code, {"until": moment_over(refused.until)})


def _go_on(form: SignInForm, account: Account, *, needs_code: bool) -> ResponseReturnValue:
    """Lead someone whose password was right to the next step."""
    if first_role(current.session(), account) is None:
        form.blame("secret", no_role(account, Face.DESK))
        return render_template("desk/sign_in.html", form=form), 422
    if needs_code or (current.settings().totp_required and account.totp_secret is None):
        path = wanted_path()
        sign_in(account, None)
        return redirect(url_for(".code_form", tiep=path), 303)
    enter(account)
    return redirect(wanted_next(url_for("home.page")), 303)
