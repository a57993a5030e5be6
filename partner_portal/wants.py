"""What wants a manager's attention: counters that cannot work, and what ends soon."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import ColumnElement, exists, func, or_, select

from benefits import agreements
from benefits.access import Account, AccountRole, Device, Role
from benefits.access.roles import holds_on
from benefits.agreements import Agreement
from benefits.partners import Outlet
from benefits.periods import day_of
from benefits.web import Words, current
from benefits.web.filters import day as day_text
from benefits.web.filters import last_day
from partner_portal import scope

NO_PHONE, NO_CASHIER, UNSEEN, CLOSED = "chua-may", "chua-thu-ngan", "may-vang", "dong"
STATES: Final[Mapping[str, str]] = Words(
    {
        NO_PHONE: _l("Chưa có điện thoại"),
        NO_CASHIER: _l("Chưa có thu ngân"),
        UNSEEN: _l("Có máy 7 ngày không dùng"),
        CLOSED: _l("Đã đóng cửa"),
    }
)
UNSEEN_FOR: Final = timedelta(days=7)
SOON: Final = timedelta(days=30)
LATELY: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Want:
    """How many of what, and where it is put right."""

    count: int
    text: str
    url: str
    look: str = "warn"


def all_of_them() -> list[Want]:
    return [*_agreements(), *_offers(), *_outlets()]


def stands(state: str) -> ColumnElement[bool]:
    """Tell of an outlet whether it is in a state."""
    if state == CLOSED:
        return ~is_open()
    lacks = {NO_PHONE: ~_has_phone(), NO_CASHIER: ~_has_cashier(), UNSEEN: _has_unseen()}
    return is_open() & lacks[state]


def is_open() -> ColumnElement[bool]:
    """Tell of an outlet whether it has not closed for good."""
    return or_(Outlet.closed_on.is_(None), Outlet.closed_on > day_of(current.now()))


def _has_phone() -> ColumnElement[bool]:
    return exists().where(Device.outlet_id == Outlet.id, Device.revoked_at.is_(None))


def _has_unseen() -> ColumnElement[bool]:
    seen = func.coalesce(Device.seen_at, Device.enrolled_at)
    return exists().where(
        Device.outlet_id == Outlet.id,
        Device.revoked_at.is_(None),
        seen < current.now() - UNSEEN_FOR,
    )


def _has_cashier() -> ColumnElement[bool]:
    return exists().where(
        AccountRole.outlet_id == Outlet.id,
        AccountRole.role == Role.CASHIER,
        holds_on(day_of(current.now())),
        Account.id == AccountRole.account_id,
        Account.disabled_at.is_(None),
    )


def _outlets() -> Iterator[Want]:
    states = (NO_PHONE, NO_CASHIER, UNSEEN)
    counts = [func.count().filter(stands(state)) for state in states]
    asked = select(*counts).select_from(Outlet).where(Outlet.id.in_(scope.outlet_ids()))
    for state, count in zip(states, current.session().execute(asked).one(), strict=True):
        if count:
            yield Want(count, _lacking(state, count), url_for("places.page", can=state))


def _lacking(state: str, count: int) -> str:
    if state == NO_PHONE:
        return str(
            ngettext(
                "điểm ưu đãi chưa có điện thoại nào được ghép",
                "điểm ưu đãi chưa có điện thoại nào được ghép",
                count,
            )
        )
    if state == NO_CASHIER:
        return str(ngettext("điểm ưu đãi chưa có thu ngân", "điểm ưu đãi chưa có thu ngân", count))
    return str(
        ngettext(
            "điểm ưu đãi có điện thoại 7 ngày không dùng",
            "điểm ưu đãi có điện thoại 7 ngày không dùng",
            count,
        )
    )


def _offers() -> Iterator[Want]:
    today = day_of(current.now())
    partner_id = scope.own_partner().id
    ending = agreements.ending_by(current.session(), partner_id, today, today + SOON)
    if ending:
        first = last_day(ending[0].closes_on)
        text = ngettext(
            "ưu đãi kết thúc trong 30 ngày tới, vào %(first)s",
            "ưu đãi kết thúc trong 30 ngày tới, sớm nhất %(first)s",
            len(ending),
            first=first,
        )
        yield Want(len(ending), text, url_for("offers.page"))


def _agreements() -> Iterator[Want]:
    """Agreements that ended lately; what is long over is no news."""
    today = day_of(current.now())
    theirs = select(Agreement).where(
        Agreement.partner_id == scope.own_partner().id, Agreement.is_draft.is_(False)
    )
    for each in current.session().scalars(theirs.order_by(Agreement.valid_from)):
        ended = agreements.ends_on(each)
        if ended is not None and today - LATELY < ended <= today:
            yield Want(1, _ended(each.number, ended), url_for("offers.page"), "bad")


def _ended(number: str, ended: date) -> str:
    told = {"number": number, "day": day_text(ended)}
    return str(_("thỏa thuận %(number)s đã hết hạn từ %(day)s", **told))
