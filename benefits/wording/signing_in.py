"""What people read while signing in, and about passwords, PINs and invitations."""

from collections.abc import Mapping
from typing import Final

VIETNAMESE: Final[Mapping[str, str]] = {
    "wrong": "Không đúng. Hãy kiểm tra lại rồi thử lần nữa.",
    "wrong_code": "Mã không đúng hoặc đã dùng. Hãy chờ mã mới rồi thử lần nữa.",
    "locked": "Đã sai quá nhiều lần. Hãy thử lại sau {until}.",
    "no_role": "Tài khoản này hiện không có vai trò nào ở đây. Hãy liên hệ công đoàn cấp trên.",
    "password_too_short": "Mật khẩu cần ít nhất {least} ký tự.",
    "password_too_long": "Mật khẩu dài nhất {most} ký tự.",
    "password_too_easy": "Mật khẩu này dễ đoán. Hãy chọn mật khẩu khác.",
    "passwords_differ": "Hai lần gõ không giống nhau.",
    "pin_not_six_digits": "Mã PIN gồm đúng 6 chữ số.",
    "pin_too_easy": "Mã PIN này dễ đoán. Hãy chọn 6 chữ số khác.",
    "login_missing": "Cần tên đăng nhập: email hoặc số điện thoại.",
    "login_taken": "Đã có tài khoản dùng tên đăng nhập này.",
    "unknown_login": "Không có tài khoản nào dùng tên đăng nhập này.",
    "invitation_unknown": "Mã ghép máy không đúng, đã dùng hoặc đã hết hạn. Hãy xin mã mới.",
    "device_revoked": "Điện thoại này đã bị gỡ khỏi điểm bán.",
}
ENGLISH: Final[Mapping[str, str]] = {
    "wrong": "That is not right. Check it and try again.",
    "wrong_code": "The code is wrong or was used. Wait for the next one and try again.",
    "locked": "Too many wrong tries. Try again after {until}.",
    "no_role": "This account has no role here at present. Ask your superior union.",
    "password_too_short": "A password has at least {least} characters.",
    "password_too_long": "A password has at most {most} characters.",
    "password_too_easy": "This password is easy to guess. Choose another.",
    "passwords_differ": "The two passwords differ.",
    "pin_not_six_digits": "A PIN has exactly 6 digits.",
    "pin_too_easy": "This PIN is easy to guess. Choose another.",
    "login_missing": "A login is needed: an e-mail address or a phone number.",
    "login_taken": "There is an account with this login already.",
    "unknown_login": "There is no account with this login.",
    "invitation_unknown": "The pairing code is wrong, used or expired. Ask for a new one.",
    "device_revoked": "This phone was removed from the outlet.",
}


def told(code: str, params: Mapping[str, object] | None = None, *, language: str = "vi") -> str:
    """Return the sentence for a code of the access slice; another's code stays a code."""
    sentence = (ENGLISH if language == "en" else VIETNAMESE).get(code, code)
    return sentence.format_map(dict(params or {}))
