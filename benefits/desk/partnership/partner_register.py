"""Partners as a list: what they are, what they offer, whether anybody uses it."""

from collections.abc import Iterator, Sequence
from typing import Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, exists, func, or_, select

from benefits.agreements import Agreement, Category, OfferVersion, State, is_in
from benefits.desk import labels
from benefits.desk.partnership import partner_scope, partner_used
from benefits.desk.partnership.partner_words import names
from benefits.partners import Outlet, Partner, PartnerKind
from benefits.periods import day_of
from benefits.web import current
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

YES, NO = "co", "khong"
ACTIVE: Final = {YES: _l("Có thỏa thuận đang hiệu lực"), NO: _l("Không có thỏa thuận hiệu lực")}
USED: Final = {YES: _l("Đã có lượt sử dụng"), NO: _l("Chưa có lượt nào")}
COLUMNS: Final = (
    Column(_l("Tên")),
    Column(_l("Mã"), Shape.CODE),
    Column(_l("Loại")),
    Column(_l("Số điểm ưu đãi"), Shape.NUMBER),
    Column(_l("Thỏa thuận"), Shape.BADGE),
    Column(_l("Mã số thuế"), in_file_only=True),
)
IN_FORCE: Final = Badge(_l("Đang có hiệu lực"), "good")
NONE_IN_FORCE: Final = Badge(_l("Không hiệu lực"), "neutral")


class PartnerFilters(FilterForm):
    loai = choice_field(_l("Loại đối tác"), labels.PARTNER_KINDS)
    nhom = choice_field(_l("Nhóm ưu đãi"), labels.CATEGORIES)
    hieu_luc = choice_field(_l("Thỏa thuận"), ACTIVE)
    luot = choice_field(_l("Lượt sử dụng"), USED)


def asked() -> Register:
    """Read from the address which partners are wanted, by name."""
    form = PartnerFilters.asked()
    reached = partner_scope.partners().with_only_columns(Partner.name_key, Partner.id)
    return Register("doi-tac", COLUMNS, Selection(reached, tuple(_wanted(form))), _lines, form)


def _wanted(form: PartnerFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        code = func.lower(Partner.code) == form.typed.lower()
        yield or_(names(Partner.name_key, form.typed), code, Partner.tax_code == form.typed)
    if kind := form.chosen("loai"):
        yield Partner.kind == PartnerKind(kind)
    if category := form.chosen("nhom"):
        theirs = OfferVersion.partner_id == Partner.id
        yield exists().where(theirs, OfferVersion.category == Category(category))
    if is_active := form.chosen("hieu_luc"):
        yield _as_said(_is_active(), is_active)
    if is_used := form.chosen("luot"):
        yield _as_said(partner_used.is_used(), is_used)


def _is_active() -> ColumnElement[bool]:
    today = day_of(current.now())
    holds = or_(is_in(State.IN_FORCE, today), is_in(State.EXPIRING, today))
    return exists().where(Agreement.partner_id == Partner.id, holds)


def _lines(partner_ids: Sequence[int]) -> list[Line]:
    outlets = select(func.count()).where(Outlet.partner_id == Partner.id).scalar_subquery()
    rows = current.session().execute(
        select(Partner, outlets, _is_active()).where(Partner.id.in_(partner_ids))
    )
    told = {
        partner.id: Line(
            (
                partner.name,
                partner.code,
                labels.PARTNER_KINDS[partner.kind],
                count,
                IN_FORCE if is_active else NONE_IN_FORCE,
                partner.tax_code,
            ),
            url_for("partners.one", partner_id=partner.id),
        )
        for partner, count, is_active in rows
    }
    return [told[each] for each in partner_ids]


def _as_said(condition: ColumnElement[bool], answer: str) -> ColumnElement[bool]:
    return condition if answer == YES else ~condition
