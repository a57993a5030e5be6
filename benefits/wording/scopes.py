"""What another program may do with its token, as officers read it."""

from collections.abc import Mapping
from typing import Final

from benefits.wording.refusals import VIETNAMESE

SCOPES: Final[Mapping[str, tuple[str, str]]] = {
    "verify_card": ("Kiểm tra thẻ tại điểm ưu đãi", "Check cards at the outlet"),
    "record_purchase": ("Ghi nhận lượt sử dụng", "Record uses"),
    "reverse_purchase": ("Hủy, hoàn lượt sử dụng", "Take uses back"),
    "read_figures": ("Đọc số liệu của đơn vị và cấp dưới", "Read the unit's figures and below"),
    "read_reports": ("Đọc báo cáo của đơn vị và cấp dưới", "Read the unit's reports and below"),
}


def scope_told(scope: str, language: str = VIETNAMESE) -> str:
    return SCOPES.get(scope, (scope, scope))[0 if language == VIETNAMESE else 1]
