"""What an officer types about a decision on units."""

from datetime import date
from typing import Any, Final
from uuid import uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from benefits.desk import labels
from benefits.desk.reorganization.reorganizing_words import BACK, COVERAGE, MANY, OFFICERS
from benefits.organization import Level
from benefits.reorganizations import CoverageGoes, Kind, OfficersGo
from benefits.web import DayField, Form, given, required, text_field

MOST_TYPED: Final = 200_000
MOST_SHOWN: Final = 5_000


class PartForm(Form):
    """A unit that comes into being."""

    code = text_field(_l("Mã đơn vị mới"), Length(max=60))
    name = text_field(_l("Tên đơn vị mới"), Length(max=300))
    level = SelectField(_l("Cấp"), choices=[])
    members = TextAreaField(_l("Người chuyển về đây"), [Length(max=MOST_TYPED)])
    takes_rest = BooleanField(_l("Nhận cả những người và đơn vị chưa được chia"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.level.choices = [SelectChoice(*each) for each in labels.LEVELS.items()]
        if not self.level.data:
            self.level.data = Level.CO_SO


class ReorganizationForm(Form):
    """All that any kind of decision may ask; a page shows what its kind does."""

    day = DayField(_l("Có hiệu lực từ ngày"), [given()])
    codes = TextAreaField(_l("Dán nhiều mã đơn vị, mỗi dòng một mã"), [Length(max=MOST_TYPED)])
    into = text_field("")
    parent = text_field("")
    name = text_field(_l("Tên mới"), Length(max=300))
    with_below = BooleanField(_l("Giải thể luôn mọi đơn vị bên dưới"))
    parts = FieldList(FormField(PartForm), max_entries=MANY)

    def is_good_for(self, kind: Kind) -> bool:
        """Check the fields by themselves; those that a kind needs are blamed when empty."""
        is_good = self.is_sent()
        wanted: list[Any] = [self.name] if kind is Kind.DOI_TEN else []
        for part in self.parts:
            wanted += [part.form.code, part.form.name]
        for each in wanted:
            if not each.data:
                each.errors = [*each.errors, _("Cần điền mục này.")]
                is_good = False
        return is_good


class DecisionForm(Form):
    """The paper, and what becomes of what the units leave behind."""

    form_id = HiddenField(validators=[Length(max=64)], default=lambda: uuid4().hex)
    shown = HiddenField(validators=[Length(max=MOST_SHOWN)])
    """The mark of the preview that the paper is written below."""
    number = text_field(_l("Số quyết định"), required(), Length(max=100))
    signed_on = DayField(_l("Ngày ký quyết định"), [given()])
    scan = FileField(_l("Bản quét quyết định (PDF, JPEG hoặc PNG, tối đa 20 MB)"), [Optional()])
    holder = text_field(_l("Đơn vị giữ thỏa thuận từ nay"))
    coverage = RadioField(
        _l("Thỏa thuận mà các đơn vị này đang hưởng"), default=CoverageGoes.HEIRS, choices=[]
    )
    officers = RadioField(
        _l("Cán bộ phụ trách các đơn vị đóng"), default=OfficersGo.ALONG, choices=[]
    )
    officers_to = text_field(_l("Cán bộ chuyển sang đơn vị"))
    takes_back = SelectMultipleField(
        _l("Ai và gì trở lại đơn vị từ ngày có hiệu lực"),
        choices=[],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.coverage.choices = [SelectChoice(*each) for each in COVERAGE.items()]
        self.officers.choices = [SelectChoice(*each) for each in OFFICERS.items()]
        self.takes_back.choices = [SelectChoice(*each) for each in BACK.items()]

    def is_good_on(self, today: date) -> bool:
        is_good = self.is_sent()
        if self.signed_on.data and self.signed_on.data > today:
            self.blame("signed_on", _("Quyết định chưa ký thì chưa ghi được. Hãy xem lại ngày ký."))
            is_good = False
        return is_good
