"""What officers type about a tag: its name, which units go in or out, and from which day."""

import re
from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm

from benefits.desk import labels
from benefits.desk.people.member_forms import given_day
from benefits.web import DayField, Form, required, text_field

LONGEST: Final = 200_000
_BETWEEN: Final = re.compile(r"[\s,;]+")


class TagForm(Form):
    name = text_field(_l("Tên nhóm"), required(_l("Hãy ghi tên nhóm.")))
    kind = SelectField(
        _l("Loại nhóm"),
        [required()],
        choices=lambda: [SelectChoice(str(code), name) for code, name in labels.TAG_KINDS.items()],
    )


class UnitsField(SelectMultipleField):
    """Codes of ticked units; which of them may be meant is looked up, not listed."""

    def pre_validate(self, form: BaseForm) -> None:
        """Take any code: a view reaches for each of them."""


class MembersForm(Form):
    """Units that go into a tag or out of it from a day on."""

    donvi = UnitsField(_l("Đơn vị"))
    codes = TextAreaField(_l("Hoặc dán mã đơn vị, mỗi dòng một mã"))
    day = DayField(_l("Từ ngày"), [required(_l("Hãy ghi ngày."))])

    @property
    def since(self) -> date:
        """The day given, once the form is judged."""
        return given_day(self.day)

    @property
    def named(self) -> list[str]:
        """The codes of all units meant, each once."""
        pasted = _BETWEEN.split((self.codes.data or "")[:LONGEST].strip())
        return list(dict.fromkeys(filter(None, (*(self.donvi.data or ()), *pasted))))


class ProposalForm(MembersForm):
    """What is asked of those above: which units go in or out."""

    way = RadioField(
        _l("Đề nghị"),
        choices=[
            SelectChoice("vao", _l("Đưa vào nhóm")),
            SelectChoice("ra", _l("Đưa ra khỏi nhóm")),
        ],
        default="vao",
    )

    @property
    def goes_in(self) -> bool:
        return bool(self.way.data == "vao")


class DeclineForm(Form):
    answer = text_field(_l("Lý do không chấp nhận"), required(_l("Hãy ghi lý do.")))
