"""The card on this phone: shown full screen, got with one tap, taken off with another."""

from typing import Final

from flask import Blueprint, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import HiddenField

from benefits import audit
from benefits.access import Permission
from benefits.access.words import new_word
from benefits.cards import allowing, phones
from benefits.errors import Invalid
from benefits.web import Form, allow, current
from member_portal import phone_answers, phone_here, scope
from member_portal.phone_words import words

pages = Blueprint("phone", __name__, url_prefix="/dien-thoai")

LONGEST_WORD: Final = 100


class GetForm(Form):
    """`word` is made when the form is shown, so that sending it again is harmless."""

    word = HiddenField()


@pages.get("")
@allow(Permission.ANYONE)
def page() -> ResponseReturnValue:
    """Show the card; the page itself knows nobody, so that any phone may keep it."""
    return shell()


def shell() -> str:
    return render_template("member_portal/phone_card.html", words=words())


@pages.get("/ma")
@allow(Permission.SEE_OWN_CARD)
def codes() -> ResponseReturnValue:
    """Give the phone its next codes, or the reason why it has a card no more."""
    held = phone_here.on_phone()
    if held is not None:
        who, index, now = held.card.member_id, held.card.index, current.now()
        current.after_read(lambda session: phones.note_seen(session, who, index, now))
    return jsonify(phone_answers.answer_to(held))


@pages.get("/ma/con-khong")
@allow(Permission.ANYONE)
def ended() -> ResponseReturnValue:
    """Tell a phone that is signed out whether its card is one no more, nor the codes it keeps."""
    return jsonify(phone_answers.answer_signed_out(phone_here.ended()))


@pages.get("/lay")
@allow(Permission.SEE_OWN_CARD)
def offer() -> ResponseReturnValue:
    return _get_page(GetForm(formdata=None, data={"word": new_word()}))


@pages.post("/lay")
@allow(Permission.KEEP_PHONE_CARD)
def get() -> ResponseReturnValue:
    """Put the card on this phone; wherever it was before, it stops there."""
    form, session, now = GetForm(), current.session(), current.now()
    secret = form.word.data or ""
    if not form.is_sent() or len(secret) > LONGEST_WORD:
        raise Invalid
    member_id, by = scope.member_id(), current.actor().account_id
    if phones.held(session, member_id, secret) is None:
        if allowing.objection(session, member_id, now):
            return _get_page(form, 422)
        card = phones.get_on_phone(
            session,
            member_id,
            secret,
            name=phone_here.name(),
            by=by,
            now=now,
            instead_of=phone_here.word() or "",
        )
        audit.note(session, by, "phone_card_got", "cards", card.index, now=now)
    return phone_here.remember(redirect(url_for(".page"), 303), secret)


@pages.get("/go")
@allow(Permission.SEE_OWN_CARD)
def leaving() -> ResponseReturnValue:
    return render_template("member_portal/phone_remove.html", state=phone_here.state())


@pages.post("/go")
@allow(Permission.KEEP_PHONE_CARD)
def remove() -> ResponseReturnValue:
    """Take the card off the phone it is on, be it this one or another; its codes stop at once."""
    phone_here.take_off()
    flash(_("Đã gỡ thẻ khỏi điện thoại. Các mã đã lưu trên máy đó không dùng được nữa."), "good")
    return phone_here.forget(redirect(url_for("card.page"), 303))


def _get_page(form: GetForm, status: int = 200) -> ResponseReturnValue:
    refused = allowing.objection(current.session(), scope.member_id(), current.now())
    said = phone_answers.said(refused) if refused else None
    state, has_print = phone_here.state(), scope.has_good_print()
    ending = state.present.card if state.present else None
    ending = ending if ending and phone_here.renewable(ending) else None
    here = phone_here.out_of_the_app(url_for(".offer", _external=True))
    body = render_template(
        "member_portal/phone_get.html",
        form=form,
        said=said,
        state=state,
        has_print=has_print,
        ending=ending,
        **here,
    )
    return body, status
