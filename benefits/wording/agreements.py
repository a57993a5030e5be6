"""What to tell an officer about an agreement, an offer or an outlet that cannot be so."""

from collections.abc import Mapping
from typing import Final

from benefits.money import grouped

AGREEMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "partner_code_taken": (
        "Mã {value} đã là của đối tác khác.",
        "The code {value} is another partner's.",
    ),
    "partner_looked_after": (
        "Đối tác này do đơn vị khác quản lý. Hãy nhờ đơn vị đó hoặc công đoàn cấp trên lập.",
        "Another unit looks after this partner. Ask that unit or the union above it.",
    ),
    "outlet_code_taken": (
        "Mã {value} đã là của điểm khác.",
        "The code {value} is another outlet's.",
    ),
    "position_half": (
        "Cần cả vĩ độ và kinh độ, hoặc để trống cả hai.",
        "Give both latitude and longitude, or neither.",
    ),
    "outlet_closed": (
        "Điểm này đã được ghi đóng cửa. Hãy mở lại rồi ghi ngày khác.",
        "This outlet is already closed. Reopen it before choosing another day.",
    ),
    "closed_before_opened": (
        "Ngày đóng cửa phải sau ngày mở cửa.",
        "The outlet cannot close before it opened.",
    ),
    "agreement_number_taken": (
        "Số {number} đã là của thỏa thuận khác.",
        "The number {number} is another agreement's.",
    ),
    "agreement_span_empty": (
        "Ngày cuối không được trước ngày bắt đầu có hiệu lực.",
        "The last day cannot come before the first.",
    ),
    "agreement_signed": (
        "Thỏa thuận đã có hiệu lực nên không sửa được nữa; hãy gia hạn, chấm dứt hoặc ký bản mới.",
        "The agreement is in force and cannot be edited; extend it, end it or sign another.",
    ),
    "agreement_not_signed": (
        "Thỏa thuận còn là bản nháp nên chưa thể xác nhận triển khai.",
        "The agreement is still a draft, so nobody can have been told of it.",
    ),
    "agreement_called_off": (
        "Thỏa thuận đã chấm dứt trước ngày có hiệu lực nên không có gì để triển khai.",
        "The agreement was called off before it began, so there is nothing to tell of.",
    ),
    "rollout_ahead": (
        "Ngày triển khai không được sau hôm nay.",
        "The day people were told cannot be after today.",
    ),
    "rollout_before_signing": (
        "Thỏa thuận ký ngày {signed_on}; ngày triển khai không thể trước ngày đó.",
        "The agreement was signed on {signed_on}; people cannot have been told before.",
    ),
    "rollout_stays": (
        "Chỉ bỏ được xác nhận trong ngày đã ghi, vì báo cáo có thể đã tính.",
        "It can be taken back only on the day it was entered: a report may have counted it.",
    ),
    "agreement_covers_nobody": (
        "Chưa chọn đơn vị nào được hưởng. Hãy thêm đơn vị rồi cho có hiệu lực.",
        "No unit is covered yet. Add one before putting it in force.",
    ),
    "agreement_not_extensible": (
        "Chỉ gia hạn được thỏa thuận đã có hiệu lực và chưa chấm dứt.",
        "Only an agreement in force that was not terminated can be extended.",
    ),
    "agreement_shortened": (
        "Gia hạn phải đến ngày sau hạn hiện nay. Muốn dừng sớm, hãy chấm dứt thỏa thuận.",
        "An extension ends later than now. To stop early, terminate the agreement.",
    ),
    "agreement_not_in_force": (
        "Thỏa thuận này không còn hoặc chưa có hiệu lực nên không chấm dứt được.",
        "The agreement is not in force, so it cannot be terminated.",
    ),
    "termination_outside_span": (
        "Ngày cuối phải nằm trong thời gian hiệu lực của thỏa thuận.",
        "The last day must lie within the agreement's days.",
    ),
    "scan_empty": ("Tệp này trống.", "This file is empty."),
    "scan_too_large": (
        "Tệp nặng {size} MB, quá {most} MB. Hãy quét với độ nét thấp hơn.",
        "The file has {size} MB, more than {most} MB. Scan it at a lower resolution.",
    ),
    "scan_of_other_kind": (
        "Chỉ nhận tệp PDF hoặc ảnh JPEG, PNG.",
        "Only PDF files and JPEG or PNG pictures are taken.",
    ),
    "offer_code_taken": (
        "Mã {value} đã là của ưu đãi khác.",
        "The code {value} is another offer's.",
    ),
    "offer_outlet_unknown": (
        "Có điểm không thuộc đối tác này.",
        "One of the outlets is not this partner's.",
    ),
    "version_span_empty": (
        "Ngày cuối không được trước ngày bắt đầu.",
        "The last day cannot come before the first.",
    ),
    "version_outside_agreement": (
        "Ngày bắt đầu phải nằm trong thời gian hiệu lực của thỏa thuận.",
        "The first day must lie within the agreement's days.",
    ),
    "version_in_the_past": (
        "Phiên bản mới sớm nhất bắt đầu từ {earliest}: điều đang áp dụng được giữ đến hết hôm nay.",
        "A new version begins on {earliest} at the earliest: what holds today is kept for today.",
    ),
    "version_planned_that_day": (
        "Đã có phiên bản khác bắt đầu ngày này. Hãy bỏ phiên bản đó hoặc chọn ngày khác.",
        "Another version begins that day. Withdraw it or choose another day.",
    ),
    "version_begun": (
        "Phiên bản này đã bắt đầu áp dụng nên không bỏ được; hãy lập phiên bản mới.",
        "This version has begun and cannot be withdrawn; make a new one.",
    ),
    "offer_end_in_the_past": (
        "Ngày cuối phải từ hôm nay trở đi.",
        "The last day cannot lie in the past.",
    ),
    "offer_end_before_it_begins": (
        "Ưu đãi chưa bắt đầu vào ngày đó. Hãy bỏ phiên bản chưa áp dụng thay vì kết thúc.",
        "The offer has not begun by then. Withdraw the planned version instead.",
    ),
    "offer_above_half": (
        "Mức giảm quá 50%: hãy xem lại quy định về khuyến mại (NĐ 81/2018, NĐ 128/2024).",
        "More than 50% off: look at the rules for promotions (Decrees 81/2018 and 128/2024).",
    ),
    "offer_of_small_change": (
        "Mức giảm chưa tới 500 đồng: hãy xem lại có thiếu số 0 không.",
        "Less than 500 đồng off: please check that no noughts are missing.",
    ),
    "offer_of_small_amounts": (
        "Có số tiền chưa tới 500 đồng: hãy xem lại có thiếu số 0, hay dấu phần trăm, không.",
        "An amount is less than 500 đồng: please check for missing noughts, or a per cent sign.",
    ),
    "offer_of_restricted_goods": (
        "Có nhắc đến hàng hạn chế khuyến mại như rượu, thuốc lá, xổ số: hãy kiểm tra lại.",
        "Names goods that may hardly be promoted, as spirits, tobacco, lottery: please check.",
    ),
}

