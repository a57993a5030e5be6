"""What an officer types about a partner and its outlets."""

import re
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FloatField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import TextInput

from benefits.desk import labels
from benefits.partners import (
    Outlet,
    Particulars,
    Partner,
    PartnerKind,
    is_discreet,
    sounds_discreet,
)
from benefits.web import DayField, Form, given, required, text_field

CODE, NAME, PLACE = Length(max=40), Length(max=200), Length(max=300)
NORTH = NumberRange(-90, 90, _l("Vĩ độ từ −90 đến 90, như 21,0278."))
EAST = NumberRange(-180, 180, _l("Kinh độ từ −180 đến 180, như 105,8342."))

IN_CONFIDENCE = _l("Y tế hoặc trợ giúp pháp lý: không bao giờ hiện tên người dùng")


# Both numbers as maps give them: “10.2112, 105.9685”; where decimals have a comma, “10,2; 105,9”.
PAIRS: Final = (
    re.compile(r"(-?\d+\.\d+)\s*[,;\s]\s*(-?\d+\.\d+)"),
    re.compile(r"(-?\d+,\d+)(?:\s*;\s*|,?\s+)(-?\d+,\d+)"),
)


class DegreesField(FloatField):
    """Degrees of a position, with a comma or a point.

    A line of text: in a field for numbers browsers join a pasted pair into one number.
    """

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([each.strip().replace(",", ".") for each in valuelist])
        except ValueError:
            self.data = None  # which is out of any range, and said so there


class PartnerForm(Form):
    code = text_field(_l("Mã đối tác"), required(), CODE)
    name = text_field(_l("Tên đối tác"), required(), NAME)
    kind = SelectField(_l("Loại đối tác"), choices=[])
    tax_code = text_field(_l("Mã số thuế"), CODE)
    is_health = BooleanField(IN_CONFIDENCE)
    asked_of = HiddenField()
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
            "is_health": self._said(),
        }

    def asks(self) -> bool:
        """Tick what a name tells where nobody did, and tell whether that has to be seen first."""
        return _asks(self)

    def _said(self) -> bool | None:
        """Return a yes, the no of somebody who was asked, or else nothing."""
        if self.is_health.data:
            return True
        return False if sounds_discreet(self.name.data or "") else None


def _asks(form: Any) -> bool:
    name = form.name.data or ""
    if form.is_health.data or form.asked_of.data == name or not sounds_discreet(name):
        return False
    form.is_health.data, form.asked_of.data = True, name
    return True


class PartnerEditForm(Form):
    name = text_field(_l("Tên đối tác"), required(), NAME)
    tax_code = text_field(_l("Mã số thuế"), CODE)
    is_health = BooleanField(IN_CONFIDENCE)
    asked_of = HiddenField()

    def asks(self, before: str) -> bool:
        """Tick what a new name tells, as on adding a partner, and tell whether it did."""
        return (self.name.data or "") != before and _asks(self)

    @classmethod
    def of(cls, partner: Partner) -> "PartnerEditForm":
        known = {"name": partner.name, "tax_code": partner.tax_code}
        return cls(formdata=None, **known, is_health=is_discreet(partner))

    def told(self, *, is_settled: bool) -> dict[str, Any]:
        """Return what was typed; a settled tick is not there to be taken away."""
        return {
            "name": self.name.data or "",
            "tax_code": self.tax_code.data or None,
            "is_health": is_settled or bool(self.is_health.data),
        }


def _pair(field: FloatField) -> tuple[str, str] | None:
    """Return the latitude and longitude that were pasted into one field."""
    text = str(field.raw_data[0]).strip("() ") if field.raw_data else ""
    found = next(filter(None, (each.fullmatch(text) for each in PAIRS)), None)
    return None if found is None else (found[1], found[2])


class OutletForm(Form):
    name = text_field(_l("Tên điểm"), required(), NAME, id="outlet_name")
    address = text_field(_l("Địa chỉ"), PLACE)
    latitude = DegreesField(_l("Vĩ độ"), [Optional(), NORTH])
    longitude = DegreesField(_l("Kinh độ"), [Optional(), EAST])

    def process(self, *arguments: Any, **options: Any) -> None:
        """Take both from either field when a map's pair was pasted there."""
        super().process(*arguments, **options)
        both = (self.latitude, self.longitude)
        pasted = next(filter(None, map(_pair, both)), None)
        if pasted is not None:
            for field, degrees in zip(both, pasted, strict=True):
                field.process(MultiDict({field.name: degrees}))

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
