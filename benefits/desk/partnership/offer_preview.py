"""How an offer will look to a member and to a cashier, asked with a price somebody types."""

from typing import NamedTuple

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from benefits.agreements import Basket, Discount, Offering, Quote, quote
from benefits.errors import Invalid
from benefits.money import NOTHING, read_aloud
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
    """The answer of the rule, and what the cashier would be told."""

    quote: Quote
    aloud: str
    refusal: Said | None
    warnings: list[str]


def asked() -> PreviewForm:
    form = PreviewForm(request.args)
    form.validate()
    return form


def preview(offering: Offering, form: PreviewForm) -> Preview | None:
    """Ask the rule; without a price, or with one that cannot be read, there is nothing to show."""
    if form.errors or form.gia.data is None:
        return None
    try:
        found = quote(offering.rule, _basket(offering, form), at=current.now())
    except Invalid as refusal:
        form.blame("gia", sentence(refusal.code, language=language(), **refusal.params))
        return None
    refused = None
    if found.refusal is not None:
        refused = say(found.refusal.code, found.refusal.params, language=language())
    warnings = [sentence(each.code, language=language(), **each.params) for each in found.warnings]
    return Preview(found, read_aloud(found.member_pays), refused, warnings)


def _basket(offering: Offering, form: PreviewForm) -> Basket:
    is_stated = offering.rule.discount is Discount.TYPED
    price = form.gia.data or NOTHING
    return Basket(
        list_price=NOTHING if is_stated else price,
        stated=price if is_stated else None,
        quantity=form.so_luong.data or 1,
        group_size=form.so_nguoi.data or 1,
    )
