"""What to tell people about a file, a row or a cell that was refused, flagged or skipped."""

from collections.abc import Mapping
from types import MappingProxyType

VIETNAMESE, ENGLISH = "vi", "en"

_FILES = {
    "file_broken_quotes": (
        "Dấu ngoặc kép trong tệp CSV không khép lại, từ dòng {line}.",
        "A quotation mark in the CSV file is never closed, from line {line} on.",
    ),
    "file_damaged": (
        "Tệp Excel bị hỏng hoặc tải lên chưa đủ. Hãy mở bằng Excel, lưu lại rồi thử lần nữa.",
        "The Excel file is damaged or incomplete. Open it in Excel, save it and try again.",
    ),
    "file_empty": ("Tệp không có gì bên trong.", "The file is empty."),
    "file_encrypted": (
        "Tệp có mật khẩu. Hãy bỏ mật khẩu trong Excel rồi nộp lại.",
        "The file is locked by a password. Remove it in Excel and try again.",
    ),
    "file_is_web_page": (
        "Đây là trang web lưu thành tệp, không phải bảng tính. Hãy lưu lại dạng .xlsx.",
        "This is a saved web page, not a spreadsheet. Save it as .xlsx or CSV.",
    ),
    "file_no_table": (
        "Tệp không phải bảng tính. Chỉ nhận Excel (.xlsx, .xls) và CSV.",
        "The file holds no table. Only Excel (.xlsx, .xls) and CSV are read.",
    ),
    "file_not_utf8": (
        "Chữ trong tệp không phải Unicode (dòng {line}). Hãy lưu lại dạng “CSV UTF-8”.",
        "The file's text is not Unicode (line {line}). Save it again as “CSV UTF-8”.",
    ),
    "file_too_large": (
        "Tệp quá lớn: giải nén ra hơn {megabytes} MB.",
        "The file is too large: more than {megabytes} MB unpacked.",
    ),
    "file_unreachable": ("Không mở được tệp.", "The file cannot be opened."),
    "no_name_heading": (
        "Không thấy dòng tiêu đề có cột “{missing}”. Chỉ thấy: {seen}.",
        "No heading row with a column “{missing}” (full name) was found, only: {seen}.",
    ),
    "file_of_another_kind": (
        (
            "Đây là tệp {kind}, không phải danh sách người. Chưa có gì thay đổi: hãy nhập tệp theo "
            "đúng loại."
        ),
        "This is a file of {kind}, not of people. Nothing was changed: import it as what it is.",
    ),
    "sheet_too_large": (
        "Trang tính trải đến dòng {lines}, cột thứ {columns}. Hãy xóa các ô thừa ở xa bảng.",
        "The sheet reaches to line {lines}, column {columns}. Delete stray cells far away.",
    ),
}

