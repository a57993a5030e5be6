"""What an officer says to a request for a correction."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import Length, Optional

from benefits.periods import day_of
from benefits.web import DayField, Form, current, required, text_field


class AcceptForm(Form):
    answer = text_field(_l("Lời nhắn cho đoàn viên"), Length(max=500))


class MoveForm(AcceptForm):
    """Where the person goes and since when; without a day that is today."""

    unit = RadioField(_l("Đơn vị mới"), [required(_l("Hãy tìm và chọn đơn vị mới."))])
    since = DayField(_l("Thuộc đơn vị mới từ ngày"), [Optional()])

    @property
    def on(self) -> date:
        return self.since.data or day_of(current.now())


class DeclineForm(Form):
    reason = TextAreaField(
        _l("Lý do không sửa"), [required(_l("Hãy ghi lý do để đoàn viên hiểu.")), Length(max=500)]
    )
