"""Tokens of other programs: made for a purpose, shown once, revoked in one tap."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit
from benefits.access import ApiToken, Permission, machines
from benefits.desk.staff import account_places, token_list, token_scope
from benefits.desk.staff.token_form import TokenForm
from benefits.web import allow, current, lists

pages = Blueprint("tokens", __name__, url_prefix="/ma-truy-cap")
lists.offer_files(pages, token_list.asked, Permission.MANAGE_TOKENS)


@pages.get("/")
@allow(Permission.MANAGE_TOKENS)
def page() -> ResponseReturnValue:
    return render_template("desk/tokens/list.html", listing=lists.opened(token_list.asked()))


@pages.get("/them")
@allow(Permission.MANAGE_TOKENS)
def new() -> ResponseReturnValue:
    return _form_page(TokenForm())


@pages.post("/them")
@allow(Permission.MANAGE_TOKENS)
def issue() -> ResponseReturnValue:
    """Make a token and show it: this answer is the only place it ever stands."""
    form = TokenForm()
    places = form.places() if form.is_sent() else None
    if places is None:
        return _form_page(form), 422
    made, word = machines.issue_token(
        current.session(),
        name=form.name.data or "",
        purpose=form.purpose.data,
        permissions=form.permissions(),
        now=current.now(),
        created_by_id=current.actor().account_id,
        expires_at=form.ends_at,
        **places,
    )
    _note("token_issued", made, scopes=made.scopes.split(), **places)
    return render_template("desk/tokens/made.html", token=made, word=word)


@pages.post("/<int:token_id>/thu-hoi")
@allow(Permission.MANAGE_TOKENS)
def revoke(token_id: int) -> ResponseReturnValue:
    token = token_scope.token(token_id)
    machines.revoke_token(token, current.now())
    _note("token_revoked", token)
    flash(_("Đã thu hồi mã của %(name)s. Phần mềm đó không vào được nữa.", name=token.name), "good")
    return redirect(url_for(".page"), 303)


def _form_page(form: TokenForm) -> str:
    units, outlets = account_places.units(), token_scope.outlets()
    return render_template("desk/tokens/form.html", form=form, units=units, outlets=outlets)


def _note(act: str, token: ApiToken, **fields: object) -> None:
    by = current.actor().account_id
    audit.note(current.session(), by, act, "api_tokens", token.id, now=current.now(), fields=fields)
