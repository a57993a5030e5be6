"""Every reason at the counter, in Vietnamese.

Three sentences each: a headline for the cashier, one to read to the customer, what to do next.
"""

from typing import Final

from benefits.wording.sale_reasons_vi import NO_DISCOUNT, SALES

ASK_UNION: Final = "Mời khách hỏi công đoàn cơ sở của mình."

CARDS: Final = {
    "not_ours": (
        "Không phải thẻ ưu đãi đoàn viên",
        "Mã này không phải thẻ ưu đãi đoàn viên ạ.",
        "Quét mã QR ở mặt trước thẻ, hoặc gõ mã in bên dưới mã QR.",
    ),
    "code_mistyped": (
        "Mã gõ chưa đúng",
        "Xin phép cho tôi xem lại mã trên thẻ ạ.",
        "So từng ký tự với mã in trên thẻ rồi gõ lại, hoặc quét mã QR.",
    ),
    "other_installation": (
        "Thẻ của hệ thống khác",
        "Thẻ này do công đoàn ở hệ thống khác phát hành nên chưa dùng được ở đây ạ.",
        "Có thể kiểm tra thẻ tại {address}. " + NO_DISCOUNT,
    ),
    "bad_signature": (
        "Thẻ giả hoặc mã đã bị sửa",
        "Mã trên thẻ không xác thực được ạ.",
        "Không áp dụng ưu đãi. Thử quét lại một lần; nếu vẫn vậy, hãy báo công đoàn.",
    ),
    "retired_key": (
        "Mã QR cũ, không còn nhận nữa",
        "Mã QR này đã cũ nên máy không nhận; anh/chị đọc giúp mã in dưới mã QR ạ.",
        "Gõ mã in dưới mã QR để biết thẻ còn dùng được không. Mời khách xin công đoàn in lại thẻ.",
    ),
    "unknown_card": (
        "Không có thẻ này trong hệ thống",
        "Hệ thống không tìm thấy thẻ này ạ.",
        "Kiểm tra lại mã. " + ASK_UNION,
    ),
    "slot_expired": (
        "Mã trên điện thoại đã hết hạn",
        "Anh/chị mở lại thẻ trên điện thoại khi có mạng để hiện mã mới giúp ạ.",
        "Nhờ khách bật mạng, mở lại thẻ. Hoặc gõ mã dưới hình.",
    ),
    "revoked": (
        "Thẻ đã bị thu hồi",
        "Thẻ này đã bị thu hồi nên không dùng được nữa ạ.",
        NO_DISCOUNT + " Khách đã đổi điện thoại thì mở thẻ trên máy mới. " + ASK_UNION,
    ),
    "lost": (
        "Thẻ đã báo mất",
        "Thẻ này đã được báo mất nên không dùng được ạ.",
        NO_DISCOUNT + " Nếu đúng là thẻ của khách, mời khách báo công đoàn mở lại thẻ.",
    ),
    "suspended": (
        "Thẻ đang tạm khóa",
        "Thẻ này đang được tạm khóa ạ.",
        NO_DISCOUNT + " " + ASK_UNION,
    ),
    "not_yet_valid": (
        "Thẻ chưa đến ngày dùng",
        "Thẻ này dùng được từ ngày {opens_on} ạ.",
        NO_DISCOUNT + " Mời khách quay lại từ ngày {opens_on}.",
    ),
    "expired": (
        "Thẻ đã hết hạn",
        "Thẻ này đã hết hạn từ ngày {last_day} ạ.",
        NO_DISCOUNT + " Mời khách xin công đoàn cấp thẻ mới.",
    ),
    "membership_ended": (
        "Khách không còn thuộc công đoàn",
        "Hệ thống ghi anh/chị hiện không sinh hoạt ở công đoàn nào ạ.",
        NO_DISCOUNT + " " + ASK_UNION,
    ),
    "device_not_allowed": (
        "Máy này không được ghi nhận ở đây",
        "Xin anh/chị chờ một chút ạ.",
        "Nhờ quản lý cửa hàng ghép lại điện thoại này với điểm ưu đãi.",
    ),
    "cashier_not_allowed": (
        "Bạn chưa được phân công ở nơi này",
        "Xin anh/chị chờ một chút ạ.",
        "Nhờ quản lý cửa hàng phân công, rồi đăng nhập lại.",
    ),
    "outlet_closed": (
        "Điểm ưu đãi này đã ngừng chương trình",
        "Nơi này hiện không còn trong chương trình ưu đãi ạ.",
        NO_DISCOUNT + " Nếu cửa hàng vẫn mở, nhờ quản lý báo công đoàn.",
    ),
}

