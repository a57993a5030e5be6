"""One roster with every habit unions have, as a plain description that any writer can follow."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date

from tests.support.legacy_text import in_tcvn3, in_vni

TCVN3, TCVN3_CAPITALS, VNI = ".VnTime", ".VnTimeH", "VNI-Times"


@dataclass(frozen=True)
class In:
    """A value in a font of its own."""

    font: str
    value: str


@dataclass(frozen=True)
class Pieces:
    """A cell of several pieces, each in its own font."""

    pieces: tuple[In, ...]


Value = str | int | date | In | Pieces | None


@dataclass(frozen=True)
class Page:
    name: str
    rows: list[list[Value]]
    merges: list[str] = field(default_factory=list)
    hidden_columns: tuple[str, ...] = ()
    hidden_lines: tuple[int, ...] = ()
    is_hidden: bool = False


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def with_marks_apart(text: str) -> str:
    """Write ê, ơ, ư as one letter and the tone as a mark after it ("Unicode tổ hợp")."""
    apart = unicodedata.normalize("NFD", text)
    for letter, mark in (("a", "\u0306"), ("a", "\u0302"), ("e", "\u0302"), ("o", "\u0302")):
        apart = apart.replace(letter + mark, unicodedata.normalize("NFC", letter + mark))
    return apart


HEADING: list[list[Value]] = [
    [In(TCVN3_CAPITALS, in_tcvn3("liên đoàn lao động tỉnh thừa thiên huế")), *[None] * 6,
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["CĐCS CÔNG TY CP MAY PHÚ BÀI", *[None] * 6, "Độc lập - Tự do - Hạnh phúc"],
    [],
    [None, None, "DANH SÁCH ĐOÀN VIÊN CÔNG ĐOÀN"],
    ["STT", In(TCVN3, in_tcvn3("Họ và tên")), None, "Ngày sinh", None, "Giấy tờ tùy thân", None,
     "Điện thoại", "Điện thoại", "Đối tượng", "Ghi chú"],
    [None, "Họ đệm", "Tên", "Nam", "Nữ", "Số CCCD/CMND", "Cấp", None, None, None, None],
    [*[None] * 6, "Ngày", None, None, None, None],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
]  # fmt: skip
MERGES = ["A1:G1", "H1:K1", "C4:H4", "A5:A7", "B5:C5", "D5:E5", "F5:G5", "H5:H7", "B6:B7", "J5:J7"]
FIRST: list[list[Value]] = [
    *HEADING,
    [None, "Tổ cắt 1"],
    [1, In(TCVN3, in_tcvn3("Nguyễn Văn")), In(TCVN3, in_tcvn3("Đường")), "5/7/1986", None,
     79086000123, "2021", None, 912345678, "Đoàn viên"],
    [2, In(TCVN3_CAPITALS, in_tcvn3("phạm thị ngọc")), In(TCVN3_CAPITALS, in_tcvn3("ánh")),
     None, "05.07.86", "001186000124", None, "0900000001", "0381 234 567"],
    [3, In(VNI, in_vni("Trương Quỳnh")), In(VNI, in_vni("Như")), None, 1990, 191234567, None,
     None, "+84 38 123 4568"],
    [4, decomposed("Hoàng Đình"), decomposed("Chiến"), 31598, None, "C1234567"],
    [None, In(TCVN3, in_tcvn3("Tổ may 2"))],
    [5, with_marks_apart("Lưu Quốc"), with_marks_apart("Tuấn"), date(1986, 7, 5)],
    [6, "TRẦN THỊ", "HOÀ", None, "1987", "001187000125"],
    [7, "José", "García", "1980", None, "PAB123456"],
    [8, "Võ Tòng", "Sai", "1985", None, "1.23E+11"],
    [9, "Tống Thị", "Ẩn", None, "12/1992", None, None, None, "0912345699"],
    [10, Pieces((In(TCVN3, in_tcvn3("Đặng ")), In("Arial", "Hữu"))), "Lộc", "1979"],
    ["Tổng cộng: 10 người"],
    [*[None] * 7, "Huế, ngày 05 tháng 10 năm 2026"],
    [None, "NGƯỜI LẬP BIỂU", *[None] * 5, "TM. BAN CHẤP HÀNH"],
    [None, "(Ký, ghi rõ họ tên)"],
    [None, "Phạm Văn", "Ký", *[None] * 4, "Hồ Thị Chủ"],
]  # fmt: skip
SECOND: list[list[Value]] = [
    *HEADING,
    [1, "Nguyễn Văn", "Đường", "5/7/1986", None, "079086000123", None, None, "0912345678"],
    [2, "H'Hen", "Niê", None, "1992", None, None, None, "0912345670"],
]
PAGES = [
    Page("Bìa", [["BÁO CÁO"], ["Năm 2026"]]),
    Page(
        "Tổ 1",
        FIRST,
        merges=[*MERGES, "B9:H9", "J10:J13"],
        hidden_columns=("H",),
        hidden_lines=(12,),
    ),
    Page("Tổ 2", SECOND, merges=MERGES, hidden_columns=("H",)),
    Page("Bản nháp", [["Họ và tên"], ["Ai Đó"]], is_hidden=True),
]

PEOPLE = [
    ("10", "Nguyễn Văn Đường", "1986-07-05", "nam", "+84912345678", "079086000123", "Tổ cắt 1"),
    ("11", "PHẠM THỊ NGỌC ÁNH", "1986-07-05", "nu", "+84381234567", "001186000124", "Tổ cắt 1"),
    ("12", "Trương Quỳnh Như", "1990", "nu", "+84381234568", "191234567", "Tổ cắt 1"),
    ("13", "Hoàng Đình Chiến", "1986-07-05", "nam", None, "C1234567", "Tổ cắt 1"),
    ("15", "Lưu Quốc Tuấn", "1986-07-05", "nam", None, None, "Tổ may 2"),
    ("16", "TRẦN THỊ HOÀ", "1987", "nu", None, "001187000125", "Tổ may 2"),
    ("17", "José García", "1980", "nam", None, "PAB123456", "Tổ may 2"),
    ("18", "Võ Tòng Sai", "1985", "nam", None, None, "Tổ may 2"),
    ("19", "Tống Thị Ẩn", "1992", "nu", "+84912345699", None, "Tổ may 2"),
    ("20", "Đặng Hữu Lộc", "1979", "nam", None, None, "Tổ may 2"),
    ("2!9", "Nguyễn Văn Đường", "1986-07-05", "nam", "+84912345678", "079086000123", None),
    ("2!10", "H'Hen Niê", "1992", "nu", "+84912345670", None, None),
]
KINDS = ["doan_vien"] * 4 + [None] * 8
"""One cell, merged over the first four."""
REFUSED: list[tuple[str, str, str]] = []
FLAGGED = [
    ("10", "phone_zero_restored"),
    ("10", "citizen_id_zero_restored"),
    ("12", "row_hidden"),
    ("18", "citizen_id_left_out"),
    ("19", "birth_month_dropped"),
    ("2!9", "person_twice"),
]
SKIPPED = [
    ("1", "row_is_title"),
    ("2", "row_is_title"),
    ("4", "row_is_title"),
    ("8", "row_numbers_columns"),
    ("9", "row_is_section"),
    ("14", "row_is_section"),
    ("21", "row_is_total"),
    ("22", "row_is_signature"),
    ("23", "row_is_signature"),
    ("24", "row_is_signature"),
    ("25", "row_is_signature"),
    ("2!1", "row_is_title"),
    ("2!2", "row_is_title"),
    ("2!4", "row_is_title"),
    ("2!8", "row_numbers_columns"),
    ("3!1", "sheet_unread"),
    ("4!1", "sheet_unread"),
]
