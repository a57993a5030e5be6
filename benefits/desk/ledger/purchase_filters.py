"""What narrows the list of uses: the cuts of the figures, days, an outlet, an offer, how it stands.

No filter names a card or a person: whose uses they are takes a right, a reason and a note.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from wtforms import HiddenField

from benefits import purchases
from benefits.agreements import Agreement, Category, Offer, OfferVersion
from benefits.desk import labels, naming
from benefits.desk.ledger import purchase_doubts
from benefits.desk.ledger.purchase_words import (
    CHOICES,
    COUNTED,
    EVIDENCES,
    GONE,
    WAITS,
    WARNINGS,
    WHOLE,
)
from benefits.desk.tree.tag_filters import WithTag
from benefits.figures import Reading, is_too_long
from benefits.members import BeneficiaryKind
from benefits.members.names import folded
from benefits.organization import Organization
from benefits.partners import Outlet, Partner
from benefits.periods import ONE_DAY, Period, day_of, start_of
from benefits.purchases import Attribution, Evidence, Purchase, Reversal
from benefits.web import current, text_field
from benefits.web.lists import SpanFilterForm, choice_field, is_written_in

AS_THEN: Final = _l("Theo cây lúc đó, như số liệu")


class PurchaseFilters(WithTag, SpanFilterForm):
    donvi, cay_den, phan = HiddenField(), HiddenField(), HiddenField()
    doi_tac = text_field(_l("Đối tác (tên hoặc mã)"))
    diem = text_field(_l("Điểm ưu đãi (tên hoặc mã)"))
    thoa_thuan = text_field(_l("Số thỏa thuận"))
    uu_dai = text_field(_l("Ưu đãi (tên hoặc mã)"))
    loai = choice_field(_l("Nhóm ưu đãi"), labels.CATEGORIES)
    doi_tuong = choice_field(_l("Đối tượng (trừ y tế, pháp lý)"), labels.KINDS)
    bang_chung = choice_field(_l("Cách ghi nhận"), EVIDENCES)
    tinh_trang = choice_field(_l("Tình trạng"), CHOICES)
    canh_bao = choice_field(_l("Cảnh báo"), WARNINGS)
    cay = choice_field(_l("Cách đọc cây tổ chức"), {Reading.NOW: _l("Theo cây hiện nay")}, AS_THEN)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Whom a use was for is asked by those alone who read it beside a use."""
        super().__init__(*args, **options)
        if not naming.may_name():
            del self.doi_tuong

    @property
    def is_counted(self) -> bool:
        """Whether uses are left out that were taken back, as a figure leaves them out."""
        return self.chosen("tinh_trang") == COUNTED

    def is_own_part(self, unit: Organization) -> bool:
        """Whether only what a unit did itself is asked for, beside the units below it."""
        return self.phan.data == unit.code

    @property
    def reading(self) -> Reading:
        return Reading(self.chosen("cay") or Reading.THEN)

    @property
    def period(self) -> Period | None:
        """The days asked for; none where the last is before the first."""
        first, last = self.days
        return Period(first, last + ONE_DAY) if first <= last else None

    def read_over(self, period: Period) -> Period:
        """The days over which the tree is read: a month of a longer figure is read with its end."""
        last = self.merged_by
        return period if last is None else Period(period.first, last + ONE_DAY)

    @property
    def merged_by(self) -> date | None:
        """The later day by which units that merged count as one, where that is asked for."""
        try:
            last = date.fromisoformat(self.cay_den.data or "")
        except ValueError:
            return None
        period = self.period
        if period is None or self.reading is Reading.NOW or not period.last < last < date.max:
            return None
        return None if is_too_long(Period(period.first, last)) else last

    @property
    def is_narrowed(self) -> bool:
        """Tell whether more is asked than the month so far, which is what nobody chose."""
        today = day_of(current.now())
        others = (field for field in self.narrowing if field not in (self.tu, self.den))
        return (
            self.days != (today.replace(day=1), today)
            or bool(self.tu.errors or self.den.errors)
            or any(self.chosen(field.name) or field.errors for field in others)
        )


