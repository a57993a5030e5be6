"""A person's name, written in one cell or in two, without what people write around it."""

import re
from collections.abc import Sequence

from benefits.errors import Refusal
from benefits.exchange import values
from benefits.exchange.roster.headings import Field
from benefits.exchange.roster.picking import Cell
from benefits.exchange.roster.row_reading import Reading
from benefits.exchange.roster.split_names import ends_in

LONGEST_NAME = 200
_BETWEEN = "\n"
_MORE_THAN_A_NAME = re.compile(r"[(:/\[0-9;*+=?\"–—]| - ")
_COMRADE = ("Đồng chí ", "đồng chí ", "ĐỒNG CHÍ ", "Đc ", "đc ", "ĐC ")
_TITLE = re.compile(
    r"(?:(?:ông|bà|anh|chị|cô|chú|em|họ (?:và )?tên) ?: ?|(?:đồng chí|đ ?/ ?c|đc)\b[ .:]*)",
    re.IGNORECASE,
)
"""What stands before a name; Ông alone may be the family's."""
_NUMBER = re.compile(r"[0-9]{1,5} ?[.)/-] ?")
_REMARK = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_MARKS = " *+.,;–—-"
_LAST_OF_A_POST = frozenset(
    ("trưởng", "phó", "đốc", "tịch", "toán", "quỹ", "vệ", "nhân", "viên", "thư", "xe", "kho")
)
_POST = re.compile(
    r"(?:[^ ]+ trưởng|(?:tổ|phòng|ban|trưởng|chủ|đội|khoa) phó|phó (?:phòng|ban|khoa)|giám đốc"
    r"|chủ tịch|kế toán|thủ quỹ|bảo vệ|công nhân|nhân viên|giáo viên|uỷ viên|ủy viên|chuyên viên"
    r"|bí thư|văn thư|lái xe|thủ kho)",
    re.IGNORECASE,
)
_FEWEST_WORDS_WITH_A_POST = 4
_AS_ABOVE = frozenset(("nt", "n.t", "n/t", "-nt-", "như trên"))


def whole_name(row: Reading) -> str | None:
    if Field.FULL_NAME in row.cells:
        return _with_given(row, _named(row, Field.FULL_NAME))
    parts = [_named(row, part) for part in (Field.FAMILY_NAMES, Field.GIVEN_NAME)]
    if all(parts) and " " in str(parts[0]) and ends_in(*map(str, parts)):
        row.note(Field.FAMILY_NAMES, ["name_given_twice"])
    whole = " ".join(filter(None, _in_one_case(*parts)))
    if not whole and Field.MEMBER_NO not in row.cells:
        row.refuse(Cell(Field.FULL_NAME, ""), "name_missing")
    return whole or None


def _with_given(row: Reading, name: str | None) -> str | None:
    """Put the given name of a column beside behind a name that does not say it."""
    if not name or Field.GIVEN_NAME not in row.cells or Field.FAMILY_NAMES in row.cells:
        return name
    given = _named(row, Field.GIVEN_NAME)
    if given is None or ends_in(name, given):
        return name
    row.note(Field.GIVEN_NAME, ["name_joined"])
    return " ".join(filter(None, _in_one_case(name, given)))


def _named(row: Reading, part: Field) -> str | None:
    """Read a name without what stands round it, which is told; so is what looks like none."""
    name = row.take(part, checked_name)
    if name is None or not row.is_lenient or not is_remarked(name):
        return name
    bare = _bare(name)
    if bare != name:
        row.note(part, ["name_remark_dropped"])
    if _is_odd(bare):
        row.note(part, ["name_odd"])
    return bare


def is_remarked(name: str) -> bool:
    """Tell whether more than a name may stand in its cell."""
    if _MORE_THAN_A_NAME.search(name) is not None or name.startswith(_COMRADE):
        return True
    last = name[name.rfind(" ") + 1 :].lower()
    if last in _AS_ABOVE or name[-1] in _MARKS or name[0] in _MARKS:
        return True
    return last in _LAST_OF_A_POST and _ends_in_post(name)


def are_bare(names: Sequence[str]) -> bool:
    """Tell at once of many names that each is one, and that nothing more stands in their cells."""
    whole = _BETWEEN.join(names)
    if not whole.replace(_BETWEEN, "").replace(" ", "").isalpha() or not all(names):
        return False
    beginning = _BETWEEN + whole
    if any(_BETWEEN + title in beginning for title in _COMRADE):
        return False
    if max(map(len, names)) > LONGEST_NAME:
        return False
    last = [name[name.rfind(" ") + 1 :].lower() for name in names]
    if not _AS_ABOVE.isdisjoint(last):
        return False
    in_doubt = (name for name, word in zip(names, last, strict=True) if word in _LAST_OF_A_POST)
    return not any(map(_ends_in_post, in_doubt))


def _bare(name: str) -> str:
    rest = name
    for before in (_NUMBER, _TITLE):
        match = before.match(rest)
        rest = rest[match.end() :] if match else rest
    rest = " ".join(_REMARK.sub(" ", rest).split()).strip(_MARKS)
    return rest if any(map(str.isalpha, rest)) else name


def _is_odd(name: str) -> bool:
    """Tell what may be two people, a person and a post, or nobody's name."""
    if _MORE_THAN_A_NAME.search(name) or name.lower() in _AS_ABOVE:
        return True
    return _ends_in_post(name)


def _ends_in_post(name: str) -> bool:
    words = name.split(" ")
    is_long = len(words) >= _FEWEST_WORDS_WITH_A_POST
    return is_long and _POST.fullmatch(" ".join(words[-2:])) is not None


def _in_one_case(family: str | None, given: str | None) -> tuple[str | None, str | None]:
    """Write a lone "ánh" below its family name as Ánh: TCVN3 had no such capital."""
    if family and given and given[0].isalpha() and not given[0].isascii() and family[0].isupper():
        return family, given[0].upper() + given[1:]
    return family, given


def checked_name(text: str) -> str:
    name = values.text(text, longest=LONGEST_NAME)
    if not any(map(str.isalpha, name)):
        raise Refusal("name_without_letters", text)
    return name
