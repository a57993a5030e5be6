"""What officers type about themselves."""

from wtforms import HiddenField, PasswordField

from benefits.web import Form, required, text_field


class SignInForm(Form):
    login = text_field("Email hoặc số điện thoại", required())
    secret = PasswordField("Mật khẩu", [required()])
    tiep = HiddenField()


class CodeForm(Form):
    code = text_field("Mã xác thực", required())
    tiep = HiddenField()


class PasswordForm(Form):
    present = PasswordField("Mật khẩu hiện tại", [required()])
    chosen = PasswordField("Mật khẩu mới", [required()])
    again = PasswordField("Gõ lại mật khẩu mới", [required()])
