"""Why a sale or a return is turned down, or asked about, in Vietnamese: three sentences each."""

from typing import Final

NO_DISCOUNT: Final = "Bán theo giá thường."

SALES: Final = {
    "offer_not_here": (
        "Ưu đãi này không có ở đây",
        "Ưu đãi này không áp dụng tại đây ạ.",
        "Quét lại thẻ và chọn ưu đãi khác.",
    ),
    "offer_changed": (
        "Ưu đãi vừa thay đổi",
        "Ưu đãi vừa được cập nhật, xin anh/chị chờ một chút ạ.",
        "Quét lại thẻ để lấy nội dung mới.",
    ),
    "quote_changed": (
        "Số tiền đã khác lúc xem",
        "Số tiền đúng là {paid} ạ.",
        "Đã xem {expected}, tính lại là {paid}. Xem lại rồi bấm ghi nhận lần nữa.",
    ),
    "no_amount": (
        "Chưa có số tiền",
        "Xin anh/chị chờ một chút ạ.",
        "Nhập số tiền trước khi giảm.",
    ),
    "min_spend_not_reached": (
        "Chưa đủ mức mua tối thiểu {min_spend}",
        "Ưu đãi áp dụng cho hóa đơn từ {min_spend}, còn thiếu {missing} ạ.",
        "Hỏi khách có mua thêm {missing} không; nếu không, bán theo giá thường.",
    ),
    "outside_hours": (
        "Ngoài ngày giờ áp dụng",
        "Ưu đãi này không áp dụng vào lúc này ạ. {opening}",
        NO_DISCOUNT + " {opening}",
    ),
    "tier_not_reached": (
        "Chưa đủ số lượng: cần từ {least}",
        "Ưu đãi áp dụng từ {least} trở lên ạ.",
        "Kiểm tra lại số người hoặc số lượng đã nhập.",
    ),
    "balance_spent": (
        "Đã dùng hết giá trị",
        "Giá trị ưu đãi này đã dùng hết rồi ạ.",
        NO_DISCOUNT,
    ),
    "group_not_in_offer": (
        "Nhóm hàng không có trong ưu đãi",
        "Xin anh/chị chờ một chút ạ.",
        "Ưu đãi này chỉ gồm: {groups}. Nhập tiền theo đúng các nhóm đó.",
    ),
    "groups_missing": (
        "Chưa có tiền theo nhóm hàng",
        "Xin anh/chị chờ một chút ạ.",
        "Nhập số tiền của từng nhóm khách mua: {groups}.",
    ),
    "price_high": (
        "{list_price} – có thừa số 0 không?",
        "Xin anh/chị chờ một chút ạ.",
        "Nếu đúng giá, bấm ghi nhận lần nữa.",
    ),
    "price_low": (
        "{list_price} – có thiếu 000 không?",
        "Xin anh/chị chờ một chút ạ.",
        "Nếu đúng giá, bấm ghi nhận lần nữa.",
    ),
    "sold_just_now": (
        "Thẻ này vừa ghi nhận {list_price} lúc {sold_at}",
        "Xin anh/chị chờ một chút ạ.",
        "Ghi thêm lượt nữa? Nếu đúng là lượt khác, bấm ghi nhận lần nữa.",
    ),
    "invoice_used": (
        "Hóa đơn này đã ghi nhận",
        "Hóa đơn này đã được ghi nhận ưu đãi rồi ạ.",
        "Kiểm tra lại số hóa đơn {invoice}; mỗi hóa đơn chỉ ghi một lần.",
    ),
    "bought_in_future": (
        "Đồng hồ máy này chạy nhanh",
        "Xin anh/chị chờ một chút ạ.",
        "Bật “đặt giờ tự động” trong cài đặt của điện thoại rồi thử lại.",
    ),
    "bought_too_long_ago": (
        "Đã quá {hours} giờ, không ghi nhận tại quầy được",
        "Lượt này đã quá hạn ghi nhận ạ.",
        "Nhờ quản lý cửa hàng gửi công đoàn nhập bổ sung.",
    ),
    "submission_differs": (
        "Lượt này đã ghi nhận với nội dung khác",
        "Xin anh/chị chờ một chút ạ.",
        "Xem lại danh sách hôm nay. Nếu sai, hủy lượt cũ rồi ghi nhận lại.",
    ),
    "already_reversed": (
        "Lượt này đã hủy rồi",
        "Lượt này đã được hủy rồi ạ.",
        "Không cần làm gì thêm.",
    ),
    "more_than_left": (
        "Nhiều hơn số còn lại",
        "Số tiền trả lại nhiều hơn số còn lại của hóa đơn ạ.",
        "Còn lại {list_price} trước khi giảm, cửa hàng đã thu {paid}. Nhập lại.",
    ),
    "nothing_to_reverse": (
        "Chưa có số tiền trả lại",
        "Xin anh/chị chờ một chút ạ.",
        "Nhập giá trước khi giảm của phần trả lại.",
    ),
    "too_late_to_undo": (
        "Đã quá 15 phút hoặc ghi từ máy khác",
        "Xin anh/chị chờ một chút ạ.",
        "Nhờ quản lý cửa hàng hủy lượt này và ghi lý do.",
    ),
}
