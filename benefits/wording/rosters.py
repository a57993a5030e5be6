"""What to tell about the rows of a list of people, and about records that may be one person."""

from collections.abc import Mapping
from typing import Final

ROSTERS: Final[Mapping[str, tuple[str, str]]] = {
    "clashes": (
        "Dòng này trùng hoặc mâu thuẫn với dữ liệu đã có.",
        "This row repeats or contradicts what is stored.",
    ),
    "organization_unknown": (
        "Không có đơn vị với mã {value}. Hãy sửa lại mã, hoặc thêm đơn vị trước.",
        "No unit has the code {value}. Correct the code, or add the unit first.",
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
        (
            "Đơn vị này đã kết thúc hoạt động từ {since}. Hãy ghi đơn vị đang hoạt động, "
            "hoặc ghi cả ngày thôi nếu người này chỉ ở đó đến lúc ấy."
        ),
        "This unit closed on {since}. Name a unit that is open, or the day the person left it.",
    ),
    "goes_on_in_heir": (
        "Đơn vị này kết thúc ngày {since}; từ ngày đó người này thuộc đơn vị nhận sáp nhập.",
        "This unit ends on {since}; from then on the person belongs to the one it merges into.",
    ),
    "leaves_with_unit": (
        (
            "Đơn vị này kết thúc ngày {since} và không nhập vào đơn vị nào: "
            "từ ngày đó người này không còn thuộc đơn vị."
        ),
        "This unit ends on {since} without a successor: from then on the person belongs nowhere.",
    ),
    "organization_name_unknown": (
        (
            "Không có đơn vị đang hoạt động tên “{value}” trong phạm vi của tệp. "
            "Hãy ghi đúng tên hoặc ghi mã đơn vị."
        ),
        "No open unit within the file's reach is called “{value}”. Write its name or its code.",
    ),
    "refused_above": (
        "Người này đã có ở dòng {above}, và dòng đó không nhận được. Hãy sửa dòng đó trước.",
        "This person stands in line {above} already, which was refused. Mend that line first.",
    ),
    "joins_above": (
        (
            "Không rõ thuộc công đoàn cơ sở nào: được ghi thẳng vào đơn vị cấp trên của tệp. "
            "Hãy ghi mã hoặc đúng tên đơn vị."
        ),
        (
            "Which base union is not told: entered into the file's own superior unit. "
            "Write the unit's code or its exact name."
        ),
    ),
    "newer_kept": (
        (
            "Đã được sửa sau khi tệp này được tải lên: giữ giá trị mới hơn. "
            "Muốn lấy giá trị trong tệp, hãy tải tệp lên lại."
        ),
        (
            "Corrected after this file was uploaded: the newer value stays. "
            "Upload the file again to take the file's value."
        ),
    ),
    "unit_lost": (
        "Dòng này của tệp tải về chưa ghi đơn vị. Hãy ghi mã đơn vị vào cột “Mã đơn vị”.",
        "This row of a downloaded part names no unit. Write its code into the unit's column.",
    ),
    "unit_kept": (
        "Dòng không ghi đơn vị: người này ở nguyên đơn vị đang có. Muốn chuyển, hãy ghi mã đơn vị.",
        "The row names no unit: this person stays where they are. To move them, write the code.",
    ),
    "unit_told_anew": (
        (
            "Đơn vị của người này từ {since} được ghi lại thành đơn vị khác, "
            "cùng mọi lượt sử dụng kể từ ngày đó."
        ),
        (
            "This person's unit since {since} is told to be another, "
            "and so are all their uses since that day."
        ),
    ),
    "department_passed_over": (
        (
            "“{value}” không phải là đơn vị công đoàn: coi là phòng, ban; "
            "những người này được ghi vào đơn vị của tệp."
        ),
        (
            "“{value}” is no unit of the union and taken for a department; "
            "these people go into the file's unit."
        ),
    ),
    "title_passed_over": (
        (
            "“{value}” không phải là tên đơn vị công đoàn: coi là một phần của đơn vị ghi ở trên; "
            "những người này được ghi vào đơn vị đó."
        ),
        (
            "“{value}” is no name of a unit of the union and taken for a part of the one above; "
            "these people go into that unit."
        ),
    ),
    "left_before": (
        (
            "Đã rời đơn vị ngày {since}, quay lại? Chưa ghi gì. Nếu quay lại, "
            "hãy ghi ngày vào cột “Từ ngày” hoặc bấm “Tham gia lại” ở trang của người này."
        ),
        (
            "Left on {since}; back again? Nothing was written. If so, give the day in the "
            "column of first days, or use “Join again” on the person's page."
        ),
    ),
    "several_alike": (
        (
            "Không rõ là ai: có nhiều người tên {value}, trong tệp hoặc trong đơn vị. "
            "Hãy ghi thêm mã đoàn viên, số CCCD hoặc ngày sinh đầy đủ."
        ),
        (
            "It is not clear who this is: {value} names several, in the file or in the unit. "
            "Add the member number, the identity number or the whole birthday."
        ),
    ),
    "matched_by_name": (
        "Chỉ nhận ra theo họ tên: coi là người có mã {member_no}. Hãy xem có đúng không.",
        "Known by the name alone: taken for {member_no}. See whether that is right.",
    ),
    "namesake_above": (
        (
            "Trùng họ tên với dòng {line}: ghi là hai người. "
            "Nếu là một người, hãy ghi ngày sinh hoặc số CCCD."
        ),
        (
            "Of the same name as row {line}: written as two people. "
            "If they are one, add the birthday or the identity number."
        ),
    ),
    "citizen_id_twice": (
        "Số giấy tờ này đã ghi cho người mang mã khác ở dòng {line} của tệp.",
        "Row {line} of the file gives this identity number to somebody of another number.",
    ),
    "relative_of_whom": (
        "Cột relative_of chỉ dùng cho thân nhân, và ghi mã của đoàn viên chứ không phải mã của họ.",
        "relative_of is for relatives only, and names the member, not the relative.",
    ),
    "possible_twin": (
        "Đã có người cùng tên, cùng ngày sinh. Hãy xem trang Người có thể trùng.",
        "Somebody of this name and birthday is there already. See the page of possible twins.",
    ),
    "draft_in_force": (
        "Thỏa thuận {value} đang là bản dự thảo: nhập tệp này đưa nó vào hiệu lực.",
        "Agreement {value} was a draft: taking in this file has put it in force.",
    ),
    "transferred_today": (
        "Đang ở đơn vị khác: chuyển sang đơn vị này từ hôm nay.",
        "Belonged to another unit: transferred as of today.",
    ),
    "file_in_hand": (
        "Đúng tệp này đang được nhập ở nơi khác và chưa xong. Hãy đợi xong rồi nhập lại.",
        "This very file is being taken in elsewhere. Wait until that is done, then import again.",
    ),
    "upload_forgotten": (
        "Tệp này đã được xóa sau 30 ngày. Hãy tải tệp lên lại.",
        "This file was deleted after 30 days. Upload it again.",
    ),
}
