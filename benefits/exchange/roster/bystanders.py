"""Rows of a list that hold no person: sub-headings, totals, signatures, numbered columns.

Accents matter here: Tổ is a team and Tô a family, Tổng is a total and Tống a family.
"""

import re

_SECTION = re.compile(
    r"(?:tổ|phòng|ban|khoa|phân xưởng|xưởng|đội|chi nhánh|bộ phận|công đoàn|cđcs|cđbp|đơn vị"
    r"|nhà máy|trường|khối|trung tâm|chuyền|công ty|văn phòng|cơ quan|nhóm|cụm|xí nghiệp|trạm"
    r"|line)\b.*"
)
_DEPARTMENT = re.compile(
    r"(?:tổ|phòng|ban|khoa|phân xưởng|xưởng|đội|bộ phận|khối|chuyền|văn phòng|nhóm|cụm"
    r"|trạm|line)\b.*"
)
_ORDINAL = re.compile(r"[IVXL]+\.?|[A-Z][.)]?|[IVXL]+\.[0-9]+")
_TOTAL = re.compile(r"(?:tổng(?: cộng| số)?|cộng|danh sách (?:này |trên )?(?:gồm|có))\b.*")
_SIGNATURE = re.compile(
    r"(?:người lập|lập biểu|lập bảng|kế toán|thủ trưởng|giám đốc|xác nhận|nơi nhận|chủ tịch"
    r"|phó chủ tịch|tổ trưởng|ban chấp hành|ban thường vụ|tm[. ]|t/m|kt[. ]|tl[. ]"
    r"|\(?ký (?:tên|ghi|và)\b|\(?ký,|(?:.*, ?)?ngày\b.*\btháng\b.*\bnăm\b).*"
)
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2}|[A-Z])\)?")


def is_section(text: str) -> bool:
    """Tell a team or department from a person, where nothing else stands in the row."""
    return bool(_SECTION.fullmatch(text.lower()))


def is_department(text: str) -> bool:
    """Tell the title of a team or a department from one that may be a unit's."""
    return bool(_DEPARTMENT.fullmatch(text.lower()))


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
