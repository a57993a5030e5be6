"""What to tell a program about a field of its request."""

from collections.abc import Mapping
from typing import Final

REQUEST_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "fields_invalid": (
        "Có mục chưa dùng được; xem danh sách errors.",
        "Some fields cannot be used; see errors.",
    ),
    "field_missing": ("Thiếu mục này.", "This field is missing."),
    "field_twice": ("Mục này được gửi hai lần.", "This field was sent twice."),
    "field_unknown": ("Không có mục nào tên như vậy.", "There is no field of this name."),
    "text_unreadable": (
        "Cần một chuỗi từ 1 đến {longest} ký tự, không có ký tự điều khiển.",
        "A string of 1 to {longest} characters is needed, without control characters.",
    ),
    "whole_number_needed": ("Cần một số nguyên.", "A whole number is needed."),
    "out_of_range": ("Cần một số từ {least} đến {most}.", "Must be from {least} to {most}."),
    "instant_unreadable": (
        "Cần thời điểm ISO 8601 có múi giờ, như 2026-10-05T09:30:00+07:00.",
        "An ISO 8601 instant with its offset is needed, such as 2026-10-05T09:30:00+07:00.",
    ),
    "day_unreadable": ("Viết ngày như 2026-10-05.", "Write days like 2026-10-05."),
    "lines_unreadable": (
        "Cần danh sách các dòng {{group, amount}}.",
        "A list of lines {{group, amount}} is needed.",
    ),
    "shift_not_open": (
        "Không có ca này trên điện thoại này vào lúc đó.",
        "This phone had no such shift open at that time.",
    ),
    "amount_and_paid_together": (
        "Gửi cả list_price và paid, hoặc không gửi mục nào để hủy toàn bộ.",
        "Send list_price and paid together, or neither to take back everything.",
    ),
    "lines_above_list_price": (
        "Các dòng cộng lại cao hơn giá trước giảm.",
        "The lines add up to more than the price before discount.",
    ),
    "offer_twice": (
        "Gửi offer hoặc offer_version, không gửi cả hai.",
        "Send offer or offer_version, not both.",
    ),
    "cursor_unreadable": (
        "Không đọc được cursor này; hãy bắt đầu lại từ trang đầu.",
        "This cursor cannot be read; begin again at the first page.",
    ),
    "scope_missing": (
        "Mã truy cập này không có quyền {scope}.",
        "This token lacks the scope {scope}.",
    ),
    "token_of_closed_unit": (
        "Đơn vị của mã truy cập này đã đóng nên mã không còn dùng được. Đơn vị kế thừa cấp mã mới.",
        "The unit of this token has closed, and the token with it. Its successor issues a new one.",
    ),
    "token_maker_gone": (
        "Người cấp mã truy cập này không còn phụ trách đơn vị đó. Cán bộ hiện nay cấp mã mới.",
        "Who made this token no longer acts for that unit. An officer of today issues a new one.",
    ),
    "too_many_unknown_codes": (
        "Đã gửi quá nhiều mã không có thẻ. Gửi nội dung mã QR, hoặc chờ đến {time}.",
        "Too many codes of no card were sent. Send the QR code's content, or wait until {time}.",
    ),
    "token_names_no_outlet": (
        "Mã truy cập này không gắn với điểm ưu đãi nào.",
        "This token is for no outlet.",
    ),
    "not_signed_in": (
        "Cần mã truy cập hợp lệ (Authorization: Bearer …).",
        "A valid token is needed (Authorization: Bearer …).",
    ),
    "bad_request": ("Không đọc được yêu cầu.", "The request cannot be read."),
    "method_not_allowed": (
        "Địa chỉ này không nhận cách gửi đó.",
        "This address does not take that method.",
    ),
    "request_entity_too_large": ("Nội dung gửi lên quá lớn.", "Too much was sent."),
    "request_timeout": (
        "Nội dung gửi lên không đến đủ; chưa có gì được ghi. Hãy gửi lại.",
        "Not all of it arrived, and nothing was stored: send it again.",
    ),
    "unknown_error": (
        "Hệ thống gặp lỗi; đã được ghi lại.",
        "Something went wrong here; it has been noted.",
    ),
}
