"""What to tell people about rows of purchases and reversals, and about what is odd in a sale."""

from typing import Final

REFUSED: Final = {
    "unknown_code": ("Không có mã này trong hệ thống.", "There is no such code."),
    "outlet_of_other_partner": (
        "Điểm ưu đãi này không thuộc đối tác của ưu đãi.",
        "The outlet is not one of the offer's partner.",
    ),
    "paid_above_list_price": (
        "Số tiền trả lớn hơn giá trước khi giảm.",
        "More was paid than the price before discount.",
    ),
    "subsidy_above_paid": (
        "Phần hỗ trợ lớn hơn số tiền cửa hàng nhận.",
        "The subsidy is more than what the shop receives.",
    ),
    "amount_out_of_range": (
        "Số tiền phải từ 0 và không quá một triệu tỷ đồng.",
        "An amount is at least 0 and at most 10^15 đồng.",
    ),
    "id_of_another_use": (
        "Mã lượt này đã ghi cho một lượt có nội dung khác.",
        "This id belongs to a use with other content.",
    ),
    "id_of_another_reversal": (
        "Mã này đã ghi cho một lần hủy có nội dung khác.",
        "This id belongs to a reversal with other content.",
    ),
    "unknown_purchase": ("Không có lượt sử dụng này.", "There is no such purchase."),
    "membership_not_open": (
        "Ngày đó ({day}) người này không sinh hoạt ở công đoàn nào.",
        "On that day ({day}) this person belonged to no unit.",
    ),
    "card_revoked": (
        "Ngày đó ({day}) thẻ đã bị thu hồi.",
        "On that day ({day}) the card had been revoked.",
    ),
    "card_lost": (
        "Ngày đó ({day}) thẻ đã báo mất.",
        "On that day ({day}) the card had been reported lost.",
    ),
    "card_expired": (
        "Ngày đó ({day}) thẻ đã hết hạn.",
        "On that day ({day}) the card was past its last day.",
    ),
    "agreement_not_in_force": (
        "Ngày đó ({day}) thỏa thuận không có hiệu lực.",
        "On that day ({day}) the agreement was not in force.",
    ),
    "already_reversed": ("Lượt này đã hủy toàn bộ.", "This purchase was wholly taken back."),
    "more_than_left": (
        "Nhiều hơn số còn lại của lượt này ({list_price} trước khi giảm, {paid} đã trả).",
        "More than is left of this purchase ({list_price} before discount, {paid} paid).",
    ),
    "submission_differs": (
        "Mã này đã ghi nhận với nội dung khác.",
        "This id was recorded with other content.",
    ),
    "too_late_to_undo": (
        "Đã quá 15 phút hoặc ghi từ máy khác: nhờ quản lý hủy và ghi lý do.",
        "More than 15 minutes ago, or from another phone: a manager can take it back.",
    ),
    "nothing_to_reverse": ("Không có số tiền nào để hủy.", "There is no amount to take back."),
    "card_cannot_become": (
        "Không chuyển được thẻ từ trạng thái {present} sang {status}.",
        "A card that is {present} cannot become {status}.",
    ),
}

ODD: Final = {
    "differs_from_rule": (
        "Số tiền khác với cách tính của ưu đãi.",
        "The amounts differ from what the offer's rule gives.",
    ),
    "balance_spent": (
        "Người này đã dùng hết giá trị của ưu đãi trước lượt này.",
        "This person had used the whole value of the offer before this use.",
    ),
    "above_half": (
        "Giảm quá 50% giá trước khi giảm.",
        "The discount is more than half of the price.",
    ),
    "above_ceiling": (
        "Giá trị hưởng lợi cao hơn mức tối đa của ưu đãi.",
        "The benefit is above the offer's ceiling.",
    ),
    "nothing_saved": ("Lượt này không được giảm gì.", "Nothing was saved."),
    "price_unusual": (
        "Giá cao gấp hơn 10 lần mức thường gặp ở điểm ưu đãi này.",
        "The price is more than ten times what is usual at this outlet.",
    ),
    "card_stopped_since": (
        "Gửi sau khi thẻ đã báo mất, thu hồi hoặc tạm khóa.",
        "Sent after the card had been reported lost, revoked or suspended.",
    ),
    "key_retired_since": (
        "Gửi sau khi khóa ký thẻ đã thôi nhận: hỏi cửa hàng xem có thật bán cho chủ thẻ không.",
        "Sent after the key that signed the card was retired: ask the shop whether it was a sale.",
    ),
    "invoice_on_another_card": (
        "Hóa đơn này đã ghi cho thẻ của người khác.",
        "This invoice was recorded with another person's card.",
    ),
    "invoice_used": (
        "Hóa đơn này đã ghi cho chính thẻ này.",
        "This invoice was recorded with this person's card before.",
    ),
    "limit_exceeded": ("Vượt hạn mức của ưu đãi.", "Above the limit of the offer."),
    "unit_not_covered": (
        "Đơn vị của người này không thuộc thỏa thuận.",
        "The agreement does not cover this person's unit.",
    ),
    "kind_not_covered": (
        "Ưu đãi không dành cho đối tượng này.",
        "The offer is not for this kind of person.",
    ),
    "outlet_not_in_offer": (
        "Ưu đãi không áp dụng ở nơi này.",
        "The offer does not hold at this outlet.",
    ),
    "version_not_in_force": (
        "Ngày đó chưa có hoặc không còn nội dung ưu đãi này; đã dùng bản gần nhất.",
        "No version of the offer held on that day; the nearest was taken.",
    ),
    "left_by_then": (
        "Ngày đó ({day}) người này đã rời đơn vị; vẫn tính cho đơn vị ghi ở dòng này.",
        "On that day ({day}) this person had left; counted for the unit that the row names.",
    ),
    "agreement_over_by_then": (
        "Ngày đó ({day}) thỏa thuận không còn hiệu lực; vẫn tính, vì nơi xuất tệp đã tính.",
        "On that day ({day}) the agreement was over; counted, as where the file comes from.",
    ),
    "bought_in_future": ("Thời điểm mua sau hiện tại.", "The time of purchase lies ahead."),
}

PURCHASE_ROWS: Final = REFUSED | ODD
