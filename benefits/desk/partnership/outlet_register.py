"""Outlets as a list: where they are, whether a phone stands there, when a card was last used."""

from collections.abc import Iterator, Sequence
from typing import Final

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from benefits.access import Device, Permission
from benefits.desk.partnership import partner_scope
from benefits.desk.partnership.partner_words import names
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.purchases import Purchase
from benefits.web import allow, current, lists
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
OPEN: Final = {YES: _l("Đang mở"), NO: _l("Đã đóng cửa")}
PHONES: Final = {YES: _l("Đã có máy"), NO: _l("Chưa có máy")}
COLUMNS: Final = (
    Column(_l("Tên")),
    Column(_l("Mã"), Shape.CODE),
    Column(lazy_pgettext("one", "Đối tác")),
    Column(_l("Địa chỉ")),
    Column(_l("Tình trạng"), Shape.BADGE),
    Column(_l("Số máy"), Shape.NUMBER),
    Column(_l("Lượt gần nhất"), Shape.DAY),
    Column(_l("Vĩ độ"), in_file_only=True),
    Column(_l("Kinh độ"), in_file_only=True),
)
IS_OPEN: Final = Badge(_l("Đang mở"), "good")
IS_CLOSED: Final = Badge(_l("Đã đóng cửa"), "neutral")

pages = Blueprint("outlet_list", __name__, url_prefix="/doi-tac/diem")


class OutletFilters(FilterForm):
    mo = choice_field(_l("Tình trạng"), OPEN)
    may = choice_field(_l("Điện thoại thu ngân"), PHONES)


def asked() -> Register:
    """Read from the address which outlets are wanted, by name."""
    form = OutletFilters.asked()
    mine = partner_scope.partners().with_only_columns(Partner.id)
    reached = (
        select(Outlet.name_key, Outlet.id)
        .join(Partner, Partner.id == Outlet.partner_id)
        .where(Outlet.partner_id.in_(mine))
    )
    return Register("diem-uu-dai", COLUMNS, Selection(reached, tuple(_wanted(form))), _lines, form)


lists.offer_files(pages, asked, Permission.READ_PARTNERS)


@pages.get("/")
@allow(Permission.READ_PARTNERS)
def page() -> ResponseReturnValue:
    return render_template("desk/partners/outlets.html", listing=lists.opened(asked()))


def _wanted(form: OutletFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        code = func.lower(Outlet.code) == form.typed.lower()
        street = lists.is_written_in(Outlet.address, form.typed)
        own, partner = (names(key, form.typed) for key in (Outlet.name_key, Partner.name_key))
        yield or_(own, partner, code, street)
    if is_open := form.chosen("mo"):
        yield _is_open() if is_open == YES else ~_is_open()
    if has_phone := form.chosen("may"):
        phone = exists().where(Device.outlet_id == Outlet.id, Device.revoked_at.is_(None))
        yield phone if has_phone == YES else ~phone


def _is_open() -> ColumnElement[bool]:
    today = day_of(current.now())
    return and_(
        or_(Outlet.opened_on.is_(None), Outlet.opened_on <= today),
        or_(Outlet.closed_on.is_(None), Outlet.closed_on > today),
    )


def _lines(outlet_ids: Sequence[int]) -> list[Line]:
    today = day_of(current.now())
    phones = select(func.count()).where(Device.outlet_id == Outlet.id, Device.revoked_at.is_(None))
    last_use = select(func.max(Purchase.bought_at)).where(Purchase.outlet_id == Outlet.id)
    rows = current.session().execute(
        select(Outlet, Partner.name, phones.scalar_subquery(), last_use.scalar_subquery())
        .join(Partner, Partner.id == Outlet.partner_id)
        .where(Outlet.id.in_(outlet_ids))
    )
    told = {
        outlet.id: Line(
            (
                outlet.name,
                outlet.code,
                partner,
                outlet.address,
                IS_OPEN if outlet.is_open_on(today) else IS_CLOSED,
                count,
                used_at and day_of(used_at),
                outlet.latitude,
                outlet.longitude,
            ),
            url_for("partners.outlet", outlet_id=outlet.id),
        )
        for outlet, partner, count, used_at in rows
    }
    return [told[each] for each in outlet_ids]
