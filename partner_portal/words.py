"""What codes are called at a shop."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from benefits.agreements import Trust
from benefits.members import BeneficiaryKind
from benefits.web import Words, called

WHOLE, PARTLY, GONE = "con", "mot_phan", "huy"
STATES: Final[Mapping[str, str]] = Words(
    {WHOLE: _l("Đã ghi nhận"), PARTLY: _l("Đã hoàn một phần"), GONE: _l("Đã hủy")}
)
STATE_LOOKS: Final = {WHOLE: "good", PARTLY: "warn", GONE: "bad"}
KINDS: Final[Mapping[str, str]] = Words(
    {
        BeneficiaryKind.DOAN_VIEN: lazy_pgettext("one", "Đoàn viên"),
        BeneficiaryKind.NGUOI_LAO_DONG: _l("Người lao động"),
        BeneficiaryKind.THAN_NHAN: _l("Thân nhân"),
    }
)
EVIDENCES: Final = called.EVIDENCES
TRUSTS: Final[Mapping[str, str]] = Words(
    {
        Trust.PHONE: _l("Chỉ thẻ trên điện thoại"),
        Trust.PRINTED: _l("Thẻ in hoặc thẻ trên điện thoại"),
        Trust.TYPED_CODE: _l("Thẻ, hoặc gõ mã in trên thẻ"),
        Trust.NAME: _l("Tìm theo họ tên cũng được"),
    }
)