def wanted(form: PurchaseFilters) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on `Purchase` that the form asks for."""
    first, last = form.days
    yield Purchase.bought_on.between(first, last)
    if form.chosen("doi_tac") or form.chosen("diem"):
        # The same days as instants: the uses of an outlet lie in that order.
        yield Purchase.bought_at >= start_of(first)
        yield Purchase.bought_at < start_of(last + ONE_DAY)
    if form.typed:
        yield _found(form.typed)
    yield from _dealt(form)
    if "doi_tuong" in form and (kind := form.chosen("doi_tuong")):
        yield from _of_kind(BeneficiaryKind(kind))
    if evidence := form.chosen("bang_chung"):
        yield Purchase.evidence == Evidence(evidence)
    if state := form.chosen("tinh_trang"):
        yield _stands(state)
    if warned := form.chosen("canh_bao"):
        yield _warned(warned)


def _dealt(form: PurchaseFilters) -> Iterator[ColumnElement[bool]]:
    """Match where a use was, and under what."""
    if partner := form.chosen("doi_tac"):
        yield Purchase.outlet_id.in_(
            select(Outlet.id).join(Partner).where(_named(Partner.code, Partner.name_key, partner))
        )
    if outlet := form.chosen("diem"):
        yield Purchase.outlet_id.in_(
            select(Outlet.id).where(_named(Outlet.code, Outlet.name_key, outlet))
        )
    if number := form.chosen("thoa_thuan"):
        is_meant = _exactly_or(Agreement.number, is_written_in(Agreement.number, number), number)
        yield Purchase.agreement_id.in_(select(Agreement.id).where(is_meant))
    if offer := form.chosen("uu_dai"):
        yield Purchase.offer_version_id.in_(_versions(offer))
    if category := form.chosen("loai"):
        yield Purchase.offer_version_id.in_(
            select(OfferVersion.id).where(OfferVersion.category == Category(category))
        )


def _of_kind(kind: BeneficiaryKind) -> Iterator[ColumnElement[bool]]:
    """Match whom a use was for by the last word on it, where a line of the list would tell it."""
    yield func.coalesce(purchases.newest(Attribution.kind), Purchase.kind) == kind
    yield Purchase.outlet_id.not_in(naming.discreet_outlets())
    yield Purchase.offer_version_id.not_in(
        select(OfferVersion.id).where(OfferVersion.category == Category.TU_VAN_PHAP_LUAT)
    )


def _warned(which: str) -> ColumnElement[bool]:
    if which == WAITS:
        return Purchase.id.in_([each.id for each in purchase_doubts.waiting()])
    return purchase_doubts.is_warned()


def _found(typed: str) -> ColumnElement[bool]:
    """Match a use's own number, or an invoice as it was written."""
    try:
        return or_(Purchase.id == UUID(typed), Purchase.invoice == typed)
    except ValueError:
        return Purchase.invoice == typed


def _named(code: Any, key: Any, typed: str) -> ColumnElement[bool]:
    return _exactly_or(code, key.contains(folded(typed), autoescape=True), typed)


def _exactly_or(code: Any, is_like: ColumnElement[bool], typed: str) -> ColumnElement[bool]:
    """Match what bears the very code that was typed, and what is like it only where none does."""
    other = aliased(code.class_)
    is_a_code = exists(select(other.id).where(getattr(other, code.key) == typed))
    return or_(code == typed, and_(~is_a_code, is_like))


def _versions(typed: str) -> Select[int]:
    return (
        select(OfferVersion.id)
        .join(Offer, Offer.id == OfferVersion.offer_id)
        .where(_named(Offer.code, OfferVersion.title_key, typed))
    )


def _stands(state: str) -> ColumnElement[bool]:
    if state == COUNTED:
        return purchases.something_is_left()
    back = aliased(Reversal)  # the totals join reversals of their own
    taken_back = exists().where(
        back.member_id == Purchase.member_id, back.purchase_id == Purchase.id
    )
    wholly = taken_back.where(back.is_whole)
    if state == WHOLE:
        return ~taken_back
    return wholly if state == GONE else taken_back & ~wholly
