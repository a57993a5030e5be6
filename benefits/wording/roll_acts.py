"""What the audit trail says of lists to sign: drawn up, scanned back, written down."""

from collections.abc import Mapping
from typing import Final

ROLL_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "rolls_drawn_up": ("Lập {count} danh sách nhận thẻ", "Drew up {count} lists to sign"),
    "roll_scanned": ("Tải bản ký của danh sách lên", "Kept a signed sheet of the list"),
    "roll_page_named": (
        "Ghi bản ký của danh sách là trang {page}",
        "Said that a signed sheet is page {page}",
    ),
    "scans_sorted": (
        "Xếp {count} tờ đã ký vào các danh sách",
        "Sorted {count} signed sheets to their lists",
    ),
    "unread_sheet_dropped": (
        "Bỏ một tờ quét không đọc được mã",
        "Let go of a scanned sheet whose code could not be read",
    ),
    "roll_scan_taken_out": (
        "Gỡ một bản quét của danh sách: {reason}",
        "Took a scan out of the list: {reason}",
    ),
    "roll_ticked": (
        "Ghi nhận {received} người nhận thẻ, {consented} người đồng ý",
        "Noted {received} cards handed over, {consented} consents",
    ),
}
