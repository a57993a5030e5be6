"""What narrows a manager's list of uses: days, outlet, offer, cashier, taken back or not."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased
from wtforms import SelectField

from benefits import agreements, purchases
from benefits.access import Account, AccountRole
from benefits.agreements import OfferVersion
from benefits.database import unmarked
from benefits.folding import folded
from benefits.periods import ONE_DAY, day_of
from benefits.purchases import Purchase, Reversal
from benefits.web import current
from benefits.web.lists import SpanFilterForm, choice_field
from partner_portal import scope
from partner_portal.words import GONE, STATES, WHOLE

ALL: Final = ("", _l("Tất cả"))


class UseFilters(SpanFilterForm):
    diem = SelectField(lazy_pgettext("one", "Điểm ưu đãi"), default="")
    uu_dai = SelectField(lazy_pgettext("one", "Ưu đãi"), default="")
    thu_ngan = SelectField(lazy_pgettext("one", "Thu ngân"), default="")
    tinh_trang = choice_field(_l("Tình trạng"), STATES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.diem.choices = [ALL, *_outlets()]
        self.uu_dai.choices = [ALL, *_offers()]
        self.thu_ngan.choices = [ALL, *_cashiers()]

    @property
    def is_narrowed(self) -> bool:
        """Days that nobody chose narrow nothing: the fields stay folded away."""
        return any(request.args.get(field.name) for field in self.narrowing)


def wanted(form: UseFilters) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on `Purchase` that the form asks for, within the manager's outlets."""
    first, last = form.days
    outlet = form.chosen("diem")
    outlet_ids = (int(outlet),) if outlet else scope.outlet_ids()
    yield from purchases.bought_at(outlet_ids, first, last + ONE_DAY)
    if form.typed:
        yield _found(form.typed)
    if offer := form.chosen("uu_dai"):
        versions = select(OfferVersion.id).where(OfferVersion.offer_id == int(offer))
        yield Purchase.offer_version_id.in_(versions)
    if cashier := form.chosen("thu_ngan"):
        yield Purchase.account_id == int(cashier)
    if state := form.chosen("tinh_trang"):
        yield _stands(state)


def _outlets() -> list[tuple[str, str]]:
    return [(str(outlet.id), outlet.name) for outlet in scope.outlets()]


def _offers() -> list[tuple[str, str]]:
    today, partner = day_of(current.now()), scope.own_partner()
    offers = agreements.offered_by(current.session(), partner.id, today)
    return [(str(each.offer_id), each.title) for each in offers]


def _cashiers() -> list[tuple[str, str]]:
    """Everybody who ever stood at one of the counters."""
    rows = current.session().execute(
        select(Account.id, Account.name)
        .where(
            exists().where(
                AccountRole.account_id == Account.id, AccountRole.outlet_id.in_(scope.outlet_ids())
            )
        )
        .order_by(Account.name_key, Account.id)
    )
    return [(str(key), name) for key, name in rows]


def _found(typed: str) -> ColumnElement[bool]:
    """Match a use's own number, or an invoice whatever its capitals and blanks."""
    number = folded(typed).replace(" ", "")
    is_invoice = func.replace(unmarked(Purchase.invoice), " ", "") == number
    try:
        return or_(Purchase.id == UUID(typed), is_invoice)
    except ValueError:
        return is_invoice


def _stands(state: str) -> ColumnElement[bool]:
    back = aliased(Reversal)  # the totals join reversals of their own
    taken_back = exists().where(
        back.member_id == Purchase.member_id, back.purchase_id == Purchase.id
    )
    wholly = taken_back.where(back.is_whole)
    if state == WHOLE:
        return ~taken_back
    return wholly if state == GONE else taken_back & ~wholly
