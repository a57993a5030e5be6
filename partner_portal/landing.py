"""Where a card's address leads: to the sale for a counter, to a plain answer for anybody else."""

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits.access import Permission
from benefits.cards import Look, Medium, as_it_stands, normalize, shown
from benefits.cards.tokens import TokenRefused, parse
from benefits.web import allow, current, typed_codes
from benefits.web.browsers import in_chrome, this_browser
from benefits.web.filters import moment_over
from benefits.web.guarding import NotSignedIn
from partner_portal import looking, scope
from partner_portal.forms import CodeForm
from partner_portal.phone import this_phone
from partner_portal.selling import new_form, sale_page

pages = Blueprint("landing", __name__)


@pages.get("/q/<path:token>")
@allow(Permission.ANYONE)
def card(token: str) -> ResponseReturnValue:
    if looking.stands_at_a_counter():
        return _sale(token)
    if "X-Fragment" in request.headers:
        raise NotSignedIn  # a scanner whose shift has ended must not show the strangers' answer
    return _for_anybody(token)


@pages.get("/ma")
@allow(Permission.VERIFY_CARD)
def code_form() -> ResponseReturnValue:
    return render_template("partner_portal/code.html", form=CodeForm())


@pages.post("/ma")
@allow(Permission.VERIFY_CARD)
def code() -> ResponseReturnValue:
    """Take a typed code, or the whole address that a hardware scanner types."""
    form = CodeForm()
    if form.is_sent() and (until := typed_codes.waits_until(form.code.data or "")):
        return _wait(form, until)
    card = _card_in(form.code.data or "") if form.is_sent() else None
    if card is not None:
        return redirect(url_for(".card", token=card), 303)
    if not form.errors:
        typed_codes.note_unknown(form.code.data or "")
        form.blame("code", _("Mã này không đúng. Xem lại 11 ký tự in dưới mã QR."))
    return render_template("partner_portal/code.html", form=form), 422


def _card_in(text: str) -> str | None:
    """Return the token or the code in what was typed; a slip in typing is said at once."""
    try:
        return parse(text).text
    except TokenRefused:
        known = text if _is_foreign_code(text) else None
        return as_it_stands(text) or known or normalize(text)


def _is_foreign_code(text: str) -> bool:
    """Cards that came with codes of their own keep them; only the register knows those."""
    return "/" not in text and looking.checked(text, current.now()).card is not None


def _sale(token: str) -> ResponseReturnValue:
    now = current.now()
    if until := typed_codes.waits_until(token):
        return _wait(CodeForm(formdata=None), until)
    checked = looking.checked(token, now)
    looking.note(checked)
    if checked.card is None:
        typed_codes.note_unknown(token)
    status = 200 if checked.card is not None else 404
    return sale_page(checked, new_form(checked, token, now), status)


def _wait(form: CodeForm, until: datetime) -> ResponseReturnValue:
    form.blame(
        "code",
        _(
            "Đã gõ quá nhiều mã không có thẻ. Quét mã QR, hoặc gõ lại sau %(until)s.",
            until=moment_over(until),
        ),
    )
    return render_template("partner_portal/code.html", form=form), 429


def _for_anybody(token: str) -> ResponseReturnValue:
    """Tell how the card stands and who issued it, and nothing about its owner."""
    look = _glanced(token)
    looking.note(look)
    here = url_for(".card", token=token, _external=True)
    body = render_template(
        "partner_portal/landing.html",
        look=look,
        code=_typed_code(look),
        phone=this_phone(),
        browser=this_browser(),
        here=here,
        chrome=in_chrome(here),
        staff=url_for("shifts.page", tiep=request.path),
    )
    return body, 200 if look.card is not None else 404


def _typed_code(look: Look) -> str | None:
    """Show what is printed on a card; a phone's only while the phone itself shows the token.

    Its typed code never changes, and an old picture of the screen must not tell it.
    """
    if look.card is None or (look.card.medium is Medium.PHONE and not look.is_good):
        return None
    return shown(scope.typed_code(look.card.index))


def _glanced(token: str) -> Look:
    """Look at a token; a bare code is for counters, so that nobody tries codes out here."""
    try:
        return looking.glanced(parse(token).text)
    except TokenRefused:
        return looking.glanced("")
