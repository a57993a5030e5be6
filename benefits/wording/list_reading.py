"""What to tell about how the columns and rows of a list of people were understood."""

from collections.abc import Mapping
from typing import Final

LIST_READING: Final[Mapping[str, tuple[str, str]]] = {
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
