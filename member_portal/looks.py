"""Who looked at my card and my data: shops, officers, whoever opened the card's address."""

from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from benefits import organization, purchases
from benefits.access import Permission
from benefits.periods import day_of
from benefits.purchases import Glance, Where
from benefits.purchases.glances import NAMED, ROSTER_TAKEN
from benefits.purchases.own_lines import instant_of, micros_of
from benefits.web import Words, allow, current
from benefits.web.called import NAMING_REASONS
from member_portal import scope

pages = Blueprint("looks", __name__)

PAGE: Final = 50
DONE_FOR: Final = Words(
    {
        "activated_at_desk": _l("Đặt mã PIN tại công đoàn"),
        "consent_noted": _l("Ghi nhận phiếu đồng ý"),
        "member_let_try": _l("Cho thử lại mã PIN"),
        "pin_reset": _l("Bỏ mã PIN"),
    }
)


@pages.get("/ai-da-xem")
@allow(Permission.SEE_OWN_CARD)
def page() -> ResponseReturnValue:
    session, after = current.session(), _place(request.args.get("sau", ""))
    found = purchases.glances_at(session, scope.member_id(), most=PAGE + 1, after=after)
    shown = found[:PAGE]
    units = {each.organization_id for each in shown if each.organization_id is not None}
    return render_template(
        "member_portal/looks.html",
        looks=shown,
        units=organization.names_on(session, units, day_of(current.now())),
        after=_word(shown[-1]) if len(found) > PAGE else None,
        is_first=after is None,
        done_for=DONE_FOR,
        told=told,
        why=why,
        roster=ROSTER_TAKEN,
    )


def told(look: Glance) -> str:
    """Say what a look found, or what was done for me then."""
    if look.result in DONE_FOR:
        return str(DONE_FOR[look.result])
    if look.result == ROSTER_TAKEN:
        return str(_("Tải danh sách"))
    if look.result == NAMED:
        return str(_("Xem tên bên lượt sử dụng"))
    if look.is_of_officer:
        return str(_("Xem thông tin"))
    if look.result == "applies":
        return str(_("Dùng được"))
    return str(_("Không dùng được") if look.outlet_name else _("Chỉ xem"))


def why(look: Glance) -> str:
    """Say the reason that whoever put my name beside what I used had to give."""
    if look.reason is None:
        return ""
    return str(_("Lý do: %(reason)s", reason=NAMING_REASONS.get(look.reason, look.reason)))


def _word(last: Glance) -> str:
    return f"{micros_of(last.at)}-{last.source}-{last.id}"


def _place(word: str) -> Where | None:
    """Read where a page ended; what nobody understands begins at the beginning."""
    parts = word.split("-")
    if len(parts) != len(Where._fields) or not all(part.isdecimal() for part in parts):
        return None
    at = instant_of(int(parts[0]))
    return None if at is None else Where(at, int(parts[1]), int(parts[2]))
