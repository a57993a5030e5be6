"""Whether somebody is a member, a worker who has not joined, or a relative, as lists say it."""

import re
from functools import lru_cache

from benefits.errors import Refusal
from benefits.exchange import values
from benefits.members.names import folded

SHOWN = "đoàn viên, người lao động chưa vào công đoàn, thân nhân"
_NO_WORD = re.compile(r"[\W_]+")
_UNION = r"(?:(?:to chuc )?(?:cong doan|cd|cdcs)|doan vien|dv|dvcd)"
_NOT_YET = rf"(?:chua|khong|ko|k|ngoai)(?: (?:vao|gia nhap|tham gia|la|phai|phai la))* {_UNION}.*"
_WORKER = (
    r"(?:nguoi lao dong|nld|cnld|cnvcld|cnvc|cong nhan(?: lao dong| vien)?|lao dong|nhan vien)"
)
_JOINED = rf"(?:da|la|da la)(?: (?:vao|gia nhap|tham gia))? {_UNION}"
_MEMBER = (
    r"(?:la )?(?:doan vien|dv|dvcd|cong doan vien)(?: (?:cong doan|cd|cdcs))?(?: viet nam| vn)?"
)
_OF_MEMBER = r"(?:cua )?(?:doan vien|dv|dvcd|nld|nguoi lao dong)"
_PATTERNS = (
    ("nguoi_lao_dong", rf"(?:{_WORKER} )?{_NOT_YET}"),
    ("doan_vien", rf"(?:{_WORKER} )?{_JOINED}"),
    ("nguoi_lao_dong", r"(?:nguoi lao dong|nld|cnld)"),
    (
        "doan_vien",
        rf"{_MEMBER}(?: (?:moi|chinh thuc|uu tu|danh du|nghi huu|huu tri))?",
    ),
    (
        "than_nhan",
        rf"(?:than nhan|nguoi than|nguoi nha|nguoi phu thuoc|gia dinh)(?: {_OF_MEMBER})?",
    ),
    ("than_nhan", rf"(?:vo|chong|con|bo|me|cha)(?: {_OF_MEMBER})?"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


@lru_cache(maxsize=1_024)
def kind_of(cell: str) -> str:
    """Read the kind; one that is not known is refused with those that are."""
    plain = _NO_WORD.sub(" ", folded(values.required(cell))).strip()
    for kind, pattern in _COMPILED:
        if pattern.fullmatch(plain):
            return kind
    raise Refusal("choice_unknown", cell, allowed=SHOWN)
