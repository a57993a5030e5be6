"""What a cashier types for one sale, and the basket it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import Length, NumberRange, Optional

from benefits.agreements import Basket, Discount, Line, Offering, Remark
from benefits.cards import Presented
from benefits.errors import Invalid
from benefits.money import NOTHING, Dong, parse_dong
from benefits.purchases import Recording, Till
from benefits.web import DongField, Form, required, text_field
from partner_portal.asking import Ask, asked_by, goes_without_amount
from partner_portal.group_amounts import GroupAmounts
from partner_portal.sealing import is_sealed, seal

LONGEST_INVOICE: Final = 40
MOST: Final = 10_000
OPEN_FOR: Final = timedelta(minutes=30)
BLAMED: Final[Mapping[str, tuple[str, str]]] = {
    "paid_above_list_price": ("paid", _l("Giá sau giảm không thể cao hơn giá trước giảm.")),
    "amount_out_of_range": ("list_price", _l("Số tiền quá lớn.")),
    "lines_above_list_price": (
        "list_price",
        _l("Tiền các nhóm hàng cộng lại không thể cao hơn giá trước giảm."),
    ),
}


def mark_of(doubt: Remark) -> str:
    """Name a doubt and the price it was about: to be sure of one says nothing of another."""
    return f"{doubt.code}:{doubt.params['list_price']}"


def _count(label: str) -> IntegerField:
    limits = NumberRange(1, MOST, _l("Cần một số từ 1 đến %(most)s.", most=MOST))
    return IntegerField(label, [Optional(), limits], default=1)


class AmountsForm(Form):
    """The amounts alone, enough for a quote."""

    offer = IntegerField(lazy_pgettext("one", "Ưu đãi"), [required(_l("Hãy chọn ưu đãi."))])
    list_price = DongField(_l("Giá trước giảm"))
    price_after = DongField(_l("Giá sau giảm"))
    worth = DongField(_l("Giá trị khách được hưởng"))
    already = BooleanField(_l("Cửa hàng đã giảm sẵn"))
    paid = DongField(_l("Giá sau giảm"))
    quantity = _count(_l("Số lượng"))
    group_size = _count(_l("Số người đi cùng, kể cả khách"))
    groups = GroupAmounts()
    bought_at = HiddenField()

    @property
    def version_id(self) -> int:
        return self.offer.data or 0

    def moment(self) -> datetime:
        """Return when the form was shown: the same in every repetition."""
        try:
            return datetime.fromisoformat(self.bought_at.data or "").astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise Invalid("sale_unreadable") from error

    def quoted_at(self, now: datetime) -> datetime:
        """Return the moment to quote for: that of the sale, where it is one of today's."""
        try:
            shown = self.moment()
        except Invalid:
            return now
        return shown if now - 2 * OPEN_FOR < shown <= now else now

    def basket(self, offer: Offering, balance: Dong | None = None) -> Basket | None:
        """Return what lies on the counter, or say beside a field what is missing."""
        is_stated = offer.rule.discount is Discount.TYPED
        named = "worth" if is_stated else "list_price"
        amount, lines, paid = self[named].data, self._lines(offer), self._paid(offer)
        if amount is None and not (paid is None and goes_without_amount(offer.rule)):
            self.blame(named, _("Hãy nhập số tiền."))
        if self.errors:
            return None
        try:
            return Basket(
                list_price=NOTHING if is_stated else amount or NOTHING,
                stated=amount if is_stated else None,
                paid=paid,
                quantity=self._count(self.quantity, Ask.QUANTITY, offer),
                group_size=self._count(self.group_size, Ask.GROUP_SIZE, offer),
                lines=lines,
                balance=balance,
            )
        except Invalid as invalid:
            unusable = ("list_price", _("Số tiền này không dùng được."))
            field, sentence = BLAMED.get(invalid.code, unusable)
            is_after = field == "paid" and Ask.PRICE_AFTER in asked_by(offer.rule)
            self.blame("price_after" if is_after else field, sentence)
            return None

    def _paid(self, offer: Offering) -> Dong | None:
        """Return what the shop says that it receives, where the offer leaves that to it."""
        asks = asked_by(offer.rule)
        if Ask.PRICE_AFTER in asks and self.price_after.data is not None:
            return self.price_after.data
        if not self.already.data or Ask.WORTH in asks:
            return None
        if self.paid.data is None and Ask.ALREADY in asks:
            self.blame("paid", _("Hãy nhập giá sau giảm."))
        return self.paid.data

    def _count(self, typed: IntegerField, ask: Ask, offer: Offering) -> int:
        """Return what was counted for this offer; what was typed for another one says nothing."""
        return typed.data or 1 if ask in asked_by(offer.rule) else 1

    def _lines(self, offer: Offering) -> tuple[Line, ...]:
        """Return what is bought of each group: of one at least, where only they bring anything."""
        lines = self.groups.lines(offer)
        is_needed = offer.counts_groups or not offer.rule.value
        if (
            Ask.GROUPS in asked_by(offer.rule)
            and is_needed
            and not lines
            and not self.groups.errors
        ):
            self.blame("groups", _("Hãy nhập số tiền của ít nhất một nhóm hàng."))
        return lines


class SaleForm(AmountsForm):
    """A whole sale. `id` is made when the form is shown, so that sending it again is harmless.

    So is `bought_at`; with the card they are sealed, or somebody with a lost card could say that
    it was held up yesterday.
    """

    id = HiddenField()
    card = HiddenField()
    seal = HiddenField()
    seen = HiddenField()
    sure = HiddenField()
    invoice = text_field(
        _l("Số hóa đơn"), Length(max=LONGEST_INVOICE, message=_l("Số hóa đơn quá dài."))
    )

    @property
    def expected_paid(self) -> Dong | None:
        """What the counter showed that the shop receives, if it has shown anything yet."""
        return parse_dong(self.seen.data or "")

    def settle(self, bought_at: datetime, outlet_id: int) -> None:
        self.bought_at.data = bought_at.isoformat()
        self.seal.data = seal(self._settled(outlet_id))

    def is_of(self, outlet_id: int) -> bool:
        """Tell whether this server settled the sale, for this outlet."""
        return is_sealed(self._settled(outlet_id), self.seal.data or "")

    def check_seal(self, outlet_id: int) -> None:
        if not self.is_of(outlet_id):
            raise Invalid("sale_unreadable")

    def is_stale(self, now: datetime) -> bool:
        return now - self.moment() > OPEN_FOR

    def is_sure_of(self, doubts: Sequence[Remark]) -> bool:
        """Tell whether each of these was asked about this very amount, and sent all the same."""
        said = (self.sure.data or "").split()
        return all(mark_of(each) in said for each in doubts)

    def uuid(self) -> UUID:
        try:
            return UUID(self.id.data or "")
        except ValueError as error:
            raise Invalid("sale_unreadable") from error

    def recording(self, basket: Basket, till: Till) -> Recording:
        return Recording(
            id=self.uuid(),
            presented=Presented(self.card.data or ""),
            till=till,
            offer_version_id=self.version_id,
            basket=replace(basket, balance=None),  # asked anew by whoever records
            bought_at=self.moment(),
            invoice=self.invoice.data or None,
            expected_paid=self.expected_paid,
            is_at_once=True,
        )

    def _settled(self, outlet_id: int) -> Sequence[str | int]:
        return [self.id.data or "", self.card.data or "", self.bought_at.data or "", outlet_id]
