"""What people read while signing in, and about passwords, PINs and invitations."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from benefits.wording.refusals import ENGLISH, VIETNAMESE

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
    "role_to_begin": (
        "Mật khẩu đúng, nhưng vai trò của tài khoản này chỉ bắt đầu từ ngày {day}.",
        "The password is right, but this account's role only begins on {day}.",
    ),
    "unit_not_open": (
        "Đơn vị này không hoạt động vào ngày bắt đầu.",
        "This unit is not open on the first day.",
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
    "password_is_first": (
        "Đây là mật khẩu lần đầu, người khác có thể đã đọc. Hãy đặt mật khẩu riêng.",
        "This is the first password, which others may have read. Choose one of your own.",
    ),
    "passwords_differ": (
        "Hai lần gõ không giống nhau.",
        "The two passwords differ.",
    ),
    "cashier_name_taken": (
        "Ở đây đã có thu ngân tên này. Thêm vài chữ để phân biệt, như “Hoa (ca tối)”.",
        "A cashier here has this name already. Add something to tell them apart.",
    ),
    "pin_not_six_digits": (
        "Mã PIN gồm đúng 6 chữ số.",
        "A PIN has exactly 6 digits.",
    ),
    "pin_too_easy": (
        "Mã PIN này dễ đoán. Hãy chọn 6 chữ số khác.",
        "This PIN is easy to guess. Choose another.",
    ),
    "pin_is_birthday": (
        "Mã PIN này là ngày sinh của bạn, người quen dễ đoán. Hãy chọn 6 chữ số khác.",
        "This PIN is your birthday, easy for people who know you. Choose another.",
    ),
    "pin_is_phone": (
        "Mã PIN này là số cuối điện thoại của bạn. Hãy chọn 6 chữ số khác.",
        "This PIN is the end of your phone number. Choose another.",
    ),
    "wrong_card_or_letter": (
        "Mã thẻ hoặc mã kích hoạt không đúng. Hãy xem lại thư rồi gõ lại.",
        "The card's code or the activation code is not right. Check the letter and try again.",
    ),
    "letter_used": (
        "Mã kích hoạt này đã dùng. Hãy đăng nhập; quên mã PIN thì xin công đoàn cơ sở thư mới.",
        "This code was used. Sign in; if you forgot the PIN, ask your union for a new letter.",
    ),
    "letter_replaced": (
        "Đã có thư mới hơn, nên mã trong thư này không còn dùng được. Hãy dùng thư mới nhất.",
        "There is a later letter, so the code in this one no longer works. Use the latest.",
    ),
    "letter_expired": (
        "Thư này đã hết hạn. Hãy xin công đoàn cơ sở in thư mới.",
        "This letter is past its end. Ask your union for a new one.",
    ),
    "letter_proof_gone": (
        "Đã quá 30 phút. Hãy gõ lại hai mã trong thư.",
        "More than 30 minutes have passed. Type both codes of the letter again.",
    ),
    "invitation_over": (
        "Thư mời này đã hết hạn. Hãy xin người gửi in thư mới.",
        "This invitation is past its end. Ask whoever sent it for a new letter.",
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
        "Điện thoại này đã bị gỡ khỏi điểm ưu đãi.",
        "This phone was removed from the outlet.",
    ),
    "first_password_elsewhere": (
        (
            "Người này chưa vào lần đầu, mà mật khẩu lần đầu do cán bộ nơi khác cấp. Hãy in lại "
            "thư mời cho người này, hoặc chờ người này vào, rồi giao vai trò."
        ),
        (
            "This person has not come in yet, and an officer elsewhere gave the first password. "
            "Print another invitation, or wait until this person has come in, then give the role."
        ),
    ),
    "role_has_ended": (
        "Vai trò này đã kết thúc trước ngày đó.",
        "This role has ended before that day.",
    ),
    "role_held_already": (
        "Người này đã giữ vai trò đó trong những ngày ấy.",
        "This person holds that role on those days already.",
    ),
    "ends_before_it_begins": (
        "Ngày cuối phải sau ngày bắt đầu.",
        "The last day comes after the first.",
    ),
    "last_officer": (
        "Đây là cán bộ cuối cùng của đơn vị. Hãy bàn giao cho người kế nhiệm.",
        "This is the last officer of the unit. Hand over to a successor.",
    ),
    "nobody_would_be_left": (
        (
            "Đây là cán bộ cuối cùng của đơn vị {organization}: khóa thì không còn ai làm việc "
            "được cho đơn vị. Nếu vẫn muốn khóa, thêm --yes."
        ),
        (
            "This is the last officer of the unit {organization}: nobody could act for it any "
            "more. Add --yes to lock the account all the same."
        ),
    ),
    "top_unit_is_there": (
        (
            "Đã có đơn vị đứng đầu: {organization}. Mỗi hệ thống chỉ có một; muốn thêm cán bộ, "
            "dùng mã đó hoặc benefits accounts add."
        ),
        (
            "There is a unit at the top already: {organization}. Use its code, or benefits "
            "accounts add, to let another officer in."
        ),
    ),
    "hand_over_to_oneself": (
        "Người nhận bàn giao phải là người khác.",
        "Somebody else has to take over.",
    ),
    "successor_unnamed": (
        "Chưa có tài khoản nào với tên đăng nhập này. Hãy ghi họ tên để lập tài khoản mới.",
        "No account has this login yet. Give a name to make one.",
    ),
    "successor_unknown": (
        "Người nhận ở ngoài phạm vi của bạn: hãy ghi họ tên để so với tài khoản đó.",
        "The successor is out of your reach: give the name, to be compared with the account's.",
    ),
    "successor_is_another": (
        (
            "Tên đăng nhập này là của một người khác tên. Hãy kiểm tra lại tên đăng nhập, hoặc ghi "
            "đúng họ tên của người nhận bàn giao."
        ),
        (
            "This login belongs to somebody with another name. Check the login, or give the name "
            "of the person who takes over."
        ),
    ),
    "successor_is_locked": (
        "Tài khoản của người nhận đang bị khóa. Hãy mở lại trước.",
        "The successor's account is locked. Unlock it first.",
    ),
    "day_is_past": (
        "Ngày bàn giao không được ở quá khứ.",
        "The day of the hand-over must not lie in the past.",
    ),
    "account_outside": (
        "Chỉ cấp trên của mọi vai trò của tài khoản mới làm được việc này.",
        "Only a superior of every role of the account may do this.",
    ),
}


def told(
    code: str, params: Mapping[str, object] | None = None, *, language: str = VIETNAMESE
) -> str:
    """Return the sentence for a code of the access slice; another's stays a code."""
    sentence = SIGNING_IN.get(code, (code, code))[language == ENGLISH]
    return sentence.format_map(defaultdict(lambda: "…", params or {}))
