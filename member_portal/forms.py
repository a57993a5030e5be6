"""What members type."""

from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import Length

from benefits.web import Form, required, text_field

LONGEST_SEARCH: Final = 80


class SignInForm(Form):
    code = text_field(_l("Mã thẻ"), required(_l("Hãy nhập mã in trên thẻ.")), Length(max=60))
    pin = PasswordField(_l("Mã PIN"), [required(_l("Hãy nhập mã PIN 6 số."))])
    tiep = HiddenField()


class PinForm(Form):
    present = PasswordField(_l("Mã PIN đang dùng"), [required()])
    chosen = PasswordField(_l("Mã PIN mới"), [required()])
    again = PasswordField(_l("Gõ lại mã PIN mới"), [required()])


class SearchForm(Form):
    tim = StringField(_l("Tìm ưu đãi, cửa hàng, địa chỉ"), [Length(max=LONGEST_SEARCH)])
