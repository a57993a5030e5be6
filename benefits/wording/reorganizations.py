"""What to tell an officer about a decision on units: its kinds, and what speaks against it."""

from collections.abc import Mapping
from typing import Final

REORGANIZATION_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "thanh_lap": ("thành lập", "establishment"),
    "giai_the": ("giải thể", "dissolution"),
    "sap_nhap": ("sáp nhập", "merger into another unit"),
    "hop_nhat": ("hợp nhất", "union into a new unit"),
    "chia": ("chia", "division"),
    "tach": ("tách", "separation"),
    "chuyen_cap_tren": ("chuyển cấp trên", "move under another superior"),
    "doi_ten": ("đổi tên", "renaming"),
    "tai_lap": ("tái lập", "re-establishment"),
}

REORGANIZATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "people_went_along": (
        "{count} người của đơn vị này chuyển sang {heir} từ ngày đó; thẻ của họ vẫn dùng được.",
        "{count} people of this unit went on in {heir} from that day; their cards stay good.",
    ),
    "people_left_with_unit": (
        "{count} người của đơn vị này không còn thuộc đơn vị nào từ ngày đó; thẻ của họ dừng.",
        "{count} people of this unit belong to none from that day; their cards stop.",
    ),
    "officers_stay_at_unit": (
        "{count} cán bộ vẫn giữ vai trò ở đơn vị này: chấm dứt ở trang Tài khoản của họ.",
        "{count} officers still have a role at this unit: end it on their account pages.",
    ),
    "units_unknown": (
        "Không có đơn vị với mã: {units}.",
        "No units have these codes: {units}.",
    ),
    "units_twice": (
        "Có đơn vị được nêu hai lần.",
        "A unit is named twice.",
    ),
    "units_wrong_number": (
        "Việc này cần từ {least} đến {most} đơn vị.",
        "This takes {least} to {most} units.",
    ),
    "parts_wrong_number": (
        "Việc này lập từ {least} đến {most} đơn vị mới.",
        "This makes {least} to {most} new units.",
    ),
    "part_codes_twice": (
        "Hai đơn vị mới không thể cùng một mã.",
        "Two new units cannot have one code.",
    ),
    "part_unnamed": (
        "Mỗi đơn vị mới cần mã và tên.",
        "Each new unit needs a code and a name.",
    ),
    "organization_code_taken": (
        "Mã {organization} đã là của đơn vị khác.",
        "The code {organization} is another unit's.",
    ),
    "rest_goes_twice": (
        "Chỉ một đơn vị mới nhận số đoàn viên và đơn vị còn lại.",
        "Only one new unit takes the remaining people and units.",
    ),
    "members_twice": (
        "{count} người được xếp vào hai đơn vị mới.",
        "{count} people are assigned to two new units.",
    ),
    "members_of_others": (
        "{count} người được xếp không thuộc đơn vị này vào ngày đó.",
        "{count} of the people assigned do not belong to this unit on that day.",
    ),
    "members_unassigned": (
        "Còn {count} người chưa xếp vào đâu. Hãy xếp họ hoặc chọn đơn vị nhận phần còn lại.",
        "{count} people have no new unit yet. Assign them, or choose which unit takes the rest.",
    ),
    "relatives_go_along": (
        (
            "{count} thân nhân được xếp khác nơi với đoàn viên của họ."
            " Hãy bỏ họ khỏi danh sách: thân nhân đi theo đoàn viên."
        ),
        (
            "{count} relatives are assigned elsewhere than their member."
            " Take them off the list: relatives go along with their member."
        ),
    ),
    "chosen_not_open": (
        "{organization} không hoạt động từ ngày đó nên không nhận được thỏa thuận hay cán bộ.",
        "{organization} is not open from that day, so it can take no agreements or officers.",
    ),
    "reaches_beyond": (
        (
            "Trong những ngày quyết định này làm thay đổi, có đơn vị thuộc cấp trên khác: {units}."
            " Hãy chọn ngày muộn hơn, hoặc để cấp trên chung của hai bên ghi."
        ),
        (
            "On days that this decision changes, units stood below another superior: {units}."
            " Choose a later day, or have it entered by the superior of both sides."
        ),
    ),
    "members_joined_later": (
        (
            "{count} người được ghi vào đơn vị từ ngày giải thể trở đi."
            " Hãy chuyển hoặc sửa ngày của họ trước."
        ),
        (
            "{count} people are entered as joining on or after that day."
            " Transfer them or correct their days first."
        ),
    ),
    "parent_missing": ("Hãy chọn đơn vị cấp trên.", "Choose the unit above."),
    "parent_closes": (
        "Đơn vị cấp trên {organization} cũng kết thúc theo quyết định này.",
        "The unit above, {organization}, closes by this decision too.",
    ),
    "parent_not_open": (
        (
            "Từ ngày đó {organization} đứng dưới một đơn vị không hoạt động."
            " Hãy chọn đơn vị nhận các đơn vị cấp dưới, hoặc ngày khác."
        ),
        (
            "From that day {organization} would stand below a unit that is not open."
            " Choose who takes the units below, or another day."
        ),
    ),
    "cycle": (
        "{organization} sẽ đứng dưới chính mình.",
        "{organization} would stand below itself.",
    ),
    "successor_missing": (
        "Hãy chọn đơn vị nhận sáp nhập.",
        "Choose the unit that takes over.",
    ),
    "successor_not_open": (
        "Đơn vị nhận {successor} không hoạt động vào ngày đó.",
        "The unit that takes over, {successor}, is not open on that day.",
    ),
    "heir_closes_later": (
        "{organization} đã có quyết định kết thúc vào một ngày sau đó. Hãy chọn đơn vị nhận khác.",
        "{organization} is to close on a later day already. Choose another unit to take over.",
    ),
    "merged_into_itself": (
        "{organization} không thể sáp nhập vào chính mình.",
        "{organization} cannot be merged into itself.",
    ),
    "unit_not_open": (
        "{organization} không hoạt động vào ngày đó.",
        "{organization} is not open on that day.",
    ),
    "unit_already_open": (
        "{organization} đang hoạt động vào ngày đó.",
        "{organization} is open on that day.",
    ),
    "name_missing": ("Hãy ghi tên mới.", "Write the new name."),
    "preview_outdated": (
        "Từ lúc xem trước, số liệu đã thay đổi. Hãy xem lại rồi ghi.",
        "What the decision touches has changed since you looked. Look again, then confirm.",
    ),
    "reorganization_changes_nothing": (
        "Đã đúng như vậy rồi: quyết định này không đổi gì.",
        "It is so already: this decision changes nothing.",
    ),
}
