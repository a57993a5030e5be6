"""What deserves a look about somebody in a list: left out, read one way of two, or unlikely."""

from collections.abc import Mapping
from typing import Final

ROW_FLAGS: Final[Mapping[str, tuple[str, str]]] = {
    "name_odd": (
        "Ô này có vẻ không chỉ là một họ tên (có số, dấu lạ, chức vụ hoặc hai người): hãy xem lại.",
        "This seems to be more than one name (digits, marks, a post, two people): please check.",
    ),
    "phone_left_out": (
        "“{value}” không phải số điện thoại: đã nhận người này, để trống điện thoại.",
        "“{value}” is no telephone number: the person was taken in without one.",
    ),
    "citizen_id_of_wrong_length": (
        "Số có {digits} chữ số (CCCD đủ 12, CMND đủ 9): đã nhận người này, để trống số căn cước.",
        "A number of {digits} digits (a CCCD has 12, a CMND 9): taken without an identity number.",
    ),
    "citizen_id_unreadable": (
        "“{value}” không phải số CCCD, CMND hay hộ chiếu: đã nhận người này, để trống số căn cước.",
        "“{value}” is no identity number: the person was taken in without one.",
    ),
    "birth_left_out": (
        "Ô ghi là không rõ: đã nhận người này, để trống ngày sinh.",
        "Written down as not known: the person was taken in without a birth date.",
    ),
    "joined_left_out": (
        "Ô ghi là không rõ: đã nhận người này, để trống ngày vào công đoàn.",
        "Written down as not known: the person was taken in without a day of joining.",
    ),
    "cell_left_out": (
        "Không đọc được ô này: đã nhận người này, để trống ô ấy.",
        "The cell cannot be read: the person was taken in without it.",
    ),
    "birth_lunar": (
        "Ngày âm lịch không phải ngày sinh trên giấy tờ: chỉ giữ năm.",
        "A day of the lunar calendar is not the one on papers: only the year was kept.",
    ),
    "day_month_first": (
        "Cột này có ngày mà tháng phải đứng trước (như 07/25/1986): {value} được đọc là {read}.",
        "The column has days that can only be month first (as 07/25/1986): {value} is read {read}.",
    ),
    "day_or_month": (
        (
            "Cột này lẫn hai cách ghi, ngày trước và tháng trước: {value} có thể đảo ngày với"
            " tháng, hiện đọc là {read}. Hãy xem lại."
        ),
        (
            "The column mixes days written day first and month first: {value} may be either, and"
            " is read {read}. Please check."
        ),
    ),
    "day_maybe_turned": (
        (
            "Có thể Excel đã đảo ngày với tháng khi gõ: cột này chỉ những ngày từ 13 trở lên còn"
            " giữ như đã gõ. Hiện đọc là {read}, hãy xem lại."
        ),
        (
            "Excel may have taken the day for the month while it was typed: only days from 13 on"
            " stand as they were typed. Read as {read}; please check."
        ),
    ),
    "age_unlikely": (
        "Theo ngày sinh này thì {age} tuổi: hãy xem lại.",
        "Born then, the person is {age} years old: please check.",
    ),
    "too_young_then": (
        "Đến ngày này mới {age} tuổi: hãy xem lại ngày này và ngày sinh.",
        "Only {age} years old on that day: please check it and the birth date.",
    ),
    "day_before_birth": (
        "Ngày này trước cả ngày sinh: hãy xem lại hai ngày.",
        "That day comes before the birth: please check both.",
    ),
    "joined_to_come": (
        "Ngày vào công đoàn này chưa tới: hãy xem lại.",
        "That day of joining is still to come: please check.",
    ),
}
