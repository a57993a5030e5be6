"""How an offer will look to a member and to a cashier, asked with a price somebody types."""

from datetime import datetime
from typing import NamedTuple

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from benefits.agreements import Basket, Discount, Offering, Quote, quote
from benefits.agreements.windows import is_open, next_opening
from benefits.errors import Invalid
from benefits.money import NOTHING, read_aloud
from benefits.periods import day_of, start_of
from benefits.web import DongField, Form, current
from benefits.web.languages import language
from benefits.wording import Said, say, sentence

MOST = 1_000
FEW = NumberRange(1, MOST, _l("Cần một số từ 1 đến 1.000."))


class PreviewForm(Form):
    gia = DongField(_l("Giá trước khi giảm"))
    so_luong = IntegerField(_l("Số món"), [Optional(), FEW])
    so_nguoi = IntegerField(_l("Số người trong đoàn"), [Optional(), FEW])


class Preview(NamedTuple):
    """The answer of the rule, what the cashier would be told, and when, if not at this moment."""

    quote: Quote
    aloud: str
    refusal: Said | None
    warnings: list[str]
    at: datetime | None = None


def asked() -> PreviewForm:
    form = PreviewForm(request.args)
    form.validate()
    return form


def preview(offering: Offering, form: PreviewForm) -> Preview | None:
    """Ask the rule; without a price, or with one that cannot be read, there is nothing to show."""
    if form.errors or form.gia.data is None:
        return None
    try:
        at = _moment(offering)
        found = quote(offering.rule, _basket(offering, form), at=at)
    except Invalid as refusal:
        form.blame("gia", sentence(refusal.code, language=language(), **refusal.params))
        return None
    refused = None
    if found.refusal is not None:
        refused = say(found.refusal.code, found.refusal.params, language=language())
    warnings = [sentence(each.code, language=language(), **each.params) for each in found.warnings]
    later = at if at > current.now() else None
    return Preview(found, read_aloud(found.member_pays), refused, warnings, later)


def _moment(offering: Offering) -> datetime:
    """Ask as of now, or of the next time the offer is open: a season is looked at before it."""
    now, windows = current.now(), offering.rule.windows
    day = max(offering.opens_on, day_of(now))
    begun = now if day == day_of(now) else start_of(day)
    return begun if is_open(windows, begun) else next_opening(windows, begun) or begun


def _basket(offering: Offering, form: PreviewForm) -> Basket:
    is_stated = offering.rule.discount is Discount.TYPED
    price = form.gia.data or NOTHING
    return Basket(
        list_price=NOTHING if is_stated else price,
        stated=price if is_stated else None,
        quantity=form.so_luong.data or 1,
        group_size=form.so_nguoi.data or 1,
    )
