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
    "marked_left": (
        (
            "Được đánh dấu là đã nghỉ hoặc đã chuyển, nhưng không có ngày rời: vẫn coi là đang ở "
            "đơn vị. Nếu đã rời, hãy ghi ngày ở cột “Ngày rời”."
        ),
        (
            "Marked as having left, but no day is given: still taken to belong. "
            "If they have left, write the day in a column “Ngày rời”."
        ),
    ),
}
