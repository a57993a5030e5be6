"""What the audit trail says of a counter: its cashiers, its phones and their shifts."""

from collections.abc import Mapping
from typing import Final

COUNTER_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "cashier_renamed": ("Đổi tên thu ngân", "Renamed a cashier"),
    "cashier_let_try": ("Cho thu ngân thử lại mã PIN", "Let a cashier try the PIN again"),
    "cashier_added": ("Thêm thu ngân", "Added a cashier"),
    "pin_renewed": ("Cấp lại mã PIN", "Gave a new PIN"),
    "phone_invited": ("Mời ghép điện thoại", "Invited a phone"),
    "phone_paired": ("Ghép điện thoại", "Paired a phone"),
    "phone_revoked": ("Gỡ điện thoại", "Removed a phone"),
    "phone_left": (
        "Điện thoại thôi dùng ở điểm này vì được ghép với nơi khác",
        "The phone is out of use here: it was paired elsewhere",
    ),
    "phone_paired_anew": (
        "Điện thoại được ghép lại với chính điểm này",
        "The phone was paired anew with the same outlet",
    ),
    "phone_renamed": ("Đổi tên điện thoại", "Renamed a phone"),
    "shift_closed": ("Đóng ca bị bỏ quên", "Closed a forgotten shift"),
    "shift_opened": ("Mở ca", "Opened a shift"),
}
