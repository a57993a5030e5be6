"""What members type."""

from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length

from benefits.agreements import Category
from benefits.web import Form, Words, required, text_field

LONGEST_SEARCH: Final = 80


class SignInForm(Form):
    code = text_field(_l("Mã thẻ"), required(_l("Hãy nhập mã in trên thẻ.")), Length(max=60))
    pin = PasswordField(_l("Mã PIN"), [required(_l("Hãy nhập mã PIN 6 số."))])
    tiep = HiddenField()


class PinForm(Form):
    present = PasswordField(_l("Mã PIN đang dùng"), [required()])
    chosen = PasswordField(_l("Mã PIN mới"), [required()])
    again = PasswordField(_l("Gõ lại mã PIN mới"), [required()])


CATEGORIES: Final = Words(
    {
        Category.DOI_TAC: _l("Cửa hàng, dịch vụ"),
        Category.KHACH_SAN: _l("Khách sạn, nhà nghỉ công đoàn"),
        Category.DAI_HOC: _l("Trường đại học của công đoàn"),
        Category.DAY_NGHE: _l("Dạy nghề"),
        Category.NHA_VAN_HOA: _l("Nhà văn hóa lao động"),
        Category.TU_VAN_PHAP_LUAT: _l("Tư vấn pháp luật"),
        Category.THIET_CHE_KHAC: _l("Nơi khác của công đoàn"),
    }
)


def _categories() -> list[SelectChoice]:
    return [
        SelectChoice("", _l("Tất cả")),
        *(SelectChoice(*each) for each in CATEGORIES.items()),
    ]


class SearchForm(Form):
    tim = StringField(_l("Tìm ưu đãi, cửa hàng, địa chỉ"), [Length(max=LONGEST_SEARCH)])
    loai = SelectField(_l("Loại"), choices=_categories, default="")
