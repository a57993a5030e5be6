"""What officers type to get in, about themselves and about the accounts they look after."""

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


class OfficerForm(Form):
    name = text_field("Họ và tên", required())
    login = text_field("Email hoặc số điện thoại để đăng nhập", required())
    unit = text_field("Mã đơn vị", required())


class ManagerForm(Form):
    name = text_field("Họ và tên", required())
    login = text_field("Email hoặc số điện thoại để đăng nhập", required())
    partner = text_field("Mã đối tác", required())


class CashierForm(Form):
    name = text_field("Họ và tên thu ngân", required())
