"""What a cashier types for one sale, and the basket it makes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import Length, NumberRange, Optional

from benefits.agreements import Basket, Discount, Rule
from benefits.cards import Presented
from benefits.errors import Invalid
from benefits.money import NOTHING, Dong, parse_dong
from benefits.purchases import Recording, Till
from benefits.web import DongField, Form, required, text_field

LONGEST_INVOICE: Final = 40
MOST: Final = 10_000
BLAMED: Final[Mapping[str, tuple[str, str]]] = {
    "paid_above_list_price": ("paid", _l("Giá sau giảm không thể cao hơn giá trước giảm.")),
    "amount_out_of_range": ("list_price", _l("Số tiền quá lớn.")),
}


def _count(label: str) -> IntegerField:
    limits = NumberRange(1, MOST, _l("Cần một số từ 1 đến %(most)s.", most=MOST))
    return IntegerField(label, [Optional(), limits], default=1)


class AmountsForm(Form):
    """The amounts alone, enough for a quote."""

    offer = IntegerField(lazy_pgettext("one", "Ưu đãi"), [required(_l("Hãy chọn ưu đãi."))])
    list_price = DongField(_l("Giá trước giảm"))
    worth = DongField(_l("Giá trị khách được hưởng"))
    already = BooleanField(_l("Cửa hàng đã giảm sẵn"))
    paid = DongField(_l("Giá sau giảm"))
    quantity = _count(_l("Số lượng"))
    group_size = _count(_l("Số người đi cùng, kể cả khách"))

    @property
    def version_id(self) -> int:
        return self.offer.data or 0

    def basket(self, rule: Rule) -> Basket | None:
        """Return what lies on the counter, or say beside a field what is missing."""
        is_stated = rule.discount is Discount.TYPED
        named = "worth" if is_stated else "list_price"
        amount = self[named].data
        if amount is None and rule.discount is not Discount.FREE:
            self.blame(named, _("Hãy nhập số tiền."))
            return None
        if self.already.data and self.paid.data is None:
            self.blame("paid", _("Hãy nhập giá sau giảm."))
            return None
        try:
            return Basket(
                list_price=NOTHING if is_stated else amount or NOTHING,
                stated=amount if is_stated else None,
                paid=self.paid.data if self.already.data and not is_stated else None,
                quantity=self.quantity.data or 1,
                group_size=self.group_size.data or 1,
            )
        except Invalid as invalid:
            self.blame(*BLAMED.get(invalid.code, ("list_price", _("Số tiền này không dùng được."))))
            return None


class SaleForm(AmountsForm):
    """A whole sale. `id` is made when the form is shown, so that sending it again is harmless."""

    id = HiddenField()
    card = HiddenField()
    bought_at = HiddenField()
    seen = HiddenField()
    sure = HiddenField()
    invoice = text_field(
        _l("Số hóa đơn"), Length(max=LONGEST_INVOICE, message=_l("Số hóa đơn quá dài."))
    )

    @property
    def expected_paid(self) -> Dong | None:
        """What the counter showed that the shop receives, if it has shown anything yet."""
        return parse_dong(self.seen.data or "")

    def uuid(self) -> UUID:
        try:
            return UUID(self.id.data or "")
        except ValueError as error:
            raise Invalid("sale_unreadable") from error

    def moment(self) -> datetime:
        """Return when the form was shown: the same in every repetition."""
        try:
            return datetime.fromisoformat(self.bought_at.data or "").astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise Invalid("sale_unreadable") from error

    def recording(self, basket: Basket, till: Till) -> Recording:
        return Recording(
            id=self.uuid(),
            presented=Presented(self.card.data or ""),
            till=till,
            offer_version_id=self.version_id,
            basket=basket,
            bought_at=self.moment(),
            invoice=self.invoice.data or None,
            expected_paid=self.expected_paid,
        )
