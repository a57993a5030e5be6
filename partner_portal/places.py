"""A manager's outlets as a list: found by name, by what they lack, with the day's totals."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import ColumnElement, func, or_, select

from benefits import purchases
from benefits.access import Account, AccountRole, Device, Permission, Role
from benefits.access.roles import holds_on
from benefits.folding import folded
from benefits.partners import Outlet
from benefits.periods import ONE_DAY, day_of
from benefits.purchases import NOTHING, Purchase
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
from partner_portal import scope, wants

pages = Blueprint("places", __name__, url_prefix="/cac-diem-ban")

COLUMNS: Final = (
    Column(lazy_pgettext("one", "Điểm ưu đãi")),
    Column(_l("Địa chỉ")),
    Column(_l("Tình trạng"), Shape.BADGE),
    Column(_l("Lượt hôm nay"), Shape.NUMBER),
    Column(_l("Thu hôm nay"), Shape.DONG),
    Column(_l("Giảm hôm nay"), Shape.DONG),
    Column(_l("Điện thoại"), Shape.NUMBER),
    Column(_l("Thu ngân"), Shape.NUMBER),
    Column(_l("Mã"), in_file_only=True),
)


class PlaceFilters(FilterForm):
    can = choice_field(_l("Tình trạng"), wants.STATES)


@pages.get("")
@allow(Permission.MANAGE_OUTLET)
def page() -> ResponseReturnValue:
    return render_template("partner_portal/places.html", listing=lists.opened(asked()))


def asked() -> Register:
    """Read from the address which outlets are wanted, by name."""
    form = PlaceFilters.asked()
    reached = select(Outlet.name_key, Outlet.id).where(Outlet.id.in_(scope.outlet_ids()))
    return Register("diem-ban", COLUMNS, Selection(reached, tuple(_wanted(form))), _lines, form)


lists.offer_files(pages, asked, Permission.MANAGE_OUTLET)


def _wanted(form: PlaceFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        key = folded(form.typed)
        in_address = lists.is_written_in(Outlet.address, form.typed)
        yield or_(Outlet.name_key.contains(key, autoescape=True), in_address)
    if state := form.chosen("can"):
        yield wants.stands(state)


def _lines(outlet_ids: Sequence[Any]) -> list[Line]:
    session, today = current.session(), day_of(current.now())
    rows = session.scalars(select(Outlet).where(Outlet.id.in_(outlet_ids)))
    outlets = {outlet.id: outlet for outlet in rows}
    sold = purchases.totals_by(session, Purchase.outlet_id, outlet_ids, today, today + ONE_DAY)
    phones, cashiers = _phones_at(outlet_ids), _cashiers_at(outlet_ids)
    lines = []
    for each in outlet_ids:
        outlet, day = outlets[each], sold.get(each, NOTHING)
        staff = (phones.get(each, 0), cashiers.get(each, 0))
        sums = (day.uses, day.turnover, day.benefit)
        values = (outlet.name, outlet.address, _standing(outlet, today), *sums, *staff)
        lines.append(Line((*values, outlet.code), url_for("outlets.page", outlet_id=each)))
    return lines


def _standing(outlet: Outlet, today: date) -> Badge:
    if outlet.is_open_on(today):
        return Badge(_l("Đang mở"), "good")
    return Badge(wants.STATES[wants.CLOSED], "warn")


def _phones_at(outlet_ids: Sequence[int]) -> Mapping[int, int]:
    rows = current.session().execute(
        select(Device.outlet_id, func.count())
        .where(Device.outlet_id.in_(outlet_ids), Device.revoked_at.is_(None))
        .group_by(Device.outlet_id)
    )
    return {row[0]: row[1] for row in rows}


def _cashiers_at(outlet_ids: Sequence[int]) -> Mapping[int | None, int]:
    rows = current.session().execute(
        select(AccountRole.outlet_id, func.count())
        .join(Account, Account.id == AccountRole.account_id)
        .where(
            AccountRole.outlet_id.in_(outlet_ids),
            AccountRole.role == Role.CASHIER,
            holds_on(day_of(current.now())),
            Account.disabled_at.is_(None),
        )
        .group_by(AccountRole.outlet_id)
    )
    return {row[0]: row[1] for row in rows}
