"""What officers type to get in, about themselves and about the accounts they look after."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField

from benefits.web import Form, required, text_field


class SignInForm(Form):
    login = text_field(_l("Email hoặc số điện thoại"), required())
    secret = PasswordField(_l("Mật khẩu"), [required()])
    tiep = HiddenField()


class CodeForm(Form):
    code = text_field(_l("Mã xác thực"), required())
    tiep = HiddenField()


class PasswordForm(Form):
    present = PasswordField(_l("Mật khẩu đang dùng"), [required()])
    chosen = PasswordField(_l("Mật khẩu mới"), [required()])
    again = PasswordField(_l("Gõ lại mật khẩu mới"), [required()])


class ProofForm(Form):
    present = PasswordField(_l("Mật khẩu đang dùng"), [required()])
    code = text_field(_l("Mã trên điện thoại, hoặc một mã dự phòng"))


class NewPhoneForm(ProofForm):
    code = text_field(_l("Mã ở điện thoại cũ, hoặc một mã dự phòng"))
    chosen = text_field(_l("Mã 6 chữ số ở điện thoại mới"), required())


class CashierForm(Form):
    name = text_field(_l("Họ và tên thu ngân"), required())
