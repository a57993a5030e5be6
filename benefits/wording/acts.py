"""What an entry of the audit trail tells: one sentence an act, in both languages.

A sentence may name the entry's fields in braces; values that are codes are said in words.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from benefits.wording.act_words import SUBJECTS, VALUES
from benefits.wording.counter_acts import COUNTER_ACTS
from benefits.wording.entering_acts import ENTERING_ACTS
from benefits.wording.key_acts import KEY_ACTS
from benefits.wording.refusals import VIETNAMESE
from benefits.wording.roll_acts import ROLL_ACTS
from benefits.wording.tag_acts import TAG_ACTS

LANGUAGES: Final = (VIETNAMESE, "en")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

FILES: Final[Mapping[str, tuple[str, str]]] = {
    "organizations": ("đơn vị", "units"),
    "members": ("đoàn viên", "members"),
    "partners": ("đối tác", "partners"),
    "outlets": ("điểm ưu đãi", "outlets"),
    "agreements": ("thỏa thuận", "agreements"),
    "offers": ("ưu đãi", "offers"),
    "cards": ("thẻ", "cards"),
    "purchases": ("lượt sử dụng", "uses"),
    "reversals": ("lượt hủy", "uses taken back"),
}

ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "signed_in": ("Đăng nhập", "Signed in"),
    "second_factor_on": ("Bật xác thực hai bước", "Turned the second factor on"),
    "second_factor_moved": (
        "Chuyển xác thực hai bước sang điện thoại khác",
        "Moved the second factor to another phone",
    ),
    "second_factor_off": ("Xóa xác thực hai bước", "Cleared the second factor"),
    "recovery_codes_renewed": ("Tạo lại mã dự phòng", "Made new recovery codes"),
    "password_changed": ("Đổi mật khẩu", "Changed the password"),
    "secret_changed": ("Đổi mật khẩu hoặc mã PIN", "Changed the password or PIN"),
    "account_added": ("Thêm tài khoản", "Added the account"),
    "account_corrected": ("Sửa tài khoản: {fields}", "Corrected the account: {fields}"),
    "account_reset": ("Cấp lại mật khẩu", "Gave a new password"),
    "account_disabled": ("Khóa tài khoản", "Locked the account"),
    "account_enabled": ("Mở lại tài khoản", "Unlocked the account"),
    "account_signed_out": ("Đăng xuất tài khoản ở mọi nơi", "Signed the account out everywhere"),
    "unit_founded": ("Lập đơn vị đứng đầu", "Founded the unit at the top"),
    "reorganized": (
        "Sắp xếp lại đơn vị: {kind}, từ ngày {day}",
        "Reorganized the unit: {kind}, from {day}",
    ),
    "role_given": ("Giao vai trò", "Gave a role"),
    "role_ended": ("Kết thúc vai trò", "Ended a role"),
    "role_handed_over": ("Bàn giao vai trò", "Handed a role over"),
    "role_switched": ("Chuyển sang vai trò khác", "Switched to another role"),
    "report_sent": (
        "Ghi là đã gửi báo cáo kỳ {period}",
        "Noted the report of {period} as sent",
    ),
    "report_not_sent": (
        "Ghi là chưa gửi báo cáo kỳ {period}",
        "Noted the report of {period} as not sent",
    ),
    "card_issued": ("Cấp thẻ", "Issued the card"),
    "cards_issued": ("Cấp {count} thẻ cho đơn vị", "Issued {count} cards for the unit"),
    "cards_changed": (
        "Đổi tình trạng {count} thẻ: {status}",
        "Changed {count} cards: {status}",
    ),
    "cards_printed": ("In {count} thẻ", "Printed {count} cards"),
    "design_chosen": ("Chọn mẫu thẻ: {design}", "Chose the cards' design: {design}"),
    **ROLL_ACTS,
    "photo_put": ("Tải ảnh của đoàn viên lên", "Kept the member's photo"),
    "photo_cut": ("Cắt lại ảnh", "Cut the photo anew"),
    "photo_removed": ("Bỏ ảnh", "Removed the photo"),
    "photo_allowed": (
        "Ghi nhận chủ thẻ cho tải ảnh lên lại",
        "Noted that the owner allows a photo again",
    ),
    "photos_taken": ("Nhận {count} ảnh từ tệp zip", "Took {count} photos from a zip"),
    "card_printed": ("In thẻ", "Printed the card"),
    "phone_card_got": ("Lấy thẻ về điện thoại", "Got the card on a phone"),
    "phone_card_allowed": (
        "Cho lấy lại thẻ trên điện thoại",
        "Allowed getting the card on a phone again",
    ),
    "phone_card_removed": ("Gỡ thẻ khỏi điện thoại", "Removed the card from a phone"),
    "card_lost": ("Báo mất thẻ", "Reported the card lost"),
    "card_changed": ("Đổi tình trạng thẻ: {status}", "Changed the card: {status}"),
    "use_looked_at": (
        "Xem lại lượt gửi sau khi thôi nhận khóa, để nguyên",
        "Looked at a use sent after its key was retired, and let it stand",
    ),
    **ENTERING_ACTS,
    **KEY_ACTS,
    "consent_given": ("Đồng ý xử lý dữ liệu", "Consented to data processing"),
    "consent_noted": ("Ghi nhận phiếu đồng ý bằng giấy", "Noted consent given on paper"),
    "consent_withdrawn": ("Rút lại đồng ý xử lý dữ liệu", "Withdrew consent"),
    "withdrawal_noted": (
        "Ghi nhận phiếu rút lại đồng ý bằng giấy",
        "Noted consent withdrawn on paper",
    ),
    "own_data_taken": ("Tải dữ liệu của mình về", "Downloaded their own data"),
    "correction_asked": ("Xin sửa dữ liệu", "Asked for a correction"),
    "correction_withdrawn": ("Rút yêu cầu sửa dữ liệu", "Withdrew a request for a correction"),
    "correction_accepted": ("Sửa dữ liệu theo yêu cầu", "Corrected data as asked"),
    "correction_declined": ("Không sửa dữ liệu như yêu cầu", "Declined to correct data"),
    "member_added": ("Thêm vào đơn vị {unit} từ ngày {day}", "Added to the unit {unit} from {day}"),
    "member_changed": ("Sửa thông tin: {fields}", "Changed: {fields}"),
    "member_left": (
        "Thôi tham gia sau ngày {last_day}: {reason}",
        "Left after {last_day}: {reason}",
    ),
    "member_transferred": (
        "Chuyển từ đơn vị {from} sang đơn vị {to} từ ngày {day}",
        "Transferred from the unit {from} to {to} from {day}",
    ),
    "member_kind_changed": (
        "Đổi đối tượng thành {kind} từ ngày {day}",
        "Became {kind} from {day}",
    ),
    "member_came_again": (
        "Tham gia lại ở đơn vị {unit} từ ngày {day}",
        "Joined the unit {unit} again from {day}",
    ),
    "relative_added": ("Thêm thân nhân từ ngày {day}", "Added a relative from {day}"),
    "household_joined": ("Ghi cùng gia đình với người khác", "Put into a household with another"),
    "household_left": ("Tách khỏi gia đình", "Set apart from the household"),
    "list_confirmed": (
        "Xác nhận danh sách: {count} người, {leavers} người đã rời",
        "Confirmed the list: {count} people, {leavers} have left",
    ),
    "leavers_ended": (
        "Ghi {count} người không có trong tệp đã rời sau ngày {last_day}",
        "Let {count} people leave who are not in the file, after {last_day}",
    ),
    "member_seen": ("Xem thông tin đoàn viên", "Looked at the member's data"),
    "uses_seen": ("Xem tên bên cạnh lượt sử dụng", "Put a name beside uses"),
    "purchase_reversed": ("Hủy lượt sử dụng", "Took the use back"),
    "partner_added": ("Thêm đối tác", "Added the partner"),
    "outlet_added": ("Thêm điểm ưu đãi", "Added the outlet"),
    "partner_renamed": ("Đổi tên, trước là “{before}”", "Renamed, formerly “{before}”"),
    "partner_changed": ("Sửa đối tác: {fields}", "Changed the partner: {fields}"),
    "partner_hides_names": (
        "Ghi là y tế hoặc trợ giúp pháp lý: không hiện tên người dùng",
        "Said to be about health or legal aid: no name is shown beside its uses",
    ),
    "partner_shows_names": (
        "Ghi không phải y tế hay trợ giúp pháp lý",
        "Said to be neither about health nor legal aid",
    ),
    "outlet_changed": ("Sửa điểm ưu đãi: {fields}", "Changed the outlet: {fields}"),
    "outlet_closed": ("Ghi đóng cửa sau ngày {last_day}", "Entered the closing after {last_day}"),
    "outlet_reopened": ("Mở cửa trở lại", "Opened the outlet again"),
    "agreement_drafted": ("Lập bản nháp", "Drafted the agreement"),
    "agreement_changed": ("Sửa bản nháp: {fields}", "Changed the draft: {fields}"),
    "agreement_discarded": (
        "Bỏ bản nháp thỏa thuận {number}",
        "Discarded the draft of agreement {number}",
    ),
    "agreement_covered": ("Cho đơn vị {unit} được hưởng", "Covered the unit {unit}"),
    "agreement_covered_tag": ("Cho nhóm {tag} được hưởng", "Covered the group {tag}"),
    "agreement_uncovered_tag": ("Bỏ chọn nhóm {tag}", "No longer names the group {tag}"),
    "agreement_excluded": ("Trừ đơn vị {unit} ra", "Left the unit {unit} out"),
    "agreement_uncovered": ("Bỏ chọn đơn vị {unit}", "No longer names the unit {unit}"),
    "agreement_in_force": ("Cho thỏa thuận có hiệu lực", "Put the agreement into force"),
    "agreement_extended": ("Gia hạn đến hết ngày {last_day}", "Extended to {last_day}"),
    "agreement_terminated": (
        "Chấm dứt thỏa thuận sau ngày {last_day}",
        "Ended the agreement after {last_day}",
    ),
    "agreement_resumed": (
        "Thu hồi việc chấm dứt sau ngày {last_day}",
        "Took back the end after {last_day}",
    ),
    "agreement_rolled_out": ("{unit} đã triển khai, ngày {day}", "{unit} told its people on {day}"),
    "agreement_rollout_gone": ("Bỏ xác nhận: {unit} đã triển khai", "{unit} told nobody after all"),
    "agreement_scanned": ("Tải bản quét lên", "Kept the signed paper"),
    "agreement_offer_made": ("Thêm ưu đãi {offer}", "Added the offer {offer}"),
    "offer_made": ("Lập ưu đãi", "Made the offer"),
    "version_added": (
        "Lập phiên bản {number}, áp dụng từ {day}",
        "Made version {number}, from {day}",
    ),
    "version_withdrawn": (
        "Bỏ phiên bản {number} chưa áp dụng",
        "Withdrew version {number} before it began",
    ),
    "offer_ended": ("Kết thúc ưu đãi sau ngày {last_day}", "Ended the offer after {last_day}"),
    **COUNTER_ACTS,
    **TAG_ACTS,
    "list_taken": ("Tải danh sách về", "Exported a list"),
    "roster_taken": ("Tải danh sách người của đơn vị về", "Exported a list of the unit's people"),
    "member_stands_for": (
        "Gộp: hồ sơ này đại diện cho cả hai (cặp số {pair})",
        "Merged: this record stands for both (pair {pair})",
    ),
    "member_merged": (
        "Gộp vào hồ sơ khác của cùng một người (cặp số {pair})",
        "Merged into another record of the same person (pair {pair})",
    ),
    "member_told_apart": (
        "Ghi là hai người khác nhau (cặp số {pair})",
        "Said to be two people (pair {pair})",
    ),
    "job_again": ("Chạy lại việc bị lỗi", "Started failed work again"),
    "job_settled": ("Bỏ qua việc bị lỗi", "Dismissed failed work"),
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

__all__ = ["ACTS", "SUBJECTS", "act_told", "subject_told"]


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
    if DAY.fullmatch(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return VALUES[text][at] if text in VALUES else text
