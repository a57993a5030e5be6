"""What the columns of a list of people are called, where a file's own words are not at hand."""

from collections.abc import Mapping
from typing import Final

from benefits.wording.refusals import VIETNAMESE
from benefits.wording.saying import LANGUAGES

_COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "member_no": ("Mã đoàn viên", "Member number"),
    "full_name": ("Họ và tên", "Full name"),
    "birth_date": ("Ngày sinh", "Date of birth"),
    "sex": ("Giới tính", "Sex"),
    "phone": ("Điện thoại", "Telephone"),
    "citizen_id": ("Số căn cước", "Identity number"),
    "organization_code": ("Đơn vị", "Unit"),
    "organization_name": ("Tên đơn vị", "Name of the unit"),
    "kind": ("Đối tượng", "Kind of person"),
    "from": ("Từ ngày", "From"),
    "until": ("Đến ngày", "Until"),
    "union_card_no": ("Số thẻ đoàn viên", "Union card number"),
    "relative_of": ("Thân nhân của", "Relative of"),
    "household": ("Mã gia đình", "Household"),
    "dues": ("Đóng đoàn phí", "Pays dues"),
    "photo": ("Ảnh", "Photo"),
}


def column_named(column: str, *, language: str = VIETNAMESE) -> str:
    """Name a column for people; words that a file uses itself stay as they are."""
    found = _COLUMNS.get(column)
    return found[LANGUAGES.index(language)] if found else column
