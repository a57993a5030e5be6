"""What an entry of the audit trail tells: one sentence an act, in both languages.

A sentence may name the entry's fields in braces; values that are codes are said in words.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from benefits.wording.refusals import VIETNAMESE

LANGUAGES: Final = (VIETNAMESE, "en")

FILES: Final[Mapping[str, tuple[str, str]]] = {
    "organizations": ("đơn vị", "units"),
    "members": ("đoàn viên", "members"),
    "partners": ("đối tác", "partners"),
    "outlets": ("điểm ưu đãi", "outlets"),
    "agreements": ("thỏa thuận", "agreements"),
    "offers": ("ưu đãi", "offers"),
    "cards": ("thẻ", "cards"),
    "purchases": ("lượt sử dụng", "uses"),
    "reversals": ("lượt hủy", "reversals"),
}

ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "signed_in": ("Đăng nhập", "Signed in"),
    "second_factor_on": ("Bật xác thực hai bước", "Turned the second factor on"),
    "second_factor_off": ("Xóa xác thực hai bước", "Cleared the second factor"),
    "recovery_codes_renewed": ("Tạo lại mã dự phòng", "Made new recovery codes"),
    "password_changed": ("Đổi mật khẩu", "Changed the password"),
    "secret_changed": ("Đổi mật khẩu hoặc mã PIN", "Changed the password or PIN"),
    "account_added": ("Thêm tài khoản", "Added the account"),
    "account_reset": ("Cấp lại mật khẩu", "Gave a new first password"),
    "account_disabled": ("Khóa tài khoản", "Locked the account"),
    "account_enabled": ("Mở lại tài khoản", "Unlocked the account"),
    "account_signed_out": ("Đăng xuất tài khoản ở mọi nơi", "Signed the account out everywhere"),
    "role_given": ("Giao vai trò", "Gave a role"),
    "role_ended": ("Kết thúc vai trò", "Ended a role"),
    "role_handed_over": ("Bàn giao vai trò", "Handed a role over"),
    "role_switched": ("Chuyển sang vai trò khác", "Went on in another role"),
    "cashier_added": ("Thêm thu ngân", "Added a cashier"),
    "pin_renewed": ("Cấp lại mã PIN", "Gave a new PIN"),
    "phone_invited": ("Mời ghép điện thoại", "Invited a phone"),
    "phone_paired": ("Ghép điện thoại", "Paired a phone"),
    "phone_revoked": ("Gỡ điện thoại", "Removed a phone"),
    "shift_opened": ("Mở ca", "Opened a shift"),
    "card_issued": ("Cấp thẻ", "Issued the card"),
    "cards_issued": ("Cấp {count} thẻ cho đơn vị", "Issued {count} cards for the unit"),
    "card_printed": ("In thẻ", "Printed the card"),
    "card_lost": ("Báo mất thẻ", "Reported the card lost"),
    "card_changed": ("Đổi tình trạng thẻ: {status}", "Changed the card: {status}"),
    "letter_printed": ("In thư kích hoạt cho một người", "Printed an activation letter"),
    "letters_printed": ("In thư kích hoạt cho đơn vị", "Printed activation letters for the unit"),
    "letters_deleted": ("Xóa tệp thư kích hoạt", "Deleted a file of activation letters"),
    "activated": ("Kích hoạt bằng thư, chọn mã PIN", "Opened the own page with a letter"),
    "pin_reset": ("Bỏ mã PIN của đoàn viên", "Took the member's PIN away"),
    "consent_given": ("Đồng ý xử lý dữ liệu", "Consented to the use of data"),
    "consent_noted": ("Ghi nhận phiếu đồng ý bằng giấy", "Noted consent given on paper"),
    "consent_withdrawn": ("Rút lại đồng ý xử lý dữ liệu", "Withdrew consent"),
    "own_data_taken": ("Tải dữ liệu của mình về", "Took the own data away"),
    "correction_asked": ("Xin sửa dữ liệu", "Asked for data to be mended"),
    "correction_withdrawn": ("Rút yêu cầu sửa dữ liệu", "Withdrew a request"),
    "correction_accepted": ("Sửa dữ liệu theo yêu cầu", "Mended data as asked"),
    "correction_declined": ("Không sửa dữ liệu như yêu cầu", "Declined to mend data"),
    "member_seen": ("Xem thông tin đoàn viên", "Looked at the member's data"),
    "purchase_reversed": ("Hủy lượt sử dụng", "Reversed the use"),
    "list_taken": ("Tải danh sách về", "Took a list away"),
    "job_again": ("Chạy lại việc bị lỗi", "Started failed work again"),
    "token_issued": ("Cấp mã truy cập cho phần mềm", "Issued a program's token"),
    "token_revoked": ("Thu hồi mã truy cập của phần mềm", "Revoked a program's token"),
    **{
        f"rehearse_{kind}": (f"Xem trước tệp {vi}", f"Rehearsed a file of {en}")
        for kind, (vi, en) in FILES.items()
    },
    **{
        f"import_{kind}": (f"Nhập tệp {vi}", f"Imported a file of {en}")
        for kind, (vi, en) in FILES.items()
    },
}

SUBJECTS: Final[Mapping[str, tuple[str, str]]] = {
    "accounts": ("tài khoản", "account"),
    "account_roles": ("vai trò", "role"),
    "api_tokens": ("mã truy cập", "token"),
    "cards": ("thẻ", "card"),
    "devices": ("điện thoại", "phone"),
    "enrolments": ("lời mời ghép máy", "phone invitation"),
    "jobs": ("việc", "work"),
    "members": ("đoàn viên", "member"),
    "organizations": ("đơn vị", "unit"),
    "purchases": ("lượt sử dụng", "use"),
}

VALUES: Final[Mapping[str, tuple[str, str]]] = {
    "active": ("đang dùng", "active"),
    "replaced": ("đã đổi thẻ mới", "replaced"),
    "suspended": ("tạm khóa", "suspended"),
    "revoked": ("đã thu hồi", "revoked"),
    "lost": ("đã báo mất", "lost"),
    "expired": ("hết hạn", "expired"),
}


def act_told(act: str, fields: Mapping[str, Any], language: str = VIETNAMESE) -> str:
    """Say an act; one that has no sentence yet is shown by its code."""
    at = LANGUAGES.index(language)
    said = {name: _said(value, at) for name, value in fields.items()}
    return ACTS.get(act, (act, act))[at].format_map(defaultdict(lambda: "…", said))


def subject_told(subject: str, language: str = VIETNAMESE) -> str:
    return SUBJECTS.get(subject, (subject, subject))[LANGUAGES.index(language)]


def _said(value: object, at: int) -> str:
    if isinstance(value, list):
        return ", ".join(_said(each, at) for each in value)
    text = str(value)
    return VALUES[text][at] if text in VALUES else text
