"""Offers made, changed from a day on, withdrawn before they begin, and ended."""

from datetime import date
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from benefits import agreements as offering
from benefits.access import Permission
from benefits.agreements import (
    Agreement,
    Content,
    Offer,
    OfferVersion,
    Span,
    cautions,
    content_of,
    first_free_day,
    offerings_of,
    usual_category,
    version_on,
)
from benefits.desk.partnership import offer_page, partner_scope
from benefits.desk.partnership.agreement_forms import after, today, told
from benefits.desk.partnership.offer_forms import EndForm, OfferForm, VersionForm, filled_from
from benefits.desk.partnership.partner_notes import is_known, note
from benefits.desk.partnership.rule_rows import payer_names
from benefits.errors import DomainError
from benefits.partners import Partner, is_discreet, sounds_discreet
from benefits.periods import ONE_DAY
from benefits.web import allow, current
from benefits.web.filters import day

pages = Blueprint("offer_acts", __name__)
BLAMED: Final = {
    "offer_code_taken": "code",
    "category_of_other_kind": "category",
    "offer_outlet_unknown": "outlets",
    "version_span_empty": "last_day",
}
START: Final = "valid_from"
MORE: Final = "them"
IN_CONFIDENCE: Final = _l(
    "Nội dung này nghe như khám chữa bệnh, bán thuốc hoặc trợ giúp pháp lý. Nếu đúng, hãy đánh dấu "
    "ở trang đối tác, mục Sửa, trước lượt đầu tiên: tên người dùng sẽ không bao giờ hiện."
)


@pages.get("/thoa-thuan/<int:agreement_id>/uu-dai-moi")
@allow(Permission.MANAGE_PARTNERS)
def new(agreement_id: int) -> ResponseReturnValue:
    agreement = partner_scope.own_agreement(agreement_id)
    partner = current.session().get_one(Partner, agreement.partner_id)
    form = OfferForm(
        formdata=None,
        code=_next_code(partner),
        category=usual_category(partner.kind).value,
        trust=offering.Trust.TYPED_CODE.value,
        valid_from=max(today(), agreement.valid_from),
    )
    return _form(form, agreement)


@pages.post("/thoa-thuan/<int:agreement_id>/uu-dai-moi")
@allow(Permission.MANAGE_PARTNERS)
def make(agreement_id: int) -> ResponseReturnValue:
    agreement, form = partner_scope.own_agreement(agreement_id), OfferForm()
    _offer_choices(form, agreement)
    if form.add_rows(request.args.get(MORE)):
        return _form(form, agreement)
    made = _made(form, agreement) if form.is_sent() else None
    if made is None:
        return _form(form, agreement), 422
    flash(_("Đã thêm ưu đãi %(code)s.", code=made.code), "good")
    return redirect(url_for("offers.one", offer_id=made.id), 303)


@pages.get("/uu-dai/<int:offer_id>/phien-ban-moi")
@allow(Permission.MANAGE_PARTNERS)
def change(offer_id: int) -> ResponseReturnValue:
    offer, session, now = partner_scope.own_offer(offer_id), current.session(), today()
    agreement = session.get_one(Agreement, offer.agreement_id)
    speaking = version_on(offerings_of(session, [offer.code])[offer.code], now)
    mine = select(OfferVersion).where(OfferVersion.offer_id == offer.id)
    earliest = first_free_day(agreement, session.scalars(mine).all(), now)
    span = Span(max(earliest, agreement.valid_from), speaking.version_until)
    span = Span(span.since) if span.is_empty else span
    form = VersionForm(formdata=None, **filled_from(content_of(speaking), span))
    return _form(form, agreement, offer)


@pages.post("/uu-dai/<int:offer_id>/phien-ban-moi")
@allow(Permission.MANAGE_PARTNERS)
def add_version(offer_id: int) -> ResponseReturnValue:
    offer, form = partner_scope.own_offer(offer_id), VersionForm()
    agreement = current.session().get_one(Agreement, offer.agreement_id)
    _offer_choices(form, agreement)
    if form.add_rows(request.args.get(MORE)):
        return _form(form, agreement, offer)
    newest = select(func.max(OfferVersion.number)).where(OfferVersion.offer_id == offer.id)
    before = current.session().scalar(newest) or 0
    made = _succeeded(form, offer) if form.is_sent() else None
    if made is None:
        return _form(form, agreement, offer), 422
    if made.number > before:
        note("version_added", "offers", offer.id, number=made.number, day=made.valid_from)
    flash(_("Đã lập phiên bản %(number)s của ưu đãi.", number=made.number), "good")
    return redirect(url_for("offers.one", offer_id=offer.id), 303)


