"""What the pages call each kind of decision about units, and what they explain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from benefits.reorganizations import Back, CoverageGoes, Kind, OfficersGo
from benefits.web import Words

KINDS: Final = Words(
    {
        Kind.THANH_LAP: _l("Thành lập"),
        Kind.GIAI_THE: _l("Giải thể"),
        Kind.SAP_NHAP: _l("Sáp nhập"),
        Kind.HOP_NHAT: _l("Hợp nhất"),
        Kind.CHIA: _l("Chia"),
        Kind.TACH: _l("Tách"),
        Kind.CHUYEN_CAP_TREN: _l("Chuyển cấp trên"),
        Kind.DOI_TEN: _l("Đổi tên"),
        Kind.TAI_LAP: _l("Lập lại"),
    }
)
ABOUT: Final = Words(
    {
        Kind.THANH_LAP: _l("Lập một hay nhiều đơn vị mới dưới một đơn vị cấp trên."),
        Kind.GIAI_THE: _l(
            "Đóng một hay nhiều đơn vị cùng một ngày. Người của đơn vị thôi thuộc đơn vị, "
            "thẻ ngừng dùng được từ ngày đó."
        ),
        Kind.SAP_NHAP: _l(
            "Đóng một hay nhiều đơn vị và nhập vào một đơn vị đang hoạt động. "
            "Không thẻ nào bị ngừng."
        ),
        Kind.HOP_NHAT: _l(
            "Đóng từ hai đơn vị trở lên và gộp thành một đơn vị mới. Không thẻ nào bị ngừng."
        ),
        Kind.CHIA: _l("Đóng một đơn vị và chia thành nhiều đơn vị mới."),
        Kind.TACH: _l("Tách một phần của đơn vị thành đơn vị mới; đơn vị cũ vẫn hoạt động."),
        Kind.CHUYEN_CAP_TREN: _l("Chuyển một hay nhiều đơn vị sang cấp trên khác."),
        Kind.DOI_TEN: _l("Đơn vị mang tên mới từ một ngày; tên cũ được giữ lại."),
        Kind.TAI_LAP: _l(
            "Cho một đơn vị đã đóng hoạt động trở lại, rút lại quyết định đóng "
            "chưa đến ngày có hiệu lực, hoặc cho đơn vị mới hoạt động sớm hơn ngày đã ghi."
        ),
    }
)
FIGURES: Final = Words(
    {
        "units": _l("Đơn vị"),
        "units_below": _l("Đơn vị bên dưới"),
        "members": _l("Số người, cả bên dưới"),
        "members_leaving": _l("Người thôi thuộc đơn vị"),
        "members_moving": _l("Người chuyển đơn vị"),
        "members_returning": _l("Người trở lại đơn vị"),
        "officers_returning": _l("Cán bộ trở lại phụ trách"),
        "agreements_returning": _l("Thỏa thuận trở lại đơn vị"),
        "cards": _l("Thẻ đang dùng"),
        "cards_stopping": _l("Thẻ ngừng dùng được"),
        "purchases": _l("Lượt từ ngày hiệu lực đến nay"),
        "purchases_staying": _l("Lượt vẫn tính cho đơn vị giải thể"),
        "handed_month": _l("Lượt trong tháng của ngày hiệu lực"),
        "handed_quarter": _l("Lượt trong quý của ngày hiệu lực"),
        "handed_year": _l("Lượt trong năm của ngày hiệu lực"),
        "months": _l("Tháng đã qua đọc khác đi"),
        "longer_periods": _l("Quý, 6 tháng, năm đã qua đọc khác đi"),
        "agreements": _l("Thỏa thuận đã ký hoặc đang giữ"),
        "agreements_covering": _l("Thỏa thuận đang được hưởng"),
        "officers": _l("Cán bộ phụ trách"),
        "tags": _l("Nhóm đơn vị nhận sẽ vào"),
    }
)
"""What is counted of a decision, in the order in which it is shown."""
COVERAGE: Final = Words(
    {
        CoverageGoes.HEIRS: _l("Đơn vị kế thừa được hưởng tiếp"),
        CoverageGoes.UNITS_BELOW: _l("Chỉ các đơn vị cấp dưới đang hưởng được hưởng tiếp"),
        CoverageGoes.NOBODY: _l("Không ai hưởng tiếp"),
    }
)
OFFICERS: Final = Words(
    {
        OfficersGo.ALONG: _l("Chuyển sang đơn vị kế thừa, nếu không có thì cấp trên"),
        OfficersGo.OUT: _l("Thôi phụ trách từ ngày quyết định có hiệu lực"),
    }
)
BACK: Final = Words(
    {
        Back.PEOPLE: _l("Những người rời đơn vị khi đơn vị đóng"),
        Back.OFFICERS: _l("Cán bộ thôi phụ trách khi đơn vị đóng"),
        Back.AGREEMENTS: _l("Thỏa thuận đã giao cho đơn vị khác giữ"),
    }
)
PARTS: Final = Words(
    {
        "closed": _l("Đóng"),
        "successor": _l("Kế thừa"),
        "made": _l("Thành lập mới"),
        "split": _l("Tách bớt"),
        "moved": _l("Chuyển cấp trên"),
        "renamed": _l("Đổi tên"),
        "reopened": _l("Lập lại"),
        "parent": _l("Cấp trên"),
    }
)


@dataclass(frozen=True, slots=True)
class Asks:
    """Which parts of the form a kind has, and what they are called there."""

    units: Any = None
    one: bool = False
    """Tells that it is about the one unit the page was opened for."""
    into: Any = None
    parent: Any = None
    parent_hint: Any = None
    least_parts: int = 0
    most_parts: int = 0


_SAME_PLACE: Final = _l("Để trống thì đơn vị mới đứng ở chỗ của đơn vị cũ.")
MANY: Final = 60
ASKS: Final[Mapping[Kind, Asks]] = {
    Kind.THANH_LAP: Asks(parent=_l("Đơn vị cấp trên"), least_parts=1, most_parts=MANY),
    Kind.GIAI_THE: Asks(
        units=_l("Các đơn vị giải thể"),
        parent=_l("Đơn vị bên dưới chuyển về"),
        parent_hint=_l("Chỉ cần khi bên dưới còn đơn vị mà không giải thể cùng."),
    ),
    Kind.SAP_NHAP: Asks(units=_l("Các đơn vị được nhập"), into=_l("Nhập vào đơn vị")),
    Kind.HOP_NHAT: Asks(
        units=_l("Các đơn vị hợp nhất"),
        parent=_l("Đơn vị cấp trên của đơn vị mới"),
        parent_hint=_SAME_PLACE,
        least_parts=1,
        most_parts=1,
    ),
    Kind.CHIA: Asks(
        one=True,
        parent=_l("Đơn vị cấp trên của các đơn vị mới"),
        parent_hint=_SAME_PLACE,
        least_parts=2,
        most_parts=MANY,
    ),
    Kind.TACH: Asks(
        one=True,
        parent=_l("Đơn vị cấp trên của đơn vị mới"),
        parent_hint=_SAME_PLACE,
        least_parts=1,
        most_parts=MANY,
    ),
    Kind.CHUYEN_CAP_TREN: Asks(
        units=_l("Các đơn vị được chuyển"), parent=_l("Chuyển về đơn vị cấp trên")
    ),
    Kind.DOI_TEN: Asks(one=True),
    Kind.TAI_LAP: Asks(one=True, parent=_l("Đơn vị cấp trên")),
}


def address_of(kind: Kind) -> str:
    return kind.value.replace("_", "-")


def kind_at(address: str) -> Kind | None:
    return next((kind for kind in Kind if address_of(kind) == address), None)
