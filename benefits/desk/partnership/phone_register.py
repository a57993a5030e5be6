"""Cashiers' phones as a list: where each may record, when it was last heard of, which are out."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import ColumnElement, func, or_, select

from benefits.access import Device, Permission
from benefits.desk.partnership.partner_words import names
from benefits.desk.staff import account_scope
from benefits.partners import Outlet, Partner
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

USED, SILENT, REVOKED = "dang_dung", "im", "thu_hoi"
SILENT_AFTER: Final = timedelta(days=30)
STATES: Final = {
    USED: _l("Đang dùng"),
    SILENT: _l("Đang dùng, im lặng hơn 30 ngày"),
    REVOKED: _l("Đã thu hồi"),
}
COLUMNS: Final = (
    Column(_l("Điện thoại")),
    Column(_l("Điểm ưu đãi")),
    Column(_l("Mã"), Shape.CODE),
    Column(lazy_pgettext("one", "Đối tác")),
    Column(_l("Ghép lúc"), Shape.MOMENT),
    Column(_l("Thấy lần cuối"), Shape.MOMENT),
    Column(_l("Tình trạng"), Shape.BADGE),
    Column(_l("Thu hồi lúc"), Shape.MOMENT, in_file_only=True),
)
IS_USED, IS_REVOKED = Badge(STATES[USED], "good"), Badge(STATES[REVOKED], "neutral")

pages = Blueprint("phone_list", __name__, url_prefix="/doi-tac/may")


class PhoneFilters(FilterForm):
    tinh_trang = choice_field(_l("Tình trạng"), STATES)


def asked() -> Register:
    """Read from the address which phones are wanted of partners looked after, newest first."""
    form = PhoneFilters.asked()
    mine = account_scope.partners().with_only_columns(Partner.id)
    reached = select(Device.enrolled_at, Device.id).join(Outlet, Outlet.id == Device.outlet_id)
    reached = reached.where(Outlet.partner_id.in_(mine))
    selection = Selection(reached, tuple(_wanted(form)), is_descending=True)
    return Register("dien-thoai", COLUMNS, selection, _lines, form)


lists.offer_files(pages, asked, Permission.READ_PARTNERS)


@pages.get("/")
@allow(Permission.READ_PARTNERS)
def page() -> ResponseReturnValue:
    return render_template("desk/partners/phones.html", listing=lists.opened(asked()))


def _wanted(form: PhoneFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        partners = select(Partner.id).where(names(Partner.name_key, form.typed))
        yield or_(
            lists.is_written_in(Device.name, form.typed),
            names(Outlet.name_key, form.typed),
            func.lower(Outlet.code) == form.typed.lower(),
            Outlet.partner_id.in_(partners),
        )
    match form.chosen("tinh_trang"):
        case "dang_dung":
            yield Device.revoked_at.is_(None)
        case "im":
            heard_of = func.coalesce(Device.seen_at, Device.enrolled_at)
            yield Device.revoked_at.is_(None) & (heard_of < current.now() - SILENT_AFTER)
        case "thu_hoi":
            yield Device.revoked_at.is_not(None)


def _lines(device_ids: Sequence[int]) -> list[Line]:
    rows = current.session().execute(
        select(Device, Outlet, Partner.name)
        .join(Outlet, Outlet.id == Device.outlet_id)
        .join(Partner, Partner.id == Outlet.partner_id)
        .where(Device.id.in_(device_ids))
    )
    told = {
        device.id: Line(
            (
                device.name,
                outlet.name,
                outlet.code,
                partner,
                device.enrolled_at,
                device.seen_at,
                IS_REVOKED if device.revoked_at else IS_USED,
                device.revoked_at,
            ),
            url_for("partners.outlet", outlet_id=outlet.id),
        )
        for device, outlet, partner in rows
    }
    return [told[each] for each in device_ids]