@pages.post("/uu-dai/<int:offer_id>/phien-ban/<int:version_id>/bo")
@allow(Permission.MANAGE_PARTNERS)
def withdraw(offer_id: int, version_id: int) -> ResponseReturnValue:
    version = partner_scope.own_version(offer_id, version_id)
    agreement_id = partner_scope.own_offer(offer_id).agreement_id
    number = version.number
    is_left = offering.withdraw(current.session(), version, today=today())
    note("version_withdrawn", "offers", offer_id, number=number)
    flash(_("Đã bỏ phiên bản chưa áp dụng."), "good")
    if is_left:
        return redirect(url_for("offers.one", offer_id=offer_id), 303)
    return redirect(url_for("agreements.one", agreement_id=agreement_id), 303)


@pages.post("/uu-dai/<int:offer_id>/ket-thuc")
@allow(Permission.MANAGE_PARTNERS)
def end(offer_id: int) -> ResponseReturnValue:
    offer, form = partner_scope.own_offer(offer_id), EndForm()
    until = after(form.last_day.data) if form.is_sent() else None
    if until is None:
        return _again(offer, form)
    try:
        is_news = offering.end(current.session(), offer, until, today=today())
    except DomainError as refusal:
        form.blame("last_day", told(refusal.code, **refusal.params))
        return _again(offer, form)
    if is_news:
        note("offer_ended", "offers", offer.id, last_day=form.last_day.data)
    flash(_("Đã ghi ngày kết thúc ưu đãi."), "good")
    return redirect(url_for("offers.one", offer_id=offer.id), 303)


def _made(form: OfferForm, agreement: Agreement) -> Offer | None:
    content, session = form.content(), current.session()
    if content is None:
        return None
    try:
        code, span, now = form.code.data or "", form.span(), current.now()
        was_known = is_known(Offer.code, code)
        made = offering.make_offer(session, agreement, code, content, span, now=now)
    except DomainError as refusal:
        _blame(form, refusal)
        return None
    if not was_known:
        note("offer_made", "offers", made.id)
        note("agreement_offer_made", "agreements", agreement.id, offer=made.code)
    _warn(content, agreement)
    return made


def _succeeded(form: VersionForm, offer: Offer) -> OfferVersion | None:
    content, session = form.content(), current.session()
    if content is None:
        return None
    before = offering.runs_until(session, offer)
    try:
        span, now = form.span(), current.now()
        made = offering.add_version(session, offer, content, span, today=today(), now=now)
    except DomainError as refusal:
        _blame(form, refusal)
        return None
    _warn(content, session.get_one(Agreement, offer.agreement_id))
    _warn_of_end(before, offering.runs_until(session, offer))
    return made


def _blame(form: VersionForm, refusal: DomainError) -> None:
    form.blame(BLAMED.get(refusal.code, START), told(refusal.code, **refusal.params))


def _warn(content: Content, agreement: Agreement) -> None:
    for each in cautions(content):
        flash(told(each.code), "warn")
    partner = current.session().get_one(Partner, agreement.partner_id)
    if partner.is_health is None and sounds_discreet(content.title) and not is_discreet(partner):
        flash(str(IN_CONFIDENCE), "warn")


def _warn_of_end(before: date | None, after: date | None) -> None:
    """Say it where a version of a few days ends an offer that would have gone on after them."""
    if after is None or (before is not None and before <= after):
        return
    last, first = day(after - ONE_DAY), day(after)
    told = _(
        "Sau ngày %(last)s ưu đãi này không còn áp dụng. Muốn trở lại mức trước, hãy lập thêm một "
        "phiên bản từ ngày %(first)s.",
        last=last,
        first=first,
    )
    flash(told, "warn")


def _next_code(partner: Partner) -> str:
    """Suggest a code: the partner's, and how many offers it will have."""
    mine = select(func.count(OfferVersion.offer_id.distinct()))
    theirs = OfferVersion.partner_id == partner.id
    return f"{partner.code}-{(current.session().scalar(mine.where(theirs)) or 0) + 1}"


def _offer_choices(form: VersionForm, agreement: Agreement) -> Partner:
    partner = current.session().get_one(Partner, agreement.partner_id)
    form.offer_choices(partner.kind, offer_page.outlet_names(partner.id))
    return partner


def _form(form: VersionForm, agreement: Agreement, offer: Offer | None = None) -> str:
    partner = _offer_choices(form, agreement)
    about = {"agreement": agreement, "partner": partner, "offer": offer}
    page = {**about, "payers": payer_names(), "more": request.args.get(MORE)}
    return render_template("desk/offers/form.html", form=form, **page)


def _again(offer: Offer, form: EndForm) -> ResponseReturnValue:
    return render_template("desk/offers/one.html", **offer_page.about(offer, ending=form)), 422
