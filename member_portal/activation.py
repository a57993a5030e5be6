"""The first way in: the two codes of a printed letter, then a PIN of one's own and consent.

Opening the page uses nothing up. The first form proves that somebody holds the letter, which the
browser's signed cookie remembers for half an hour; the second uses the letter.
"""

from datetime import timedelta
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField
from wtforms.validators import Length

from benefits import audit
from benefits.access import (
    ActivationLetter,
    ConsentDecision,
    ConsentMedium,
    Permission,
    Refused,
    activation,
    consents,
    passwords,
)
from benefits.errors import Refusal
from benefits.members import Member, merging
from benefits.web import Form, allow, current, required, sign_in, sign_out, text_field
from benefits.web.browsers import this_browser
from benefits.web.filters import moment_over
from benefits.web.languages import language
from benefits.web.telling import told
from benefits.wording import consent
from member_portal import phone_here, scope

pages = Blueprint("activation", __name__, url_prefix="/kich-hoat")

PROOF_LASTS: Final = timedelta(minutes=30)
LETTER, PROVED_AT = "letter", "letter_proved_at"


class LetterForm(Form):
    card_code = text_field(_l("Mã thẻ"), required(_l("Hãy gõ mã thẻ trong thư.")), Length(max=60))
    letter_code = text_field(
        _l("Mã kích hoạt"), required(_l("Hãy gõ mã kích hoạt trong thư.")), Length(max=60)
    )


class StartForm(Form):
    chosen = PasswordField(_l("Chọn mã PIN"), [required(_l("Hãy chọn 6 chữ số."))])
    again = PasswordField(_l("Gõ lại mã PIN"), [required(_l("Hãy gõ lại 6 chữ số đó."))])
    agrees = BooleanField(
        _l("Tôi đã đọc và đồng ý"),
        # A browser that asks for the tick itself keeps the six digits typed twice.
        [required(_l("Cần đồng ý mới mở được trên điện thoại. Thẻ in vẫn dùng được."))],
    )


@pages.get("")
@allow(Permission.ANYONE)
def page() -> ResponseReturnValue:
    """Ask for the codes of a letter; on a family's phone, first say whose card is open."""
    if current.actor().is_signed_in:
        return render_template(
            "member_portal/activation/in_use.html", name=scope.member().full_name
        )
    return _letter(LetterForm(), is_after_another="khac" in request.args)


@pages.post("/the-khac")
@allow(Permission.ANYONE)
def another() -> ResponseReturnValue:
    """Sign out, so that the letter that was scanned opens its own card; its codes stay."""
    phone_here.leave_behind()
    sign_out()
    return phone_here.forget(redirect(url_for(".page", khac=1), 303))


@pages.post("")
@allow(Permission.ANYONE)
def prove() -> ResponseReturnValue:
    """Check both codes; failures are kept, whatever the answer."""
    form = LetterForm()
    if not form.is_sent() or not _proves(form):
        return _letter(form), 422
    return redirect(url_for(".choose"), 303)


@pages.get("/ma-pin")
@allow(Permission.ANYONE)
def choose() -> ResponseReturnValue:
    if current.actor().is_signed_in:
        return redirect(url_for("card.page"), 303)
    letter = _proved_letter()
    return _again() if letter is None else _chosen(letter, StartForm())


@pages.post("/ma-pin")
@allow(Permission.ANYONE)
def start() -> ResponseReturnValue:
    """Use the letter up and sign in; sent twice, the second leads where the first did."""
    if current.actor().is_signed_in:
        return redirect(url_for("card.page"), 303)
    letter, form = _proved_letter(), StartForm()
    if letter is None:
        return _again()
    if not form.is_sent() or not _starts(letter, form):
        return _chosen(letter, form), 422
    flash(_("Xong. Lần sau đăng nhập bằng mã thẻ và mã PIN vừa chọn."), "good")
    own = redirect(url_for("card.page"), 303)
    return phone_here.forget(own) if phone_here.was_anothers() else own


def _proves(form: LetterForm) -> bool:
    card_code, letter_code = form.card_code.data or "", form.letter_code.data or ""
    record = scope.member_of_code(card_code)
    answer = activation.prove(
        current.session(),
        None if record is None else scope.whose_letter(record, letter_code),
        letter_code,
        card_code=card_code,
        now=current.now(),
        address=current.address(),
    )
    if isinstance(answer, Refused):
        form.blame("letter_code", told(answer.code, {"until": moment_over(answer.until)}))
        return False
    cookie[LETTER], cookie[PROVED_AT] = answer.id, int(current.now().timestamp())
    return True


def _proved_letter() -> ActivationLetter | None:
    """Return the letter this browser has proved to hold, not too long ago."""
    proved_at, letter_id = cookie.get(PROVED_AT, 0), cookie.get(LETTER)
    is_fresh = current.now().timestamp() - proved_at < PROOF_LASTS.total_seconds()
    if letter_id is None or not is_fresh:
        return None
    return current.session().get(ActivationLetter, letter_id)


def _starts(letter: ActivationLetter, form: StartForm) -> bool:
    member = _who(letter)
    if not _is_good_pin(member, form):
        return False
    session, now, pin = current.session(), current.now(), form.chosen.data or ""
    answer = activation.redeem(
        session,
        letter.id,
        pin,
        name=member.full_name,
        now=now,
        standing=member.id,
        others=merging.others_of(session, member.id),
    )
    if isinstance(answer, Refused):
        form.blame("chosen", told(answer.code))
        return False
    account, role = answer
    given, portal, spoken = ConsentDecision.GIVEN, ConsentMedium.PORTAL, language()
    by = account.id
    consents.decide(session, member.id, given, portal, by=by, now=now, language=spoken)
    sign_in(account, role)
    audit.note(session, account.id, "activated", "members", member.id, now=now)
    audit.note(session, account.id, "consent_given", "members", member.id, now=now)
    return True


def _who(letter: ActivationLetter) -> Member:
    """Return the record that stands for whoever a letter was written to."""
    session, own = current.session(), letter.member_id
    return session.get_one(Member, merging.survivors(session, [own]).get(own, own))


def _is_good_pin(member: Member, form: StartForm) -> bool:
    try:
        passwords.check_pin_of(form.chosen.data or "", birth=member.birth, phone=member.phone)
    except Refusal as refusal:
        form.blame("chosen", told(refusal.code, refusal.params))
        return False
    if form.chosen.data != form.again.data:
        form.blame("again", told("passwords_differ"))
        return False
    return True


def _letter(form: LetterForm, *, is_after_another: bool = False) -> str:
    return render_template(
        "member_portal/activation/letter.html",
        form=form,
        is_after_another=is_after_another,
        browser=this_browser(),
    )


def _chosen(letter: ActivationLetter, form: StartForm) -> str:
    return render_template(
        "member_portal/activation/start.html",
        form=form,
        name=_who(letter).full_name,
        text=consent.current(language()),
    )


def _again() -> ResponseReturnValue:
    flash(told("letter_proof_gone"), "warn")
    return redirect(url_for(".page"), 303)
