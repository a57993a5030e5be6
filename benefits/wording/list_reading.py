"""What to tell about how the columns and rows of a list of people were understood."""

from collections.abc import Mapping
from typing import Final

LIST_READING: Final[Mapping[str, tuple[str, str]]] = {
    "nothing_written": (
        (
            "Tệp không có chữ nào đọc được. Nếu danh sách là ảnh chụp hay ảnh quét, "
            "hãy xin tệp gốc hoặc gõ lại thành bảng."
        ),
        (
            "Nothing is written in the file. If the list is a photograph or a scan, "
            "ask for the original file or type it as a table."
        ),
    ),
    "rows_too_many": (
        "Mỗi lần tối đa {most} dòng: hãy chia tệp.",
        "At most {most} rows at a time: split the file.",
    ),
    "cells_beyond_headings": (
        (
            "Dòng có nhiều ô hơn số cột ở dòng tiêu đề; phần thừa: “{value}”. Thường là vì trong "
            "một ô có dấu phẩy hoặc dấu ngăn cột mà ô đó không được đặt trong ngoặc kép."
        ),
        (
            "The row has more cells than there are headings; left over: “{value}”. Usually a cell "
            "holds a comma, or whatever separates the columns, and does not stand in quotes."
        ),
    ),
    "row_is_new_heading": (
        "Dòng tiêu đề khác: từ đây các cột được đọc theo dòng này.",
        "Another heading: from here on the columns are read by it.",
    ),
    "row_below_signatures": (
        (
            "Có số thứ tự và tên nhưng nằm dưới phần ký tên: không rõ có phải là một người trong "
            "danh sách. Nếu phải, hãy ghi thêm ngày sinh."
        ),
        (
            "Numbered and named, but below the signatures: perhaps not a person of the list. "
            "If it is one, add the date of birth."
        ),
    ),
    "two_names_in_row": (
        "Dòng có hai tên. Hãy để mỗi người một dòng, hoặc bỏ dùng một cột tên.",
        "Two names in one row. Give each person a row, or leave one of the columns out.",
    ),
    "formula_without_result": (
        (
            "Ô là công thức chưa có kết quả nên được coi là trống. Hãy mở tệp bằng Excel, lưu lại "
            "rồi nhập lại."
        ),
        (
            "The cell is a formula without a stored result and was read as empty. "
            "Open the file in a spreadsheet, save it and import it again."
        ),
    ),
    "name_joined": (
        "Tên ở cột bên “{value}” được ghép vào sau họ tên: hãy xem lại.",
        "The given name “{value}” beside the name was put behind it: have a look.",
    ),
    "name_given_twice": (
        "Tên được viết ở cả hai cột nên lặp lại: hãy xem lại.",
        "The given name is written in both columns and so said twice: have a look.",
    ),
    "name_is_heading": (
        "Ở cột tên là chữ của tiêu đề, không phải tên người.",
        "The name's column holds the words of a heading, not a name.",
    ),
    "marked_left": (
        (
            "Được đánh dấu là đã nghỉ hoặc đã chuyển, nhưng không có ngày rời: vẫn coi là đang ở "
            "đơn vị. Nếu đã rời, hãy ghi ngày ở cột “Ngày rời”."
        ),
        (
            "Marked as having left, but no day is given: still taken to belong. "
            "If they have left, write the day in a column of leaving days."
        ),
    ),
}
