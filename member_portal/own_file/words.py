"""What the codes that are kept are called in a member's own file."""

from collections.abc import Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from benefits.access import ConsentDecision, ConsentMedium
from benefits.members import CorrectionState, EndReason, TwinState
from benefits.purchases import Method
from benefits.web import Words, called

ENDED: Final[Mapping[str, str]] = Words(
    {
        EndReason.ROI_DON_VI: _l("Thôi việc, rời đơn vị"),
        EndReason.NGHI_HUU: _l("Nghỉ hưu"),
        EndReason.QUA_DOI: _l("Qua đời"),
        EndReason.KHAC: _l("Lý do khác"),
        EndReason.DON_VI_GIAI_THE: _l("Đơn vị giải thể"),
        EndReason.THEO_DOAN_VIEN: _l("Thôi theo đoàn viên"),
    }
)
FIELDS: Final[Mapping[str, str]] = Words(
    {
        "full_name": _l("Họ và tên"),
        "birth": _l("Ngày sinh"),
        "sex": _l("Giới tính"),
        "phone": _l("Điện thoại"),
        "citizen_id_last4": _l("4 số cuối căn cước"),
        "union_card_no": _l("Số thẻ đoàn viên"),
    }
)
_REASONS: Final[Mapping[str, str]] = Words(
    {
        "tap_tin_nhap": _l("Nhập từ tệp"),
        "in_hong": _l("Không in được"),
        "doan_vien_bao_mat": _l("Đoàn viên tự báo mất"),
        "doan_vien_go": _l("Đoàn viên tự gỡ khỏi điện thoại"),
        "chuyen_may": _l("Đã chuyển sang điện thoại khác"),
        "lay_the_moi": _l("Đã lấy thẻ mới trên chính điện thoại đó"),
        "may_nguoi_khac": _l("Người khác đã đăng nhập trên điện thoại đó"),
        "cho_lay_lai": _l("Công đoàn cho lấy lại thẻ trên điện thoại"),
        "gop_ho_so": _l("Gộp hai hồ sơ của một người"),
    }
)
METHODS: Final[Mapping[str, str]] = Words(
    {Method.COMPUTED: _l("tính từ hai giá"), Method.STATED: _l("cửa hàng ghi giá trị")}
)
DECISIONS: Final[Mapping[str, str]] = Words(
    {ConsentDecision.GIVEN: _l("Đã đồng ý"), ConsentDecision.WITHDRAWN: _l("Đã rút lại đồng ý")}
)
ON: Final[Mapping[str, str]] = Words(
    {ConsentMedium.PORTAL: _l("trên điện thoại"), ConsentMedium.PAPER: _l("trên giấy")}
)
STATES: Final[Mapping[str, str]] = Words(
    {
        CorrectionState.OPEN: _l("Đang chờ"),
        CorrectionState.ACCEPTED: _l("Đã sửa"),
        CorrectionState.DECLINED: _l("Không sửa"),
        CorrectionState.WITHDRAWN: _l("Đã rút"),
    }
)
TWINS: Final[Mapping[str, str]] = Words(
    {
        TwinState.OPEN: _l("Đang chờ xem"),
        TwinState.SAME: _l("Một người"),
        TwinState.DIFFERENT: _l("Hai người khác nhau"),
    }
)


def reason_of(stored: str | None) -> str:
    """Say why a card's status changed: a code, one of our sentences, or what somebody wrote."""
    if not stored:
        return ""
    return _REASONS[stored] if stored in _REASONS else _(stored)


def value_of(field: str, stored: str | None) -> str:
    """Write a stored value as people do."""
    if not stored:
        return ""
    if field == "birth":
        return "/".join(reversed(stored.split("-")))
    return called.SEXES[stored] if field == "sex" else stored
