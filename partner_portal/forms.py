"""What a shop's people type about themselves, their phones and their colleagues."""

from typing import Final

from wtforms import HiddenField, PasswordField, RadioField
from wtforms.validators import Length

from benefits.web import DayField, Form, required, text_field

LONGEST_NAME: Final = 80


class SignInForm(Form):
    login = text_field("Số điện thoại hoặc email", required())
    secret = PasswordField("Mật khẩu", [required()])
    code = text_field("Mã xác thực 6 số")
    tiep = HiddenField()


class PinForm(Form):
    account = RadioField("Bạn là ai?", coerce=int, validators=[required("Hãy chọn tên của bạn.")])
    pin = PasswordField("Mã PIN", [required("Hãy nhập mã PIN 6 số.")])
    tiep = HiddenField()


class PairForm(Form):
    name = text_field("Tên gọi của máy này", Length(max=LONGEST_NAME, message="Tên quá dài."))


class PairByCodeForm(PairForm):
    code = text_field("Mã ghép máy (8 ký tự)", required("Hãy nhập mã 8 ký tự."))


class CashierForm(Form):
    name = text_field(
        "Họ và tên thu ngân",
        required("Cần họ và tên."),
        Length(max=LONGEST_NAME, message="Tên quá dài."),
    )


class SecretForm(Form):
    present = PasswordField("Đang dùng", [required()])
    chosen = PasswordField("Mới", [required()])
    again = PasswordField("Gõ lại lần nữa", [required()])


class DayForm(Form):
    ngay = DayField("Ngày")


class CodeForm(Form):
    # another id than the field of the scanner's page, into which this form may be put
    code = text_field("Mã trên thẻ", required("Hãy nhập mã in dưới mã QR."), id="card-code")
