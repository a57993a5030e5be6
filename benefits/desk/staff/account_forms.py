"""What an officer types about other people's accounts and roles."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Optional

from benefits.access import Place, Role
from benefits.desk.staff import account_places, account_scope
from benefits.errors import NotFound
from benefits.periods import ONE_DAY
from benefits.web import DayField, Form, required, text_field

SINCE: Final = _l("Từ ngày")
LAST_DAY: Final = _l("Đến hết ngày")


class AddForm(Form):
    name = text_field(_l("Họ và tên"), required())
    login = text_field(_l("Email hoặc số điện thoại để đăng nhập"), required())
    place = text_field("", required())
    since = DayField(SINCE, [Optional()])


class CorrectForm(Form):
    name = text_field(_l("Họ và tên"), required())
    login = text_field(_l("Email hoặc số điện thoại để đăng nhập"), required())


class RoleForm(Form):
    place = text_field("", required())
    since = DayField(SINCE, [Optional()])
    last_day = DayField(LAST_DAY, [Optional()])

    @property
    def until(self) -> date | None:
        return None if self.last_day.data is None else self.last_day.data + ONE_DAY


class EndForm(Form):
    last_day = DayField(LAST_DAY, [Optional()])


class HandOverForm(Form):
    login = text_field(_l("Email hoặc số điện thoại của người nhận"), required())
    name = text_field(_l("Họ và tên người nhận"))
    day = DayField(_l("Người nhận bắt đầu từ ngày"), [required()])
    is_sure = BooleanField(_l("Đã có quyết định hoặc nghị quyết về việc này"), [required()])


@dataclass(frozen=True, slots=True)
class Kind:
    """What officers give people to do: at a unit, or for a partner."""

    role: Role
    name: Any
    title: Any
    give: Any
    place: Any
    hint: Any
    parameter: str
    is_unknown: Any

    def choices(self) -> list[tuple[str, str]]:
        return account_places.units() if self.is_union else account_places.partners()

    @property
    def is_union(self) -> bool:
        return self.role is Role.OFFICER

    def place_of(self, code: str, since: date | None) -> Place:
        """Find the unit or partner of a code within reach, as a role that begins on a day names it.

        A unit that is no more, or not yet, is nobody's to act for.
        """
        if self.is_union:
            return {"organization_id": account_scope.unit_open_on(code, since).id}
        return {"partner_id": account_scope.partner(code).id}


KINDS: Final = {
    "can-bo": Kind(
        Role.OFFICER,
        _l("Cán bộ công đoàn"),
        _l("Thêm cán bộ"),
        _l("Giao vai trò cán bộ"),
        _l("Mã đơn vị"),
        _l("Người này làm việc được với đơn vị đó và mọi đơn vị bên dưới."),
        "don_vi",
        _l("Không có đơn vị này trong phạm vi của bạn."),
    ),
    "quan-ly": Kind(
        Role.MANAGER,
        _l("Quản lý đối tác"),
        _l("Thêm quản lý đối tác"),
        _l("Giao vai trò quản lý đối tác"),
        _l("Mã đối tác"),
        _l("Người này quản lý mọi điểm ưu đãi của đối tác."),
        "doi_tac",
        _l("Không có đối tác này trong phạm vi của bạn."),
    ),
}


def kind_of(slug: str) -> Kind:
    if slug not in KINDS:
        raise NotFound
    return KINDS[slug]
