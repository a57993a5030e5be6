"""What an officer types about a partner and its outlets."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FloatField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, NumberRange, Optional

from benefits.desk import labels
from benefits.partners import Outlet, Particulars, Partner, PartnerKind, is_discreet
from benefits.web import DayField, Form, given, required, text_field

CODE, NAME, PLACE = Length(max=40), Length(max=200), Length(max=300)
NORTH = NumberRange(-90, 90, _l("Vĩ độ từ −90 đến 90, như 21,0278."))
EAST = NumberRange(-180, 180, _l("Kinh độ từ −180 đến 180, như 105,8342."))


class DegreesField(FloatField):
    """Degrees of a position, with a comma or a point."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([each.strip().replace(",", ".") for each in valuelist])


class PartnerForm(Form):
    code = text_field(_l("Mã đối tác"), required(), CODE)
    name = text_field(_l("Tên đối tác"), required(), NAME)
    kind = SelectField(_l("Loại đối tác"), choices=[])
    tax_code = text_field(_l("Mã số thuế"), CODE)
    is_another = BooleanField(_l("Đã xem: đây là đối tác khác, vẫn thêm"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.kind.choices = [SelectChoice(*each) for each in labels.PARTNER_KINDS.items()]

    def particulars(self) -> dict[str, Any]:
        return {
            "code": self.code.data,
            "name": self.name.data,
            "kind": PartnerKind(self.kind.data),
            "tax_code": self.tax_code.data or None,
        }


class PartnerEditForm(Form):
    name = text_field(_l("Tên đối tác"), required(), NAME)
    tax_code = text_field(_l("Mã số thuế"), CODE)
    is_health = BooleanField(_l("Cơ sở y tế: không bao giờ hiện tên người dùng"))

    @classmethod
    def of(cls, partner: Partner) -> "PartnerEditForm":
        known = {"name": partner.name, "tax_code": partner.tax_code}
        return cls(formdata=None, **known, is_health=is_discreet(partner))

    def told(self) -> dict[str, Any]:
        return {
            "name": self.name.data or "",
            "tax_code": self.tax_code.data or None,
            "is_health": bool(self.is_health.data),
        }


class OutletForm(Form):
    name = text_field(_l("Tên điểm"), required(), NAME, id="outlet_name")
    address = text_field(_l("Địa chỉ"), PLACE)
    latitude = DegreesField(_l("Vĩ độ"), [Optional(), NORTH])
    longitude = DegreesField(_l("Kinh độ"), [Optional(), EAST])

    @classmethod
    def of(cls, outlet: Outlet) -> "OutletForm":
        return cls(
            formdata=None,
            name=outlet.name,
            address=outlet.address,
            latitude=outlet.latitude,
            longitude=outlet.longitude,
        )

    def particulars(self) -> Particulars:
        return Particulars(
            name=self.name.data or "",
            address=self.address.data or None,
            latitude=self.latitude.data,
            longitude=self.longitude.data,
        )


class NewOutletForm(OutletForm):
    code = text_field(_l("Mã điểm"), required(), CODE)


class CloseForm(Form):
    last_day = DayField(_l("Ngày cuối còn mở cửa"), [given()])