OFFERS: Final = {
    "applies": (
        "Được hưởng ưu đãi",
        "Anh/chị được hưởng ưu đãi ạ.",
        "Nhập số tiền trước khi giảm rồi bấm ghi nhận.",
    ),
    "no_offer": (
        "Nơi này chưa có ưu đãi nào",
        "Cửa hàng hiện chưa có ưu đãi cho đoàn viên ạ.",
        NO_DISCOUNT,
    ),
    "unit_not_covered": (
        "Đơn vị của khách không thuộc thỏa thuận này",
        "Ưu đãi này chưa áp dụng cho đơn vị của anh/chị ạ.",
        NO_DISCOUNT + " " + ASK_UNION,
    ),
    "kind_not_covered": (
        "Ưu đãi không dành cho {kind}",
        "Ưu đãi này không áp dụng cho {kind} ạ.",
        NO_DISCOUNT,
    ),
    "not_in_force": (
        "Ưu đãi không trong thời gian áp dụng",
        "Ưu đãi này hiện không áp dụng ạ. {opening}",
        NO_DISCOUNT + " {opening}",
    ),
    "limit_reached": (
        "Đã dùng hết lượt: {limit}",
        "Ưu đãi này {limit}, và đã dùng hết rồi ạ. {reopening}",
        NO_DISCOUNT + " {reopening}",
    ),
    "trust_too_low": (
        "Ưu đãi này cần {asked}",
        "Anh/chị cho tôi xem {asked} ạ.",
        "Quét lại bằng {asked} để hưởng ưu đãi này.",
    ),
}

REASONS: Final = CARDS | OFFERS | SALES
# What is said instead where a reason names its cause.
CLOSER: Final = {
    ("slot_expired", "ahead"): (
        "Đồng hồ điện thoại của khách chạy nhanh",
        "Đồng hồ máy của anh/chị nhanh khoảng {ahead}, anh/chị chỉnh lại giúp ạ.",
        "Khách bật mạng, hoặc chạm “Ngày giờ không đúng?” trên thẻ; không thì gõ mã dưới hình.",
    ),
    ("expired", "replaced"): (
        "Thẻ cũ, đã đổi thẻ mới",
        "Thẻ này dùng được đến hết ngày {last_day}; anh/chị đã được cấp thẻ mới ạ.",
        "Mời khách đưa thẻ mới, hoặc mở thẻ trên điện thoại. Chưa có thẻ mới: " + ASK_UNION.lower(),
    ),
    ("retired_key", "phone"): (
        "Mã trên điện thoại đã cũ",
        "Anh/chị bật mạng rồi mở lại thẻ trên điện thoại để hiện mã mới giúp ạ.",
        "Quét lại khi khách đã mở lại thẻ có mạng, hoặc gõ mã dưới hình.",
    ),
}
MINUTES, HOURS, DAYS = "{} phút", "{} giờ", "{} ngày"
ENDED: Final = "Ưu đãi đã kết thúc."
OPENS: Final = "Dùng được từ {}."
REOPENS: Final = "Dùng lại được từ ngày {}."
STAYS_FULL: Final = "Không có thêm lượt."
WINDOWS: Final = {"day": "mỗi ngày", "month": "mỗi tháng", "total": "trong cả thời gian ưu đãi"}
SCOPES: Final = {
    "member": "mỗi người",
    "household": "mỗi gia đình",
    "product": "mỗi người, mỗi nhóm hàng",
    "outlet": "cả điểm ưu đãi",
    "organization": "mỗi đơn vị",
    "all": "tất cả mọi người",
}
LIMIT: Final = "{scope} tối đa {allowed} lượt {window}"
KINDS: Final = {
    "doan_vien": "đoàn viên",
    "nguoi_lao_dong": "người lao động chưa vào công đoàn",
    "than_nhan": "thân nhân",
}
TRUSTS: Final = {
    "phone": "thẻ trên điện thoại",
    "printed": "thẻ in hoặc thẻ trên điện thoại",
    "typed_code": "thẻ hoặc mã thẻ",
    "name": "họ tên",
}
