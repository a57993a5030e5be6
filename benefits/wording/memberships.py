"""What to tell an officer about a person, a span of days or a tag that cannot be so."""

from collections.abc import Mapping
from typing import Final

MEMBERSHIPS: Final[Mapping[str, tuple[str, str]]] = {
    "tag_name_taken": (
        "Đã có nhóm tên “{name}”. Hãy dùng nhóm đó hoặc đặt tên khác.",
        "There is a group called “{name}” already. Use it or choose another name.",
    ),
    "tag_unknown": (
        "Không có nhóm đơn vị tên “{tag}”.",
        "No group of units is called “{tag}”.",
    ),
    "tag_ambiguous": (
        (
            "Nhiều đơn vị có nhóm tên “{tag}”: {holders}. Hãy ghi mã đơn vị lập nhóm ở trước, "
            "ví dụ MÃ:{tag}."
        ),
        (
            "Several units have a group called “{tag}”: {holders}. Write the code of the unit that "
            "made it in front, as in CODE:{tag}."
        ),
    ),
    "tag_name_signs": (
        "Tên nhóm không được có dấu {signs} vì tệp dùng các dấu này để ngăn cách.",
        (
            "The name of a group must not hold {signs}: files use these signs to part one from "
            "the next."
        ),
    ),
    "stood_elsewhere_then": (
        (
            "Từ ngày {day} đến nay có lúc người này thuộc đơn vị ngoài phạm vi của bạn."
            " Hãy chọn ngày muộn hơn, hoặc để cấp trên chung ghi."
        ),
        (
            "Since {day} this person belonged for a while to a unit outside your reach."
            " Choose a later day, or have it entered by the superior of both sides."
        ),
    ),
    "belongs_nowhere_then": (
        "Ngày {day} người này không còn tham gia ở đơn vị nào.",
        "On {day} this person belonged to no unit.",
    ),
    "belonged_until": (
        "Người này còn tham gia đến hết ngày {last_day}. Hãy chọn một ngày sau đó.",
        "This person belonged until {last_day}. Choose a later day.",
    ),
    "belongs_otherwise_now": (
        "Người này đã đổi đơn vị hoặc đối tượng sau khi danh sách được chọn.",
        "This person has changed unit or kind since the list was chosen.",
    ),
    "membership_follows": (
        "Người này đã có quá trình tham gia khác từ ngày {since}. Hãy chọn ngày trước đó.",
        "This person belongs to another unit from {since}. Choose an earlier day.",
    ),
    "membership_begins_later": (
        "Người này chỉ tham gia từ ngày {since}: ngày thôi phải sau ngày đó.",
        "This person belongs only from {since}: the end must come later.",
    ),
    "belongs_again_then": (
        (
            "Từ ngày {since} người này thuộc đơn vị khác, hoặc tham gia lại, theo điều đã ghi riêng"
            " cho người này. Hãy chọn ngày cuối từ đó về sau, hoặc sửa điều đã ghi trước."
        ),
        (
            "From {since} this person belongs to another unit, or belongs again, by an entry of its"
            " own. Choose a last day from then on, or correct that entry first."
        ),
    ),
    "day_to_come": (
        "Chưa đến ngày này. Hãy ghi khi đến ngày, hoặc chọn ngày đã qua.",
        "That day is still to come. Enter it then, or choose an earlier day.",
    ),
    "unit_not_open_then": (
        "Ngày {day} đơn vị này chưa thành lập hoặc đã đóng.",
        "On {day} this unit was not open.",
    ),
    "same_unit": (
        "Người này đang ở chính đơn vị đó từ trước ngày đã ghi.",
        "This person belonged to that very unit before that day.",
    ),
    "same_kind": (
        "Từ ngày đó người này vốn đã thuộc đối tượng này.",
        "From that day this person is of that kind already.",
    ),
    "citizen_id_taken": (
        "Số căn cước này đã có trong danh sách: mã {member_no}.",
        "This identity number is on the list already: {member_no}.",
    ),
    "citizen_id_taken_elsewhere": (
        "Số căn cước này đã có ở một đơn vị khác. Nếu số đúng, hãy nhờ công đoàn cấp trên xem.",
        "Another unit has this identity number. If it is right, ask the superior union to look.",
    ),
    "relative_of_relative": (
        "Thân nhân phải đi theo một đoàn viên hoặc người lao động đang tham gia.",
        "A relative belongs through a member or a worker who belongs to a unit.",
    ),
    "relative_moves_along": (
        "Thân nhân đi theo người trong gia đình: hãy chuyển người đó.",
        "A relative moves along with the member: transfer that person.",
    ),
}
