"""What agreements, offers and their parts are called, and how a name is searched for."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from benefits.agreements import LimitScope, LimitWindow, State, Trust
from benefits.folding import folded
from benefits.web import Words
from benefits.web.lists import Badge

STATES: Final[Mapping[str, str]] = Words(
    {
        State.DRAFT: _l("Bản nháp"),
        State.COMING: _l("Chưa đến ngày"),
        State.IN_FORCE: _l("Đang có hiệu lực"),
        State.EXPIRING: _l("Sắp hết hạn"),
        State.ENDED: _l("Đã hết hạn"),
        State.TERMINATED: _l("Đã chấm dứt"),
    }
)
STATE_LOOKS: Final[Mapping[State, str]] = {
    State.DRAFT: "info",
    State.COMING: "info",
    State.IN_FORCE: "good",
    State.EXPIRING: "warn",
    State.ENDED: "neutral",
    State.TERMINATED: "bad",
}
TRUSTS: Final[Mapping[str, str]] = Words(
    {
        Trust.PHONE: _l("Chỉ thẻ trên điện thoại"),
        Trust.PRINTED: _l("Thẻ in hoặc thẻ trên điện thoại"),
        Trust.TYPED_CODE: _l("Thẻ, hoặc gõ mã in trên thẻ"),
        Trust.NAME: _l("Tìm theo họ tên cũng được"),
    }
)
SCOPES: Final[Mapping[str, str]] = Words(
    {
        LimitScope.MEMBER: _l("Mỗi người"),
        LimitScope.ALL: _l("Tất cả mọi người cộng lại"),
        LimitScope.OUTLET: _l("Mỗi điểm ưu đãi"),
        LimitScope.HOUSEHOLD: _l("Mỗi gia đình"),
        LimitScope.ORGANIZATION: _l("Mỗi đơn vị"),
        LimitScope.PRODUCT: _l("Mỗi người với mỗi nhóm hàng"),
    }
)
WINDOWS: Final[Mapping[LimitWindow, Any]] = {
    LimitWindow.DAY: _l("Số lượt mỗi ngày"),
    LimitWindow.MONTH: _l("Số lượt mỗi tháng"),
    LimitWindow.TOTAL: _l("Số lượt trong cả thời gian ưu đãi"),
}


def state_badge(state: State) -> Badge:
    return Badge(STATES[state], STATE_LOOKS[state])


def names(key: InstrumentedAttribute[str], typed: str) -> ColumnElement[bool]:
    """Match a folded name of which some words begin with each of those typed."""
    words = folded(typed).split()
    found = (
        or_(key.startswith(word, autoescape=True), key.contains(f" {word}", autoescape=True))
        for word in words
    )
    return and_(*found) if words else false()
