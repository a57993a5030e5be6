"""Why a purchase is taken back: the list people choose from."""

from collections.abc import Mapping
from typing import Final

REVERSAL_REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "wrong_amount": ("Nhập sai số tiền", "Wrong amount"),
    "wrong_offer": ("Chọn nhầm ưu đãi", "Wrong offer"),
    "wrong_card": ("Quét nhầm thẻ", "Wrong card"),
    "recorded_twice": ("Ghi nhận hai lần", "Recorded twice"),
    "goods_returned": ("Khách trả hàng", "Goods were returned"),
    "sale_cancelled": ("Khách không mua nữa", "The sale was cancelled"),
    "service_not_given": ("Dịch vụ không thực hiện", "The service was not given"),
    "misuse": ("Dùng thẻ không đúng quy định", "The card was misused"),
    "other": ("Lý do khác", "Another reason"),
}


def reversal_reason(reason: str, *, language: str = "vi") -> str:
    """Say a reason of the list; one written freely, as files have it, is said as written."""
    found = REVERSAL_REASONS.get(reason)
    return reason if found is None else found[language == "en"]
