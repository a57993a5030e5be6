"""One page with every part that pages are built of, so that what is there is used again."""

from typing import Final

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField

from benefits.access import Permission
from benefits.web import DayField, DongField, Form, allow, required, text_field

pages = Blueprint("looks", __name__, url_prefix="/giao-dien")

COLOURS: Final = (
    ("paper", "ink"),
    ("surface", "ink"),
    ("sunken", "ink-soft"),
    ("blue", "on-blue"),
    ("blue-tint", "blue"),
    ("green-tint", "green"),
    ("amber-tint", "amber"),
    ("red-tint", "red"),
)
STEPS: Final = ("4", "3", "2", "1", "0", "-1")
GAPS: Final = ("1", "2", "3", "4", "5", "6")
LONG_NAME: Final = "Nguyễn Phước Công Tằng Tôn Nữ Thị Hoàng Minh Châu"
LONG_UNIT: Final = (
    "Công đoàn cơ sở Công ty trách nhiệm hữu hạn một thành viên Chế biến Thủy sản Xuất khẩu "
    "Khu công nghiệp Trà Nóc mở rộng"
)
MILLION: Final = 1_000_000
MONTHS: Final = (
    (_l("Tháng 1"), 123_456_789),
    (_l("Tháng 2"), 58_400_000),
    (_l("Tháng 3"), 1_234_567_890),
)


class SampleForm(Form):
    """Nothing is sent: it is there to be looked at, one field with a mistake."""

    name = text_field(_l("Họ và tên"), required())
    price = DongField(_l("Giá trước giảm"), default="123.456.789")
    code = text_field(_l("Mã trên thẻ"), default="2MK3-37F5-RKM")
    unit = SelectField(_l("Đơn vị"), choices=lambda: {LONG_UNIT: LONG_UNIT})
    file = FileField(_l("Bản quét quyết định (PDF, JPEG hoặc PNG, tối đa 20 MB)"))
    day = DayField(_l("Từ ngày"))
    kind = RadioField(
        _l("Chọn một"), choices=lambda: {"a": _("Phần này"), "b": _("Phần kia")}, default="a"
    )
    agreed = BooleanField(_l("Tôi đã đọc và đồng ý"))


@pages.get("/")
@allow(Permission.SEE_DESK)
def page() -> ResponseReturnValue:
    form = SampleForm(formdata=None)
    form.name.errors = [_l("Hãy điền họ và tên.")]
    return render_template(
        "desk/looks/page.html",
        form=form,
        colours=COLOURS,
        sizes=STEPS,
        gaps=GAPS,
        long_name=LONG_NAME,
        long_unit=LONG_UNIT,
        months=MONTHS,
        drawn={
            "months": [str(name) for name, _benefit in MONTHS],
            "millions": [benefit / MILLION for _name, benefit in MONTHS],
        },
    )
