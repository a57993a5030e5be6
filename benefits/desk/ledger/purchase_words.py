"""What is said about uses at the desk: how they are known of, and how they stand."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from benefits.cards import Medium
from benefits.purchases import Evidence
from benefits.web import Words

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
SHOWN_OF_CODE: Final = 4
MASKED_CARDS: Final[Mapping[str, str]] = Words(
    {Medium.PRINT: _l("Thẻ in ••••"), Medium.PHONE: _l("Thẻ trên điện thoại ••••")}
)
WHOLE, PARTLY, GONE = "con", "mot_phan", "huy"
STATES: Final[Mapping[str, str]] = Words(
    {WHOLE: _l("Còn nguyên"), PARTLY: _l("Hoàn một phần"), GONE: _l("Đã hủy")}
)
WAITS, WARNED = "cho", "co"
WARNINGS: Final[Mapping[str, str]] = Words(
    {WAITS: _l("Chờ công đoàn xem lại"), WARNED: _l("Có cảnh báo")}
)
STATE_LOOKS: Final[Mapping[str, str]] = {WHOLE: "good", PARTLY: "warn", GONE: "bad"}
NAMING_REASONS: Final[Mapping[str, str]] = Words(
    {
        "khieu_nai": _l("Giải quyết khiếu nại"),
        "doi_chieu": _l("Đối chiếu với đối tác"),
        "nghi_sai": _l("Kiểm tra nghi vấn dùng sai"),
        "theo_yeu_cau": _l("Theo yêu cầu của đoàn viên"),
    }
)
