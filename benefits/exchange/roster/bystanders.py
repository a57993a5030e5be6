"""Rows of a list that hold no person: sub-headings, totals, signatures, numbered columns.

Accents matter here: Tổ is a team and Tô a family, Tổng is a total and Tống a family.
"""

import re

_DEPARTMENTS = (
    r"tổ|phòng|ban|khoa|phân xưởng|xưởng|px|đội|bộ phận|bp|khối|chuyền|văn phòng|nhóm|cụm"
    r"|trạm|line"
)
_UNITS = (
    r"chi nhánh|công đoàn|cđcs|cđbp|đơn vị|nhà máy|trường|trung tâm|công ty|cơ quan|xí nghiệp"
    r"|mầm non|tiểu học|thcs|thpt|ubnd|bệnh viện|hợp tác xã|htx"
)
_SECTION = re.compile(rf"(?:(?:{_DEPARTMENTS}|{_UNITS})(?!\w)|p\.).*")
_DEPARTMENT = re.compile(rf"(?:(?:{_DEPARTMENTS})(?!\w)|p\.).*")
_ROMAN = r"(?:X{0,2}(?:I[VX]|VI{0,3}|I{1,3})|X{1,2}|[Ⅰ-Ⅻ])"
_PARTED = r"[ ]?[.)/:–-]+[ ]?"
_NUMBERED_TITLE = re.compile(rf"{_ROMAN}{_PARTED}(?=\w)")
_MARK = re.compile(
    rf"(?:(?:{_ROMAN}|[A-Za-zĐđ]|[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*){_PARTED}|[-–+*•●▪➢#]+[ ]?)(?=\w)"
)
"""What lists write before a title in one cell with it: II. – A) – 1.2. – a dash, a star."""
_LABEL = re.compile(
    r"(?:tên )?(?:đơn vị|cđcs|công đoàn|công đoàn cơ sở)[ ]?:[ ]?(?=\w)", re.IGNORECASE
)
"""What says that the name of a unit follows."""
_END_OF_TITLE = re.compile(
    r"[ ]*(?:[:–-][ ]*)?\(?[ ]*[0-9]+ ?"
    r"(?:người|đoàn viên|đvcđ|đv|đ/c|đồng chí|nlđ|lao động)\.?\)?$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"[IVXL]+\.?|[A-Z][.)]?|[IVXL]+\.[0-9]+")
_TOTAL = re.compile(r"(?:tổng(?: cộng| số)?|cộng|danh sách (?:này |trên )?(?:gồm|có))\b.*")
_SIGNATURE = re.compile(
    r"(?:người lập|lập biểu|lập bảng|kế toán|thủ trưởng|giám đốc|xác nhận|nơi nhận|chủ tịch"
    r"|phó chủ tịch|tổ trưởng|ban chấp hành|ban thường vụ|tm[. ]|t/m|kt[. ]|tl[. ]"
    r"|\(?ký (?:tên|ghi|và)\b|\(?ký,|(?:.*, ?)?ngày\b.*\btháng\b.*\bnăm\b).*"
)
_NOTE = re.compile(r"(?:\(|\*|trang\b|ghi chú|lưu ý|chú thích|chú ý|tiếp theo|tiếp trang|xem ).*")
_NUMBER = re.compile(r"[0-9.,()/-]+|[IVXL]+[.)]?|\w[.)]?")
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2}|[A-Z])\)?")


def is_section(text: str) -> bool:
    """Tell a team or department from a person, where nothing else stands in the row."""
    bare = _without_mark(text)
    return _LABEL.match(bare) is not None or _SECTION.fullmatch(bare.lower()) is not None


def is_department(text: str) -> bool:
    """Tell the title of a team or a department from one that may be a unit's."""
    return bool(_DEPARTMENT.fullmatch(_without_mark(text).lower()))


def title_of(text: str) -> str:
    """Return a title without what stands before it, Đơn vị: too, and how many people behind it."""
    bare = _LABEL.sub("", _without_mark(text), count=1)
    return _END_OF_TITLE.sub("", bare) or bare


def _without_mark(text: str) -> str:
    return text if _SECTION.fullmatch(text.lower()) else _MARK.sub("", text, count=1)


def is_numbered_title(text: str) -> bool:
    """Tell IV. Lái xe, whatever its words are: people are numbered 1, 2, 3."""
    return _NUMBERED_TITLE.match(text) is not None


def is_note(text: str) -> bool:
    """Tell what is said of the paper itself, a page or a remark: the list goes on below it."""
    return _NOTE.fullmatch(text.lower()) is not None


def is_number(text: str) -> bool:
    """Tell what may number a person or a section from words."""
    return _NUMBER.fullmatch(text) is not None


def is_ordinal(numbering: str) -> bool:
    """Tell I, II, A, B: lists number their sections so, and their people 1, 2, 3."""
    return bool(_ORDINAL.fullmatch(numbering))


def is_total(text: str) -> bool:
    return bool(_TOTAL.fullmatch(text.lower()))


def is_signature(text: str) -> bool:
    return bool(_SIGNATURE.fullmatch(text.lower()))


def numbers_the_columns(texts: list[str]) -> bool:
    """Tell the row 1 2 3 4 … or (A) (B) (1) (2) … that forms print below their headings."""
    return len(texts) > 2 and all(map(_COLUMN_NUMBER.fullmatch, texts))  # noqa: PLR2004
