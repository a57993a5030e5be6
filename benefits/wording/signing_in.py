"""What people read while signing in, and about passwords, PINs and invitations."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

SIGNING_IN: Final[Mapping[str, tuple[str, str]]] = {
    "wrong": (
        "Không đúng. Hãy kiểm tra lại rồi thử lần nữa.",
        "That is not right. Check it and try again.",
    ),
    "wrong_card_or_pin": (
        "Mã thẻ hoặc mã PIN không đúng. Hãy kiểm tra lại rồi thử lần nữa.",
        "The card's code or the PIN is not right. Check both and try again.",
    ),
    "wrong_code": (
        "Mã không đúng hoặc đã dùng. Hãy chờ mã mới rồi thử lần nữa.",
        "The code is wrong or was used. Wait for the next one and try again.",
    ),
    "locked": (
        "Đã sai quá nhiều lần. Hãy thử lại sau {until}.",
        "Too many wrong tries. Try again after {until}.",
    ),
    "no_role": (
        "Tài khoản này hiện không có vai trò nào ở đây. Hãy liên hệ công đoàn cấp trên.",
        "This account has no role here at present. Ask your superior union.",
    ),
    "password_too_short": (
        "Mật khẩu cần ít nhất {least} ký tự.",
        "A password has at least {least} characters.",
    ),
    "password_too_long": (
        "Mật khẩu dài nhất {most} ký tự.",
        "A password has at most {most} characters.",
    ),
    "password_too_easy": (
        "Mật khẩu này dễ đoán. Hãy chọn mật khẩu khác.",
        "This password is easy to guess. Choose another.",
    ),
    "passwords_differ": (
        "Hai lần gõ không giống nhau.",
        "The two passwords differ.",
    ),
    "pin_not_six_digits": (
        "Mã PIN gồm đúng 6 chữ số.",
        "A PIN has exactly 6 digits.",
    ),
    "pin_too_easy": (
        "Mã PIN này dễ đoán. Hãy chọn 6 chữ số khác.",
        "This PIN is easy to guess. Choose another.",
    ),
    "login_missing": (
        "Cần tên đăng nhập: email hoặc số điện thoại.",
        "A login is needed: an e-mail address or a phone number.",
    ),
    "login_taken": (
        "Đã có tài khoản dùng tên đăng nhập này.",
        "There is an account with this login already.",
    ),
    "unknown_login": (
        "Không có tài khoản nào dùng tên đăng nhập này.",
        "There is no account with this login.",
    ),
    "invitation_unknown": (
        "Mã ghép máy không đúng, đã dùng hoặc đã hết hạn. Hãy xin mã mới.",
        "The pairing code is wrong, used or expired. Ask for a new one.",
    ),
    "device_revoked": (
        "Điện thoại này đã bị gỡ khỏi điểm bán.",
        "This phone was removed from the outlet.",
    ),
    "account_outside": (
        "Chỉ cấp trên của mọi vai trò của tài khoản mới làm được việc này.",
        "Only a superior of every role of the account may do this.",
    ),
}


def told(code: str, params: Mapping[str, object] | None = None) -> str:
    """Return the Vietnamese sentence for a code of the access slice; another's stays a code."""
    sentence = SIGNING_IN.get(code, (code, code))[0]
    return sentence.format_map(defaultdict(lambda: "…", params or {}))
