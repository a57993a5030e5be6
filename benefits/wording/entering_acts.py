"""What an entry of the audit trail tells of letting members in, and of keeping others out."""

from collections.abc import Mapping
from typing import Final

ENTERING_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "letter_printed": ("In thư kích hoạt cho một người", "Printed an activation letter"),
    "letters_printed": ("In thư kích hoạt cho đơn vị", "Printed activation letters for the unit"),
    "letters_deleted": ("Xóa tệp thư kích hoạt", "Deleted a file of activation letters"),
    "invitation_printed": ("In thư mời đăng nhập", "Printed an invitation to sign in"),
    "invitations_deleted": (
        "Xóa tệp thư mời đăng nhập",
        "Deleted a file of invitations to sign in",
    ),
    "activated": ("Kích hoạt bằng thư, chọn mã PIN", "Activated with a letter and chose a PIN"),
    "activated_at_desk": (
        "Kích hoạt tại công đoàn, đoàn viên tự chọn mã PIN",
        "Activated at the union's desk; the member chose the PIN",
    ),
    "member_let_try": (
        "Cho đoàn viên thử lại mã PIN",
        "Let the member try the PIN again",
    ),
    "pin_reset": ("Bỏ mã PIN của đoàn viên", "Removed the member's PIN"),
}
