"""What an officer says of another program: what it is, what for, what it may do and where."""

from datetime import datetime
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from benefits.access import HOLDERS, Permission, Standing, machines
from benefits.desk import scope
from benefits.desk.staff import token_scope
from benefits.errors import NotFound
from benefits.periods import ONE_DAY, start_of
from benefits.web import DayField, Form, SomeTicked, required, text_field
from benefits.web.languages import language
from benefits.wording.scopes import scope_told

OPEN_TO_PROGRAMS: Final = tuple(
    permission
    for permission in Permission
    if Standing.MACHINE in HOLDERS[permission] and permission is not Permission.ANYONE
)


class TokenForm(Form):
    name = text_field(_l("Phần mềm nào"), required())
    purpose = text_field(_l("Dùng vào việc gì"), required())
    scopes = SelectMultipleField(
        _l("Được làm gì"),
        [SomeTicked(_l("Hãy chọn ít nhất một việc."))],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    unit = text_field(_l("Mã đơn vị mà phần mềm đọc số liệu"))
    outlet = text_field(_l("Mã điểm ưu đãi mà phần mềm bán hàng"))
    last_day = DayField(_l("Dùng đến hết ngày"), [Optional()])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.scopes.choices = [
            (each.value, scope_told(each, language())) for each in OPEN_TO_PROGRAMS
        ]

    def permissions(self) -> list[Permission]:
        return [Permission(each) for each in self.scopes.data or ()]

    @property
    def ends_at(self) -> datetime | None:
        """The midnight in Việt Nam with which the last day ends."""
        last = self.last_day.data
        return None if last is None else start_of(last + ONE_DAY)

    def places(self) -> dict[str, int] | None:
        """Find the unit and the outlet that the chosen scopes need, or say what is missing."""
        chosen = set(self.permissions())
        found: dict[str, int] = {}
        if chosen - set(machines.AT_A_TILL):
            self._find("unit", "organization_id", found)
        if chosen & set(machines.AT_A_TILL):
            self._find("outlet", "outlet_id", found)
        return None if self.errors else found

    def _find(self, field: str, name: str, found: dict[str, int]) -> None:
        code = self[field].data
        if not code:
            self.blame(field, _("Những việc đã chọn cần mã này."))
            return
        try:
            finder = scope.unit if field == "unit" else token_scope.outlet
            found[name] = finder(code).id
        except NotFound:
            self.blame(field, _("Không có mã này trong phạm vi của bạn."))
