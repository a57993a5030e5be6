"""What acts are done to, and what stands among their fields as a code."""

from collections.abc import Mapping
from typing import Final

from benefits.wording.reorganizations import REORGANIZATION_KINDS

SUBJECTS: Final[Mapping[str, tuple[str, str]]] = {
    "agreements": ("thỏa thuận", "agreement"),
    "offers": ("ưu đãi", "offer"),
    "outlets": ("điểm ưu đãi", "outlet"),
    "partners": ("đối tác", "partner"),
    "accounts": ("tài khoản", "account"),
    "account_roles": ("vai trò", "role"),
    "tags": ("nhóm đơn vị", "group of units"),
    "api_tokens": ("mã truy cập", "token"),
    "cards": ("thẻ", "card"),
    "corrections": ("yêu cầu sửa dữ liệu", "request"),
    "devices": ("điện thoại", "phone"),
    "enrolments": ("lời mời ghép máy", "phone invitation"),
    "jobs": ("việc", "work"),
    "keys": ("khóa ký thẻ số", "signing key"),
    "members": ("đoàn viên", "member"),
    "organizations": ("đơn vị", "unit"),
    "purchases": ("lượt sử dụng", "use"),
    "rolls": ("danh sách nhận thẻ", "list to sign"),
}

VALUES: Final[Mapping[str, tuple[str, str]]] = {
    **REORGANIZATION_KINDS,
    "name": ("tên", "name"),
    "address": ("địa chỉ", "address"),
    "tax_code": ("mã số thuế", "tax code"),
    "latitude": ("vĩ độ", "latitude"),
    "phone": ("số điện thoại", "phone number"),
    "hours": ("giờ mở cửa", "opening hours"),
    "longitude": ("kinh độ", "longitude"),
    "number": ("số", "number"),
    "roi_don_vi": ("thôi việc, rời đơn vị", "left the unit"),
    "nghi_huu": ("nghỉ hưu", "retired"),
    "qua_doi": ("qua đời", "died"),
    "khac": ("lý do khác", "another reason"),
    "doan_vien": ("đoàn viên", "union member"),
    "nguoi_lao_dong": ("người lao động", "worker"),
    "full_name": ("họ tên", "name"),
    "birth": ("ngày sinh", "birth"),
    "sex": ("giới tính", "sex"),
    "citizen_id_hash": ("số căn cước", "identity number"),
    "citizen_id_last4": ("bốn số cuối căn cước", "end of the identity number"),
    "union_card_no": ("số thẻ đoàn viên", "union card number"),
    "pays_dues": ("đoàn phí", "dues"),
    "signed_by_id": ("đơn vị ký", "signing unit"),
    "signed_on": ("ngày ký", "day of signing"),
    "valid_from": ("ngày bắt đầu", "first day"),
    "valid_until": ("ngày hết hạn", "last day"),
    "plain": ("không ảnh", "without photo"),
    "photo": ("có ảnh", "with photo"),
    "active": ("đang dùng", "active"),
    "replaced": ("đã đổi thẻ mới", "replaced"),
    "suspended": ("tạm khóa", "suspended"),
    "revoked": ("đã thu hồi", "revoked"),
    "lost": ("đã báo mất", "lost"),
    "expired": ("hết hạn", "expired"),
}
