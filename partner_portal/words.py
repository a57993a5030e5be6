"""What codes are called at a shop."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from benefits.agreements import Trust
from benefits.members import BeneficiaryKind
from benefits.purchases import Evidence
from benefits.web import Words

WHOLE, PARTLY, GONE = "con", "mot_phan", "huy"
STATES: Final[Mapping[str, str]] = Words(
    {WHOLE: _l("Còn nguyên"), PARTLY: _l("Đã hoàn một phần"), GONE: _l("Đã hủy")}
)
STATE_LOOKS: Final = {WHOLE: "good", PARTLY: "warn", GONE: "bad"}
KINDS: Final[Mapping[str, str]] = Words(
    {
        BeneficiaryKind.DOAN_VIEN: lazy_pgettext("one", "Đoàn viên"),
        BeneficiaryKind.NGUOI_LAO_DONG: _l("Người lao động"),
        BeneficiaryKind.THAN_NHAN: _l("Thân nhân"),
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
TRUSTS: Final[Mapping[str, str]] = Words(
    {
        Trust.PHONE: _l("Chỉ thẻ trên điện thoại"),
        Trust.PRINTED: _l("Thẻ in hoặc thẻ trên điện thoại"),
        Trust.TYPED_CODE: _l("Thẻ, hoặc gõ mã in trên thẻ"),
        Trust.NAME: _l("Tìm theo họ tên cũng được"),
    }
)
