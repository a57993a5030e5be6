"""What to tell about the rows of a list of people, and about records that may be one person."""

from collections.abc import Mapping
from typing import Final

ROSTERS: Final[Mapping[str, tuple[str, str]]] = {
    "clashes": (
        "Dòng này trùng hoặc mâu thuẫn với dữ liệu đã có.",
        "This row repeats or contradicts what is stored.",
    ),
    "organization_unknown": (
        "Không có đơn vị với mã {value}. Hãy nhập tệp đơn vị trước.",
        "No unit has the code {value}. Import units first.",
    ),
    "organization_missing": (
        "Thiếu mã đơn vị. Thêm cột organization_code hoặc chọn đơn vị khi nhập.",
        "The unit is missing. Add organization_code or choose one for the file.",
    ),
    "twins_decided": (
        "Cặp này đã có người xem và quyết định rồi. Hãy tải lại trang để xem.",
        "Somebody has decided on these two already. Reload the page to see.",
    ),
    "merged_before": (
        "Một trong hai hồ sơ đã được gộp vào hồ sơ khác. Hãy tải lại trang để xem.",
        "One of the two records was merged into another. Reload the page to see.",
    ),
    "nothing_rehearsed": (
        "Hãy xem trước tệp rồi mới nhập.",
        "Look at what the file would do before importing it.",
    ),
    "organization_out_of_reach": (
        "Đơn vị này không thuộc phạm vi của người nhập tệp.",
        "This unit is beyond the reach of whoever imports the file.",
    ),
    "member_elsewhere": (
        "Người này đang thuộc một đơn vị khác. Hãy nhờ công đoàn cấp trên chung chuyển sinh hoạt.",
        "This person belongs to another unit. Ask the superior of both for a transfer.",
    ),
    "organization_ambiguous": (
        "Có nhiều đơn vị mang tên này. Hãy ghi mã đơn vị.",
        "Several units have this name. Write the code.",
    ),
    "member_unknown": (
        "Không có đoàn viên với mã {value}. Hãy nhập danh sách trước.",
        "No member has the number {value}. Import members first.",
    ),
    "membership_overlaps": (
        "Người này đã thuộc đơn vị khác trong những ngày đó.",
        "This person already belongs to another unit on those days.",
    ),
    "unit_closed": (
        "Đơn vị này đã kết thúc hoạt động từ {since}; hãy chuyển người này sang đơn vị khác.",
        "This unit closed on {since}; transfer this person to another.",
    ),
    "possible_twin": (
        "Đã có người cùng tên, cùng ngày sinh. Hãy xem trang Người có thể trùng.",
        "Somebody of this name and birthday is there already. See the page of possible twins.",
    ),
    "transferred_today": (
        "Đang ở đơn vị khác: chuyển sang đơn vị này từ hôm nay.",
        "Belonged to another unit: transferred as of today.",
    ),
    "upload_forgotten": (
        "Tệp này đã được xóa sau 30 ngày. Hãy tải tệp lên lại.",
        "This file was deleted after 30 days. Upload it again.",
    ),
}
