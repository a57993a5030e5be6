"""What to tell an officer about a decision on units: its kinds, objections and cautions."""

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
    "reorganization_changes_nothing": (
        "Đã đúng như vậy rồi: quyết định này không đổi gì.",
        "It is so already: this decision changes nothing.",
    ),
    "decided_late": (
        (
            "Ngày đã qua: {uses} lượt sử dụng từ ngày đó được tính lại theo quyết định này,"
            " trong {months} kỳ tháng đã kết thúc."
        ),
        (
            "The day is past: {uses} uses since then are counted anew,"
            " in {months} reporting months that are over."
        ),
    ),
    "decided_late_unused": (
        "Ngày đã qua; từ ngày đó đến nay chưa có lượt sử dụng nào phải tính lại.",
        "The day is past; there are no uses since then to be counted anew.",
    ),
    "successor_below": (
        (
            "Đơn vị nhận {successor} đang đứng dưới {organization}, đơn vị được nhập."
            " Hãy xem lại có ngược chiều không."
        ),
        (
            "The unit that takes over, {successor}, stands below {organization}, which is merged"
            " into it. Check that it is not the wrong way round."
        ),
    ),
    "successor_lower": (
        "Đơn vị nhận {successor} ở cấp thấp hơn {organization}. Hãy xem lại có đúng không.",
        "The unit that takes over, {successor}, is of a lower level than {organization}. Check it.",
    ),
    "uses_stay": (
        "{uses} lượt sau ngày giải thể vẫn tính cho đơn vị đã giải thể.",
        "{uses} uses after the dissolution still count for the dissolved unit.",
    ),
    "merger_hands_over": (
        (
            "Tháng, quý và năm có ngày {day} được tính cho đơn vị nhận từ ngày đầu kỳ:"
            " {month} lượt trong tháng, {quarter} lượt trong quý, {year} lượt trong năm."
        ),
        (
            "The month, quarter and year that hold {day} count for the unit that takes over from"
            " their first day: {month} uses of the month, {quarter} of the quarter,"
            " {year} of the year."
        ),
    ),
    "decided_ahead": (
        "Có hiệu lực từ 0 giờ ngày {day}; trước đó không có gì thay đổi.",
        "Takes effect at midnight on {day}; nothing changes before.",
    ),
    "members_leave": (
        "{members} người không còn thuộc đơn vị nào từ ngày đó; thẻ của họ dừng ngay hôm đó.",
        "{members} people belong to no unit from that day; their cards stop on it.",
    ),
    "members_stay_away": (
        (
            "{members} người thuộc đơn vị khi đơn vị đóng nay đã ở nơi khác hoặc đã thôi,"
            " không trở lại theo quyết định này. Ai cần trở lại thì chuyển từng người."
        ),
        (
            "{members} people of the unit when it closed have gone elsewhere or left since and"
            " do not come back by this decision. Transfer whoever should, one by one."
        ),
    ),
    "units_stay_away": (
        (
            "{units} đơn vị cấp dưới đã chuyển đi khi đơn vị đóng thì không tự trở lại."
            " Đưa về bằng quyết định chuyển cấp trên."
        ),
        (
            "{units} units below that went elsewhere when the unit closed do not return by"
            " themselves. Bring them back by a decision to move them."
        ),
    ),
    "agreements_stay_away": (
        "{agreements} thỏa thuận đơn vị này đã ký đã qua tay đơn vị khác và ở lại đó.",
        "{agreements} agreements this unit signed have passed to others since and stay there.",
    ),
    "founded_units_stay": (
        (
            "{units} đơn vị mới lập theo quyết định cũ vẫn còn."
            " Nếu không dùng thì giải thể từ hôm sau ngày đó."
        ),
        (
            "{units} new units founded by the former decision stay."
            " Dissolve them from the day after if they are not wanted."
        ),
    ),
    "officers_stay_away": (
        "Không có cán bộ nào để giao lại: hãy giao người phụ trách ở mục Tài khoản.",
        "There is no officer to give their role back: appoint one under Accounts.",
    ),
    "replaces_planned": (
        (
            "Quyết định {number} đã ghi cho {units} từ ngày {day} sẽ không còn hiệu lực,"
            " vì đơn vị đóng trước ngày đó. Rút lại quyết định này thì quyết định cũ được"
            " thực hiện trở lại."
        ),
        (
            "Decision {number}, entered for {units} from {day}, will hold no longer, as the unit"
            " closes before that day. If this decision is taken back, the former one is carried"
            " out again."
        ),
    ),
    "planned_comes_back": (
        (
            "Quyết định {number} cho {organization} từ ngày {day}, đã bị thay thế,"
            " được thực hiện trở lại."
        ),
        "Decision {number} for {organization} from {day}, which was replaced, holds again.",
    ),
    "planned_is_gone": (
        (
            "Quyết định {number} cho {organization} từ ngày {day}, đã bị thay thế,"
            " không tự trở lại. Nếu vẫn cần, hãy ghi lại quyết định đó."
        ),
        (
            "Decision {number} for {organization} from {day}, which was replaced, does not come"
            " back by itself. Enter it again if it is still wanted."
        ),
    ),
    "cover_ends": (
        "{agreements} thỏa thuận không còn áp dụng cho một số đoàn viên.",
        "{agreements} agreements no longer reach some members.",
    ),
}
