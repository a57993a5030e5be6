"""What a shop's people type about themselves, their phones and their colleagues."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import HiddenField, PasswordField, RadioField, SelectField
from wtforms.validators import Length

from benefits.web import DayField, Form, required, text_field

LONGEST_NAME: Final = 80
LONGEST_TEXT: Final = 200


class SignInForm(Form):
    login = text_field(_l("Số điện thoại hoặc email"), required())
    secret = PasswordField(_l("Mật khẩu"), [required()])
    code = text_field(_l("Mã xác thực 6 số"))
    tiep = HiddenField()


class PinForm(Form):
    account = RadioField(
        _l("Bạn là ai?"), coerce=int, validators=[required(_l("Hãy chọn tên của bạn."))]
    )
    pin = PasswordField(_l("Mã PIN"), [required(_l("Hãy nhập mã PIN 6 số."))])
    tiep = HiddenField()


class PairForm(Form):
    name = text_field(
        _l("Tên gọi của máy này"), Length(max=LONGEST_NAME, message=_l("Tên quá dài."))
    )


class PairByCodeForm(PairForm):
    code = text_field(_l("Mã ghép máy (8 ký tự)"), required(_l("Hãy nhập mã 8 ký tự.")))


class CashierForm(Form):
    name = text_field(
        _l("Họ và tên thu ngân"),
        required(_l("Cần họ và tên.")),
        Length(max=LONGEST_NAME, message=_l("Tên quá dài.")),
    )


class PinChoiceForm(Form):
    pin = PasswordField(_l("Mã PIN do thu ngân tự chọn"))


class PlaceForm(Form):
    """Another outlet at which a cashier may stand."""

    outlet = SelectField(lazy_pgettext("one", "Điểm ưu đãi"), coerce=int)


class PhoneForm(Form):
    name = text_field(
        _l("Tên gọi của máy này"),
        required(_l("Cần một tên gọi.")),
        Length(max=LONGEST_NAME, message=_l("Tên quá dài.")),
    )


class OutletForm(Form):
    name = text_field(
        _l("Tên điểm ưu đãi"),
        required(_l("Cần tên điểm ưu đãi.")),
        Length(max=LONGEST_TEXT, message=_l("Tên quá dài.")),
    )
    address = text_field(_l("Địa chỉ"), Length(max=LONGEST_TEXT, message=_l("Địa chỉ quá dài.")))
    phone = text_field(
        _l("Số điện thoại của điểm ưu đãi"), Length(max=LONGEST_NAME, message=_l("Số quá dài."))
    )
    hours = text_field(_l("Giờ mở cửa"), Length(max=LONGEST_TEXT, message=_l("Quá dài.")))


class SecretForm(Form):
    """A password of one's own. Only a cashier has a PIN."""

    present = PasswordField(_l("Mật khẩu đang dùng"), [required()])
    chosen = PasswordField(_l("Mật khẩu mới"), [required()])
    again = PasswordField(_l("Gõ lại mật khẩu mới"), [required()])


class OwnPinForm(SecretForm):
    present = PasswordField(_l("Mã PIN đang dùng"), [required()])
    chosen = PasswordField(_l("Mã PIN mới"), [required()])
    again = PasswordField(_l("Gõ lại mã PIN mới"), [required()])


class DayForm(Form):
    ngay = DayField(_l("Ngày"))


class CodeForm(Form):
    # another id than the field of the scanner's page, into which this form may be put
    code = text_field(_l("Mã trên thẻ"), required(_l("Hãy nhập mã in dưới mã QR.")), id="card-code")
