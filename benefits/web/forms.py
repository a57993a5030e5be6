"""Forms: what people type becomes values of ours, or a sentence about what is wrong."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from benefits.money import Dong, parse_dong
from benefits.web import mistaken

SAID: Final[Mapping[str, str]] = {
    "This field is required.": _l("Cần điền mục này."),
    "Not a valid choice.": _l("Hãy chọn một mục trong danh sách."),
    "Not a valid choice": _l("Hãy chọn một mục trong danh sách."),
    "Invalid Choice: could not coerce.": _l("Hãy chọn một mục trong danh sách."),
    "Not a valid integer value.": _l("Cần một số nguyên."),
    "Not a valid date value.": _l("Cần một ngày, như 05/10/2026."),
    "Invalid input.": _l("Nội dung này không dùng được."),
    "Field cannot be longer than %(max)d characters.": _l("Chỉ ghi tối đa %(max)d ký tự."),
}
LONGEST_LINE: Final = 500
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class InOurWords:
    """Says in the language of the page what WTForms says in its own English."""

    def gettext(self, text: str) -> str:
        return str(SAID.get(text, text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return str(SAID.get(one if count == 1 else many, many))


class Form(FlaskForm):  # type: ignore[misc]
    """A form of one of our pages; CSRF is checked before any view is reached."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

        def get_translations(self, _form: object) -> InOurWords:
            return InOurWords()

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            return super().wrap_formdata(form, formdata)

    def is_sent(self) -> bool:
        """Tell whether this is a POST and everything in it can be used."""
        mistaken.note(self)
        return bool(self.validate_on_submit())

    def blame(self, field: str, sentence: str) -> None:
        """Put a refusal of the domain beside the field it is about."""
        mistaken.note(self)
        self[field].errors = [*self[field].errors, sentence]


def required(sentence: str = _l("Cần điền mục này.")) -> DataRequired:
    return DataRequired(sentence)


class SomeTicked(DataRequired):
    """Wants one of several boxes ticked.

    Says nothing of it to the browser, which would ask for every box.
    """

    def __init__(self, sentence: str = _l("Hãy chọn ít nhất một mục.")) -> None:
        super().__init__(sentence)
        self.field_flags = {}


def given(sentence: str = _l("Cần điền mục này.")) -> InputRequired:
    """Like `required`, for fields in which 0 is an answer."""
    return InputRequired(sentence)


def trimmed(text: str | None) -> str | None:
    """Cut blanks around, and characters that no keyboard types."""
    return None if text is None else _CONTROLS.sub("", text).strip()


def text_field(label: str, *validators: Callable[..., None], **options: Any) -> StringField:
    """Make a line of text, no longer than lines are; it reaches the view trimmed."""
    is_bounded = any(isinstance(each, Length) for each in validators)
    bounds = () if is_bounded else (Length(max=LONGEST_LINE),)
    return StringField(label, validators=(*validators, *bounds), filters=[trimmed], **options)


class DongField(StringField):
    """An amount of money as people type it: 250.000, 250k, 1,2 triệu. `data` is whole đồng."""

    data: Dong | None  # type: ignore[assignment]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = None
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            return
        self.data = parse_dong(text)
        if self.data is None:
            raise ValidationError(_("Không đọc được số tiền. Hãy gõ như 250.000."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)


YEARS: Final = range(1900, 2200)


class DayField(DateField):
    """A day from a browser's calendar (2026-10-05) or typed by hand (05/10/2026)."""

    data: date | None

    def __init__(self, label: str, validators: Sequence[Any] = (), **options: Any) -> None:
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
        super().__init__(label, list(validators), format=formats, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Refuse years that are slips of the finger; beyond them days cannot be counted."""
        super().process_formdata(valuelist)
        if self.data is not None and self.data.year not in YEARS:
            self.data = None
            raise ValueError(self.gettext("Not a valid date value."))