RULE_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("Cần điền mục này.", "This is needed."),
    "not_a_number": ("Cần một số nguyên.", "A whole number is needed."),
    "not_a_percent": ("Viết phần trăm như 7 hoặc 7,5.", "Write a percentage as 7 or 7.5."),
    "not_an_amount": ("Viết số tiền như 250.000.", "Write an amount as 250000."),
    "too_small": ("Không được nhỏ hơn {least}.", "May not be less than {least}."),
    "too_large": ("Không được lớn hơn {most}.", "May not be more than {most}."),
    "not_yes_or_no": ("Chỉ nhận true hoặc false.", "Only true or false."),
    "not_text": ("Cần một chuỗi chữ.", "A text is needed."),
    "unknown_choice": ("Chỉ nhận một trong: {among}.", "Must be one of: {among}."),
    "not_a_day": ("Viết ngày như 2026-10-05.", "Write a day as 2026-10-05."),
    "not_a_time": ("Viết giờ như 08:30.", "Write a time as 08:30."),
    "not_weekdays": (
        "Viết các ngày trong tuần như [1, 2, 5]; 1 là thứ hai, 7 là chủ nhật.",
        "Write weekdays as [1, 2, 5]; 1 is Monday, 7 is Sunday.",
    ),
    "not_a_list": ("Cần một danh sách trong [ ].", "A list in [ ] is needed."),
    "not_json": (
        "Không đọc được JSON: kiểm tra dấu ngoặc, dấu phẩy và dấu nháy kép.",
        "This is not JSON: check brackets, commas and double quotes.",
    ),
    "not_an_object": ("Cần một mục trong {{ }}.", "An object in {{ }} is needed."),
    "not_rising": ("Các bậc phải tăng dần.", "The steps must rise."),
    "empty_span": ("Lúc kết thúc phải sau lúc bắt đầu.", "The end must come after the beginning."),
    "amount_or_share": (
        "Ghi số tiền hoặc phần trăm.",
        "Give an amount or a percentage.",
    ),
    "does_not_fit": (
        "Mục này không dùng với kiểu ưu đãi đã chọn.",
        "This does not go with the chosen kind of discount.",
    ),
    "duplicate": ("Có nhóm hàng ghi hai lần.", "A group is named twice."),
    "unknown_key": ("Không có mục nào tên như vậy.", "There is no such entry."),
}


def rule_problem(code: str, params: Mapping[str, object], *, at: int = 0) -> str:
    """Say what is wrong with a part of a rule."""
    said = {name: _shown(value) for name, value in params.items()}
    told = RULE_FIELDS.get(code, RULE_FIELDS["missing"])[at]
    return told.format(**said) if said else told.replace("{{", "{").replace("}}", "}")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return grouped(value) if isinstance(value, int) else str(value)
