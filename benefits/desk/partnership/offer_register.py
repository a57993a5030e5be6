"""Offers as a list: each in the version of today, else the next to come, else the last."""

from collections.abc import Iterator, Sequence
from typing import Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import ColumnElement, func, or_, select

from benefits.agreements import (
    Agreement,
    Category,
    Discount,
    Offer,
    OfferVersion,
    ends_on,
    is_offered,
    pause_at,
    rule_of,
    speaking_version,
)
from benefits.agreements.offerings import earlier
from benefits.desk import labels
from benefits.desk.partnership import partner_scope
from benefits.desk.partnership.offer_words import running
from benefits.desk.partnership.partner_words import names
from benefits.partners import Partner
from benefits.periods import day_of
from benefits.web import current, text_field
from benefits.web.languages import language
from benefits.web.lists import (
    Badge,
    Column,
    FilterForm,
    Line,
    Register,
    Selection,
    Shape,
    choice_field,
)
from benefits.wording import in_one_line, rule_told

YES, NO = "co", "khong"
OFFERED: Final = {YES: _l("Trong thời hạn"), NO: _l("Ngoài thời hạn")}
COLUMNS: Final = (
    Column(_l("Nội dung")),
    Column(_l("Mã"), Shape.CODE),
    Column(lazy_pgettext("one", "Đối tác")),
    Column(_l("Nhóm ưu đãi")),
    Column(_l("Mức")),
    Column(_l("Tình trạng"), Shape.BADGE),
    Column(_l("Từ ngày"), Shape.DAY, in_file_only=True),
    Column(_l("Đến hết ngày"), Shape.LAST_DAY, in_file_only=True),
    Column(_l("Số thỏa thuận"), in_file_only=True),
)
IS_COMING: Final = Badge(_l("Chưa đến ngày"), "info")
IS_NOT: Final = Badge(_l("Không áp dụng"), "neutral")


class OfferFilters(FilterForm):
    nhom = choice_field(_l("Nhóm ưu đãi"), labels.CATEGORIES)
    kieu = choice_field(_l("Kiểu ưu đãi"), labels.DISCOUNTS)
    ap_dung = choice_field(_l("Tình trạng"), OFFERED)
    doi_tac = text_field(_l("Mã đối tác"))


def asked() -> Register:
    """Read from the address which offers are wanted, the newest first."""
    form, today = OfferFilters.asked(), day_of(current.now())
    mine = partner_scope.agreements().with_only_columns(Agreement.id)
    reached = (
        select(Offer.id)
        .join(Agreement, Agreement.id == Offer.agreement_id)
        .join(OfferVersion, OfferVersion.id == speaking_version(today))
        .join(Partner, Partner.id == OfferVersion.partner_id)
        .where(Offer.agreement_id.in_(mine))
    )
    selection = Selection(reached, tuple(_wanted(form)), is_descending=True)
    return Register("uu-dai", COLUMNS, selection, lines, form)


def _wanted(form: OfferFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        code = func.lower(Offer.code) == form.typed.lower()
        title, partner = (
            names(key, form.typed) for key in (OfferVersion.title_key, Partner.name_key)
        )
        yield or_(title, partner, code)
    if category := form.chosen("nhom"):
        yield OfferVersion.category == Category(category)
    if discount := form.chosen("kieu"):
        yield OfferVersion.discount == Discount(discount)
    if offered := form.chosen("ap_dung"):
        holds = is_offered(day_of(current.now()))
        yield holds if offered == YES else ~holds
    if partner_code := form.chosen("doi_tac"):
        yield Partner.code == partner_code


def lines(offer_ids: Sequence[int]) -> list[Line]:
    today, told = day_of(current.now()), {}
    rows = current.session().execute(
        select(Offer, OfferVersion, Agreement, Partner.name, is_offered(today))
        .join(Agreement, Agreement.id == Offer.agreement_id)
        .join(OfferVersion, OfferVersion.id == speaking_version(today))
        .join(Partner, Partner.id == OfferVersion.partner_id)
        .where(Offer.id.in_(offer_ids))
    )
    for offer, version, agreement, partner, holds in rows:
        first = max(version.valid_from, agreement.valid_from)
        rule, last = rule_of(version), earlier(version.valid_until, ends_on(agreement))
        waits = agreement.is_draft or (first > today and (last is None or first < last))
        pause = pause_at(rule.windows, current.now(), last)
        cells = (
            version.title,
            offer.code,
            partner,
            labels.CATEGORIES[version.category],
            in_one_line(rule_told(rule.to_json(), language())[:2]),
            running(pause) if holds else IS_COMING if waits else IS_NOT,
            version.valid_from,
            last,
            agreement.number,
        )
        told[offer.id] = Line(cells, url_for("offers.one", offer_id=offer.id))
    return [told[each] for each in offer_ids]
