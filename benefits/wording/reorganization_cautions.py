"""What an officer should know before a decision on units is carried out, though it may be."""

from collections.abc import Mapping
from typing import Final

REORGANIZATION_CAUTIONS: Final[Mapping[str, tuple[str, str]]] = {
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
    "moves_until": (
        "Chỉ đến trước ngày {day}: từ ngày đó {units} đứng ở chỗ đã định từ trước.",
        "Only until {day}: from then on {units} stand where it was decided before.",
    ),
    "named_until": (
        "Chỉ đến trước ngày {day}: từ ngày đó đơn vị mang tên đã định từ trước là {name}.",
        "Only until {day}: from then on the unit bears the name decided before, {name}.",
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