_CELLS = {
    "birth_no_such_day": (
        "Không có ngày này trong lịch. Hãy xem lại ngày, tháng, năm.",
        "There is no such day. Please check the day, the month and the year.",
    ),
    "birth_impossible": (
        "Ngày sinh không thể đúng (trước năm 1900 hoặc sau hôm nay).",
        "The birth cannot be right (before 1900, or later than today).",
    ),
    "birth_unreadable": (
        "Không đọc được ngày sinh. Hãy viết như 05/10/1990, hoặc chỉ năm 1990.",
        "The birth cannot be read. Write it as 05/10/1990, or the year alone: 1990.",
    ),
    "cell_error": (
        "Ô này đang báo lỗi của Excel. Hãy sửa công thức hoặc gõ giá trị vào.",
        "The cell shows a spreadsheet error. Correct the formula or type the value.",
    ),
    "choice_unknown": ("Chỉ nhận một trong: {allowed}.", "Must be one of: {allowed}."),
    "citizen_id_invalid": (
        "Không phải số CCCD, CMND hay hộ chiếu.",
        "Not the number of a citizen card, identity card or passport.",
    ),
    "citizen_id_length": (
        "Số có {digits} chữ số; CCCD phải đủ 12, CMND đủ 9.",
        "The number has {digits} digits; a CCCD has 12, a CMND 9.",
    ),
    "day_impossible": ("Không có ngày này trong lịch.", "There is no such day."),
    "day_incomplete": (
        "Cần đủ ngày, tháng, năm.",
        "Day, month and year are all needed.",
    ),
    "day_invalid": (
        "Không đọc được ngày. Hãy viết như 05/10/2026 hoặc 2026-10-05.",
        "Not a day. Write 05/10/2026 or 2026-10-05.",
    ),
    "degrees_invalid": (
        "Tọa độ không hợp lệ. Hãy viết như 21.0278.",
        "Not a latitude or longitude. Write 21.0278.",
    ),
    "digits_lost": (
        "Excel đã rút gọn số nên mất chữ số. Hãy định dạng cột là Văn bản (Text) và gõ lại.",
        "The spreadsheet has shortened the number and lost digits. Format the column as text.",
    ),
    "dong_invalid": (
        "Không đọc được số tiền. Hãy viết số đồng tròn, như 250000 hoặc 250.000.",
        "Not an amount. Write whole đồng, as 250000 or 250.000.",
    ),
    "dong_negative": ("Số tiền không được âm.", "An amount cannot be negative."),
    "flag_invalid": (
        "Hãy đánh x nếu có, để trống nếu không.",
        "Mark x for yes, leave empty for no.",
    ),
    "instant_invalid": (
        "Không đọc được thời điểm. Hãy viết như 2026-10-05T14:30:00+07:00.",
        "Not an instant. Write 2026-10-05T14:30:00+07:00.",
    ),
    "instant_needs_offset": (
        "Thời điểm thiếu múi giờ. Hãy viết như 2026-10-05T14:30:00+07:00.",
        "The instant lacks its offset. Write 2026-10-05T14:30:00+07:00.",
    ),
    "missing": ("Ô này không được để trống.", "This cell may not be empty."),
    "name_missing": ("Thiếu họ và tên.", "The name is missing."),
    "name_without_letters": ("Họ và tên không có chữ nào.", "The name has no letters."),
    "percent_below_one": (
        "Dưới 1% phải viết kèm dấu %, như 0,5%. Nếu ý là 7%, hãy viết 7.",
        "Less than 1% must be written with its sign, as 0.5%. If 7% is meant, write 7.",
    ),
    "percent_invalid": (
        "Không đọc được phần trăm. Hãy viết như 7 hoặc 7,5.",
        "Not a percentage. Write 7 or 7.5.",
    ),
    "percent_out_of_range": (
        "Phần trăm phải trên 0 và không quá 100.",
        "A percentage is more than 0 and at most 100.",
    ),
    "phone_invalid": ("Không phải số điện thoại.", "Not a telephone number."),
    "sex_twice": (
        "Ghi ở cả hai cột Nam và Nữ.",
        "Written under both Nam (male) and Nữ (female).",
    ),
    "too_long": ("Dài quá {longest} ký tự.", "Longer than {longest} characters."),
    "until_before_from": (
        "Ngày kết thúc không sau ngày bắt đầu.",
        "The end does not come after the beginning.",
    ),
    "whole_invalid": ("Phải là số nguyên.", "Must be a whole number."),
    "whole_too_small": ("Không được nhỏ hơn {least}.", "May not be less than {least}."),
}

