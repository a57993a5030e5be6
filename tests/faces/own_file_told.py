"""What a member's own file says of everything that is kept, column by column."""

from typing import Final

# Each column that is kept of somebody, and what the file says of it under which heading.
TOLD: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "members": (
        "Thông tin",
        {
            "member_no": "TRUNG",
            "full_name": "Nguyễn Thị Hạnh Cũ",
            "birth": "05/10/1990",
            "sex": "Nữ",
            "phone": "+84922222222",
            "citizen_id_last4": "4321",
            "union_card_no": "CDVN-77",
            "household_id": "GD0",
            "pays_dues": "có",
            "photo_hash": "có, xem ở trang Ảnh trên thẻ của tôi",
            "known_at": "03/03/2025",
        },
    ),
    "member_photos": (
        "Ảnh đã tải lên",
        {"across": "41%", "down": "42%", "zoom": "143%", "known_at": "04/03/2025"},
    ),
    "photo_refusals": (
        "Ảnh đã tải lên",
        {"known_at": "20/03/2025 16:00 | Không muốn có ảnh trên thẻ"},
    ),
    "personal_changes": (
        "Đã lưu trước khi sửa",
        {"field": "Họ và tên", "old_value": "Nguyễn Thị Hạn", "known_at": "02/03/2025"},
    ),
    "member_merges": (
        "Gộp hồ sơ",
        {"into_id": "vào hồ sơ DV001", "known_at": "01/05/2026"},
    ),
    "twins": (
        "Hồ sơ nghi trùng",
        {"state": "Hai người khác nhau", "found_at": "06/03/2025", "decided_at": "07/03/2025"},
    ),
    "memberships": (
        "Quá trình tham gia",
        {
            "organization_id": "Công đoàn phường Nam",
            "kind": "Thân nhân",
            "valid_from": "02/01/2016",
            "valid_until": "02/01/2017",
            "relative_of_id": "Trần Văn Sơn",
            "ended_because": "Nghỉ hưu",
            "otherwise_until": "07/06/2017",
            "otherwise_because": "Lý do khác",
            "known_at": "05/03/2025",
        },
    ),
    "membership_origins": (
        "Đơn vị trước khi sắp xếp",
        {"organization_id": "Công đoàn phường Bắc", "day": "06/05/2019"},
    ),
    "cards": (
        "Thẻ",
        {
            "medium": "Thẻ in",
            "status": "Đã đổi thẻ mới",
            "status_on": "23/03/2025",
            "status_reason": "Không in được",
            "valid_from": "21/03/2025",
            "valid_until": "21/03/2026",
            "replaced_by": "thay bằng thẻ số",
            "printed_at": "24/03/2025",
            "known_at": "25/03/2025",
            "index": "số: 0",
        },
    ),
    "card_indexes": ("Thẻ", {"index": "số: 0", "code": "mã đi kèm thẻ: XX-1", "typed_code": "-"}),
    "card_phones": (
        "Điện thoại giữ thẻ",
        {
            "index": "thẻ số 0",
            "name": "Nokia 8",
            "got_at": "26/03/2025",
            "seen_at": "27/03/2025",
        },
    ),
    "card_events": (
        "Việc của thẻ",
        {
            "index": "thẻ số 0",
            "status": "Đã báo mất",
            "reason": "Đoàn viên tự báo mất",
            "effective_on": "từ ngày: 28/03/2025",
            "known_at": "28/03/2025 16:00",
        },
    ),
    "roll_lines": (
        "Danh sách ký nhận thẻ",
        {
            "roll_id": "NT0000",
            "number": "dòng 17",
            "card_index": "thẻ số 0",
            "received_at": "30/03/2025",
            "consented_at": "31/03/2025",
        },
    ),
    "accounts": (
        "Tài khoản",
        {
            "name": "Hạnh ở Bình Minh",
            "secret_hash": "đã đặt mã PIN",
            "created_at": "10/03/2025",
            "disabled_at": "khóa lúc: 12/03/2025 10:00",
        },
    ),
    "account_roles": (
        "Tài khoản",
        {"valid_from": "11/03/2025", "valid_until": "11/03/2031"},
    ),
    "web_sessions": (
        "Lần đăng nhập",
        {"created_at": "16/03/2025", "expires_at": "17/03/2025", "revoked_at": "18/03/2025"},
    ),
    "activation_letters": (
        "Thư kích hoạt",
        {
            "created_at": "12/03/2025",
            "expires_at": "13/03/2025",
            "used_at": "14/03/2025",
            "replaced_at": "15/03/2025",
        },
    ),
    "consents": (
        "Quyết định về đồng ý",
        {
            "decision": "Đã đồng ý",
            "medium": "trên giấy",
            "version": "Bản 2026-1",
            "language": "ngôn ngữ: en",
            "known_at": "19/03/2025",
            "evidence_hash": "có bản quét phiếu",
        },
    ),
    "corrections": (
        "Yêu cầu sửa",
        {
            "field": "Điện thoại",
            "was": "+84922222222",
            "wanted": "+84933333333",
            "note": "Số cũ đã mất",
            "state": "Không sửa",
            "asked_at": "08/03/2025",
            "due_at": "hết ngày: 11/03/2025",
            "decided_at": "09/03/2025",
            "answer": "Hãy mang giấy",
        },
    ),
    "purchases": (
        "Lượt dùng thẻ",
        {
            "card_index": "thẻ số: 0",
            "organization_id": "CĐCS Công ty Bình Minh",
            "kind": "Người lao động",
            "outlet_id": "Nhà thuốc An Khang – Hùng Vương",
            "offer_version_id": "Giảm 15%",
            "agreement_id": "thỏa thuận: 01/TT-LĐLĐ",
            "bought_at": "01/03/2025 16:00",
            "list_price": "210.000",
            "paid": "170.000",
            "benefit": "40.000",
            "subsidy": "3.000",
            "method": "tính từ hai giá",
            "evidence": "Gõ mã thẻ",
            "invoice": "HD-5566",
            "quantity": "số lượng: 7",
            "party_size": "số người: 8",
            "id_compared": "đã so giấy tờ: có",
            "known_at": "02/03/2025 16:00",
        },
    ),
    "purchase_offers": (
        "Ưu đãi cộng trong lượt",
        {
            "purchase_id": "01/03/2025 16:00",
            "position": "2",
            "offer_version_id": "Giảm 15%",
            "benefit": "11",
        },
    ),
    "attributions": (
        "Lượt tính lại cho đơn vị",
        {
            "purchase_id": "Nhà thuốc An Khang – Hùng Vương",
            "organization_id": "Công đoàn phường Nam",
            "kind": "Thân nhân",
            "known_at": "03/03/2025 16:00",
        },
    ),
    "reversals": (
        "Hủy, hoàn lượt",
        {
            "purchase_id": "Nhà thuốc An Khang – Hùng Vương",
            "list_price": "60.000",
            "paid": "50.000",
            "benefit": "-10000",
            "subsidy": "1.000",
            "is_whole": "hoàn một phần",
            "reason": "Khách trả hàng",
            "reversed_at": "04/03/2025 16:00",
            "known_at": "05/03/2025 16:00",
        },
    ),
    "quota_counters": (
        "Giới hạn của ưu đãi",
        {
            "offer_id": "Giảm 15%",
            "scope": "mỗi người",
            "window": "tháng",
            "starts_on": "01/03/2025",
            "used": "đã dùng 4",
            "allowed": "9",
        },
    ),
    "verifications": (
        "Lần xem thẻ",
        {
            "outlet_id": "Nhà thuốc An Khang – Hùng Vương",
            "result": "Dùng được",
            "verified_at": "06/03/2025 16:00",
            "card_index": "thẻ số: 0",
        },
    ),
}
