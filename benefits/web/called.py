"""What codes are called on every face that shows them."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from benefits.cards import CardStatus, Medium
from benefits.members import Sex
from benefits.purchases import Evidence
from benefits.web import Words

SEXES: Final[Mapping[str, str]] = Words({Sex.NAM: _l("Nam"), Sex.NU: _l("Nữ")})
MEDIA: Final[Mapping[str, str]] = Words(
    {Medium.PRINT: _l("Thẻ in"), Medium.PHONE: _l("Thẻ trên điện thoại")}
)
STATUSES: Final[Mapping[str, str]] = Words(
    {
        CardStatus.ACTIVE: _l("Đang dùng"),
        CardStatus.REPLACED: _l("Đã đổi thẻ mới"),
        CardStatus.SUSPENDED: _l("Tạm khóa"),
        CardStatus.REVOKED: _l("Đã thu hồi"),
        CardStatus.LOST: _l("Đã báo mất"),
        CardStatus.EXPIRED: _l("Hết hạn"),
    }
)
EVIDENCES: Final[Mapping[str, str]] = Words(
    {
        Evidence.QUET_MA_DONG: _l("Quét mã trên điện thoại"),
        Evidence.QUET_THE_IN: _l("Quét thẻ in"),
        Evidence.GO_MA: _l("Gõ mã thẻ"),
        Evidence.TRA_TEN: _l("Tra tên"),
        Evidence.DOAN_VIEN_TU_QUET: _l("Đoàn viên tự quét"),
        Evidence.DANH_SACH: _l("Danh sách của công đoàn"),
        Evidence.TAP_TIN_DOI_TAC: _l("Tệp của đối tác"),
        Evidence.TAP_TIN_NHAP: _l("Tệp nhập vào"),
        Evidence.NHAP_SAU: _l("Nhập sau"),
    }
)
NAMING_REASONS: Final[Mapping[str, str]] = Words(
    {
        "khieu_nai": _l("Giải quyết khiếu nại"),
        "doi_chieu": _l("Đối chiếu với đối tác"),
        "nghi_sai": _l("Kiểm tra nghi vấn dùng sai"),
        "theo_yeu_cau": _l("Theo yêu cầu của đoàn viên"),
    }
)