_FLAGS = {
    "name_remark_dropped": (
        "Chỉ ghi họ tên; bỏ chữ xưng hô hoặc ghi chú viết kèm: {value}.",
        "Only the name was kept, without the title or remark beside it: {value}.",
    ),
    "sex_left_out": (
        "Không rõ nam hay nữ: để trống giới tính, người này vẫn được nhận.",
        "Male or female cannot be told: left empty, the person was taken in.",
    ),
    "dues_left_out": (
        "Không rõ có đóng đoàn phí hay không: để trống, người này vẫn được nhận.",
        "Whether dues are paid cannot be told: left empty, the person was taken in.",
    ),
    "birth_month_dropped": (
        "Ngày sinh chỉ có tháng và năm: chỉ giữ năm.",
        "Only month and year of birth were given: the year was kept.",
    ),
    "citizen_id_zero_restored": (
        "Đã thêm lại số 0 ở đầu mà bảng tính làm mất.",
        "Leading zeros dropped by the spreadsheet were put back.",
    ),
    "joined_day_assumed": (
        "Ngày vào công đoàn không đủ: lấy ngày đầu của tháng hoặc năm đó.",
        "The day of joining was incomplete: the first of that month or year was taken.",
    ),
    "phone_first_of_several": (
        "Ô có nhiều số điện thoại: lấy số đầu tiên.",
        "Several telephone numbers: the first was taken.",
    ),
    "phone_prefix_converted": (
        "Đã đổi đầu số di động cũ sang đầu số mới.",
        "An old mobile prefix was changed to the new one.",
    ),
    "phone_zero_restored": (
        "Đã thêm lại số 0 ở đầu số điện thoại.",
        "The leading 0 of the telephone number was put back.",
    ),
    "birth_year_in_day": (
        "Ô định dạng ngày nhưng gõ năm sinh (như 1985 thành 07/06/1905): đã lấy lại năm sinh.",
        "A year typed into a cell made for days (1985 shows as 7 June 1905): the year was taken.",
    ),
    "person_twice": (
        "Người này đã có ở dòng {line} của tệp.",
        "This person stands in row {line} of the file already.",
    ),
    "citizen_id_left_out": (
        "Excel đã rút gọn số nên mất chữ số: đã nhận người này, để trống số căn cước.",
        "The spreadsheet shortened the number and lost digits: taken without an identity number.",
    ),
    "name_like_other": (
        "Tên giống dòng tổng, tên tổ hoặc chức danh; có số thứ tự nên coi là một người.",
        "Reads like a total, a team or a post; being numbered it was taken for a person.",
    ),
    "row_hidden": (
        "Dòng đang ẩn trong tệp (có thể do bộ lọc), vẫn được đọc.",
        "The row is hidden in the file, perhaps by a filter; it was read all the same.",
    ),
    "text_guessed": (
        "Phông chữ cũ: đoán là {encoding}, chữ trong tệp là “{written}”.",
        "Written before Unicode: read as {encoding}; the file says “{written}”.",
    ),
}

_CHOICES = {
    "choice_column_unknown": (
        "Không có cột “{value}” trong trang tính “{sheet}”.",
        "Sheet “{sheet}” has no column “{value}”.",
    ),
    "choice_field_twice": (
        "Hai cột cùng được chọn là “{value}”: hãy bỏ một cột.",
        "Two columns were chosen to be “{value}”: leave one of them out.",
    ),
    "choice_sheet_unknown": (
        "Tệp không có trang tính “{value}”.",
        "The file has no sheet “{value}”.",
    ),
    "choice_unreadable": (
        "Lựa chọn cách đọc tệp không hợp lệ.",
        "The choice of how to read the file is not valid.",
    ),
}

_ROWS = {
    "row_is_blank": ("Dòng trống.", "A blank row."),
    "row_is_heading": ("Dòng tiêu đề lặp lại.", "The heading again."),
    "row_is_section": ("Tên tổ, phòng, bộ phận.", "The name of a team or department."),
    "row_is_signature": ("Phần ký tên cuối danh sách.", "The signatures below the list."),
    "row_is_title": ("Dòng phía trên bảng.", "Above the table."),
    "row_is_total": ("Dòng tổng cộng.", "A total."),
    "row_numbers_columns": ("Dòng đánh số cột.", "Numbers of the columns."),
    "row_only_numbered": ("Chỉ có số thứ tự.", "Only a running number."),
    "sheet_unread": (
        "Trang tính “{value}” không được đọc.",
        "Sheet “{value}” was not read.",
    ),
    "row_unclear": (
        "Dòng chỉ có chữ ở cột tên, không có số thứ tự: không rõ có phải là một người.",
        "Only the name's column is filled, without a running number: perhaps not a person.",
    ),
    "row_without_person": ("Không có tên người nào.", "Names nobody."),
}

REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    _FILES | _CELLS | _FLAGS | _CHOICES | _ROWS
)
