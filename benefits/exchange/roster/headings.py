"""The words unions put above a column, and the field each of them means.

Words are compared folded: no accents, no capitals, no punctuation, nothing in brackets.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from benefits.exchange.days import Order
from benefits.members.names import clean, folded


class Field(StrEnum):
    NUMBERING = "numbering"
    FULL_NAME = "full_name"
    FAMILY_NAMES = "family_names"
    GIVEN_NAME = "given_name"
    BIRTH = "birth_date"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    MALE = "male"
    FEMALE = "female"
    SEX = "sex"
    PHONE = "phone"
    CITIZEN_ID = "citizen_id"
    MEMBER_NO = "member_no"
    UNION_CARD_NO = "union_card_no"
    ORGANIZATION_CODE = "organization_code"
    ORGANIZATION_NAME = "organization_name"
    KIND = "kind"
    FROM = "from"
    JOINED = "joined"
    UNTIL = "until"
    LAST_DAY = "last_day"
    LEFT = "left"
    RELATIVE_OF = "relative_of"
    HOUSEHOLD = "household"
    DUES = "dues"
    NOTE = "note"


class Sure(StrEnum):
    """How sure it is what a column holds."""

    CHOSEN = "chosen"
    EXACT = "exact"
    WORDS = "words"
    DOUBTFUL = "doubtful"
    GUESSED = "guessed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's words as seen, and the field they mean, if any."""

    column: int
    words: str
    field: Field | None
    rank: int = 0
    sure: Sure = Sure.UNKNOWN
    is_hidden: bool = False
    order: Order = Order.DAY_FIRST
    """What 5/7/1990 says in this column."""


BELOW = " › "
"""Between the words of a heading and those in the row below it."""

NAMES = frozenset({Field.FULL_NAME, Field.FAMILY_NAMES, Field.GIVEN_NAME})

MACHINE_NAMES = {
    "member_no": Field.MEMBER_NO,
    "full_name": Field.FULL_NAME,
    "birth_date": Field.BIRTH,
    "sex": Field.SEX,
    "phone": Field.PHONE,
    "citizen_id": Field.CITIZEN_ID,
    "organization_code": Field.ORGANIZATION_CODE,
    "kind": Field.KIND,
    "from": Field.FROM,
    "until": Field.UNTIL,
    "union_card_no": Field.UNION_CARD_NO,
    "relative_of": Field.RELATIVE_OF,
    "household": Field.HOUSEHOLD,
    "dues": Field.DUES,
}
_SHORT_WITH_ACCENT = {"đt": Field.PHONE, "đ/t": Field.PHONE}  # without accents it is dân tộc

_PERSON = (
    r"(?: (?:doan vien|dv|d v|cong doan|hoi vien|thanh vien|nld|nguoi (?:lao dong|ld)|lao dong"
    r"|cong nhan|cn|cnvc(?:ld)?|cnld|cb|nv|gv|cb(?:cnv|cc|ccvc|gv|gvnv|vc)|ccvc|can bo|giao vien"
    r"|nhan vien|cong chuc|vien chuc|nhan su))"
)
_OF_ANOTHER = (
    r"(?:vo|chong|con|cha|me|bo|chau|ong|ba|anh|chi|em|than nhan|phu huynh|chu ho|nguoi|giam doc"
    r"|chu tich|thu truong|to truong|dai dien|dem|lot|goi|ky|ho|ten)"
)
"""Words that make of a name somebody else's, or a part of one."""
_CARD_OWNER = r"(?: (?:doan vien|dv|dvcd|cong doan|cd))"
_PAPER = r"(?:can cuoc(?: cong dan)?|dinh danh(?: ca nhan)?)"
_UNIT = r"(?:don vi|cdcs|cong doan co so|cong doan|to chuc cong doan|to chuc)"
_JOIN = r"(?:vao|gia nhap|ket nap(?: vao)?|tham gia)"
_WHEN = r"(?:ngay(?: thang)?(?: nam)?|thang nam|nam|thoi gian|thoi diem)"

_GO = (
    r"roi(?: di|(?: khoi)? (?:don vi|cong doan))?"
    r"|chuyen (?:di|cong tac|don vi|sinh hoat)|cham dut(?: hop dong| hdld| sinh hoat)?"
    r"|ra khoi (?:cong doan|cd|to chuc)"
)
_LEAVE = rf"(?:(?:xin )?(?:nghi|thoi)(?: (?:viec|huu|lam))?|{_GO})"
_LEAVE_FOR_GOOD = rf"(?:(?:xin )?(?:nghi|thoi) (?:viec|huu|lam)|{_GO})"
"""By itself `nghỉ` may be a day off, or the months with a child."""
_ON = r"(?:ngay(?: thang)?(?: nam)?|thoi gian|thoi diem)"
"""The first day on which somebody who leaves belongs no more."""

