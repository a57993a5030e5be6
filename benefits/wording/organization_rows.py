"""What to tell about a row of an organizations file that cannot be so."""

from collections.abc import Mapping
from typing import Final

ORGANIZATION_ROWS: Final[Mapping[str, tuple[str, str]]] = {
    "unknown_parent": (
        "Không có đơn vị cấp trên mang mã {value}, cả trong tệp lẫn trong hệ thống.",
        "No unit has the code {value} of the superior, neither in the file nor here.",
    ),
    "unknown_successor": (
        "Không có đơn vị nhận mang mã {value}, cả trong tệp lẫn trong hệ thống.",
        "No unit has the code {value} of the successor, neither in the file nor here.",
    ),
    "until_not_after_from": (
        "Ngày kết thúc phải sau ngày bắt đầu của dòng này.",
        "The end must come after the beginning of this row.",
    ),
    "rows_overlap": (
        "Dòng này bắt đầu khi dòng trước của cùng đơn vị chưa kết thúc.",
        "This row begins before the unit's row before it has ended.",
    ),
    "successor_without_until": (
        "Có đơn vị nhận thì phải ghi ngày kết thúc.",
        "With a successor the row needs an end.",
    ),
    "successor_but_goes_on": (
        "Đơn vị đã sáp nhập mà dòng sau lại tiếp tục ngay ngày đó.",
        "The unit is merged, yet its next row goes on that very day.",
    ),
    "units_still_below": (
        "Đơn vị kết thúc khi bên dưới còn đơn vị hoạt động.",
        "The unit ends while units below it go on.",
    ),
    "another_row_refused": (
        "Một dòng khác của đơn vị này không được nhận, nên dòng này cũng chưa nhận.",
        "Another row of this unit was refused, so this one was left out too.",
    ),
    "tag_proposal_decided": (
        "Đề nghị này đã có người trả lời.",
        "This proposal has been answered already.",
    ),
    "tag_proposal_withdrawn": (
        "Đề nghị này đã được đơn vị đề nghị rút lại.",
        "The unit that asked has withdrawn this proposal.",
    ),
    "tag_holder_unknown": (
        "Nhóm {value}: không có đơn vị lập nhóm mang mã đó.",
        "Group {value}: no unit has the code of the one that made it.",
    ),
    "tag_needs_holder": (
        "Hãy ghi nhóm theo dạng MÃ ĐƠN VỊ LẬP NHÓM:TÊN NHÓM, ví dụ T:KCN Hòa Phú.",
        "Write a group as CODE OF THE UNIT THAT MADE IT:NAME, as in T:KCN 1.",
    ),
    "tag_too_much": (
        "Sau tên nhóm chỉ có loại nhóm, ngày đầu, ngày kết thúc, cách nhau bằng dấu |.",
        "After a group's name come its kind, first day and end alone, parted by |.",
    ),
}
