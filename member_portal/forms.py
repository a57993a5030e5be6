"""What members type."""

from typing import Final

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import Length

from benefits.web import Form, required, text_field

LONGEST_SEARCH: Final = 80


class SignInForm(Form):
    code = text_field("Mã thẻ", required("Hãy nhập mã in trên thẻ."), Length(max=60))
    pin = PasswordField("Mã PIN", [required("Hãy nhập mã PIN 6 số.")])
    tiep = HiddenField()


class PinForm(Form):
    present = PasswordField("Mã PIN đang dùng", [required()])
    chosen = PasswordField("Mã PIN mới", [required()])
    again = PasswordField("Gõ lại mã PIN mới", [required()])


class SearchForm(Form):
    tim = StringField("Tìm ưu đãi, cửa hàng, địa chỉ", [Length(max=LONGEST_SEARCH)])