# In order of preference: of two columns for one field the earlier pattern is asked first.
_PATTERNS: tuple[tuple[Field, str], ...] = (
    (Field.NUMBERING, r"stt|tt|so tt|so thu tu"),
    (Field.FULL_NAME, rf"ho (?:va )?ten(?: day du| khai sinh)?{_PERSON}*"),
    (Field.FULL_NAME, rf"ten(?! cong doan\b){_PERSON}+"),
    (Field.FULL_NAME, r"ho(?: ten)?(?: va)?(?: chu)? (?:dem|lot)(?: va)? ten(?: khai sinh)?"),
    (Field.FULL_NAME, r"full ?name|name"),
    (
        Field.FAMILY_NAMES,
        r"ho|ho(?: va)?(?: ten)?(?: chu)? (?:dem|lot)|ho va chu lot|ho va ten dem",
    ),
    (Field.GIVEN_NAME, r"ten|ten goi"),
    (
        Field.BIRTH,
        rf"(?:{_WHEN} sinh|sinh ngay|sinh nam|ngay thang nam sinh|ntns|n sinh){_PERSON}*",
    ),
    (Field.BIRTH, r"birth ?date|date of birth|dob|birthday"),
    (Field.MALE, r"nam"),
    (Field.FEMALE, r"nu"),
    (Field.SEX, r"gioi tinh|gioi|gt|phai|nam nu|nu nam|sex|gender"),
    (Field.PHONE, r"(?:so )?(?:dien thoai )?(?:di dong|dtdd|dt dd|zalo)(?: .*)?"),
    (Field.PHONE, r"(?:so )?(?:dien thoai|dthoai|d thoai|sdt)(?: (?!co quan|ban|nguoi).*)?|so dt"),
    (Field.PHONE, r"(?:mobile )?phone(?: number)?|mobile(?: number)?|tel"),
    (Field.CITIZEN_ID, rf"(?:so |ma )?(?:the )?(?:cc )?(?:cccd|{_PAPER})(?: .*)?"),
    (Field.CITIZEN_ID, r"so (?:the )?(?:cc|ddcn)(?: (?:cm|ho chieu).*)?"),
    (
        Field.CITIZEN_ID,
        r"(?:so |ma )?(?:cmnd|cmt|cmtnd|chung minh(?: .*)?|giay to tuy than)(?: .*)?",
    ),
    (Field.CITIZEN_ID, r"(?:so )?(?:ho chieu|passport)(?: .*)?|citizen ?id"),
    (Field.MEMBER_NO, r"ma (?:so )?(?:doan vien(?: cong doan| cd)?|hoi vien|dvcd)|ms doan vien"),
    (Field.MEMBER_NO, r"member ?(?:no|number|code)"),
    (Field.UNION_CARD_NO, rf"(?:so |ma )(?:hieu )?the{_CARD_OWNER}?|the{_CARD_OWNER}"),
    (Field.ORGANIZATION_CODE, rf"ma (?:so )?{_UNIT}|ma cd|{_UNIT} ma|organi[sz]ation(?: ?code)?"),
    (
        Field.ORGANIZATION_NAME,
        rf"(?:ten )?{_UNIT}(?: ten| cong tac| truc thuoc| dang sinh hoat)?|organi[sz]ation name",
    ),
    (Field.KIND, r"doi tuong|loai(?: doi tuong| doan vien| hinh)?|dien(?: doi tuong)?|kind"),
    (Field.FROM, r"from|valid from|tu ngay"),
    (Field.JOINED, rf"(?:{_WHEN} )?{_JOIN}(?: to chuc)? (?:cong doan|cd)(?: ?viet nam| ?vn)?"),
    (Field.JOINED, r"ngay (?:ket nap|gia nhap)"),
    (Field.UNTIL, r"until|valid until"),
    (Field.UNTIL, rf"{_ON} {_LEAVE_FOR_GOOD}|{_LEAVE_FOR_GOOD} tu(?: ngay)?"),
    (Field.LAST_DAY, r"den(?: het)? ngay|ngay cuoi"),
    (Field.LEFT, rf"(?:da )?{_LEAVE}|da (?:chuyen|roi)"),
    (Field.DUES, r"(?:da )?(?:dong|nop|trich nop) (?:doan phi|dp)(?: cong doan| cd)?"),
    (Field.DUES, r"doan phi(?: cong doan| cd)?"),
    (Field.NOTE, r"ghi chu|note|notes"),
    (Field.FULL_NAME, rf"ho (?:va )?ten (?!(?:.* )?{_OF_ANOTHER}\b).+"),
)
LAST_RESORT = len(_PATTERNS) - 1
"""The rank of a name's heading of which only the beginning is known."""
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _PATTERNS)
_NEVER = re.compile(
    r"\b(?:ngay cap|noi cap|cap ngay|het han|bhyt|bhxh|bao hiem|dang vien|vao dang)\b"
)
_OF_LEAVERS = re.compile(
    r"\b(?:(?:nghi|thoi) (?:viec|huu)|da nghi|chuyen di|roi di|da roi|cham dut|bien dong giam)\b"
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def plain_words(heading: str) -> str:
    """Return a heading for comparing: folded words, one blank between them."""
    return _NO_WORD.sub(" ", _BRACKETS.sub(" ", folded(heading))).strip()


@lru_cache(maxsize=4096)
def meaning(heading: str) -> tuple[Field, int] | None:
    """Return the field a heading means and how far down the list it was found."""
    short = clean(heading).lower()
    if field := MACHINE_NAMES.get(short) or _SHORT_WITH_ACCENT.get(short):
        return field, -1
    plain = plain_words(heading)
    if not plain or _NEVER.search(plain):
        return None
    for rank, (field, pattern) in enumerate(_COMPILED):
        if pattern.fullmatch(plain) and not (field is Field.MALE and "ă" in short):
            return field, rank  # Năm is a year, Nam a man
    return None


def is_machine_name(heading: str) -> bool:
    return clean(heading).lower() in MACHINE_NAMES


def is_of_leavers(sheet: str) -> bool:
    """Tell by a sheet's name that its people are there no more."""
    return _OF_LEAVERS.search(plain_words(sheet)) is not None
