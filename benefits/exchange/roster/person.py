"""One row's cells made into a person, or into every problem that stands against it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from benefits.errors import Refusal
from benefits.exchange import days, values
from benefits.exchange.roster.headings import Field
from benefits.exchange.roster.picking import Cell, Picked
from benefits.exchange.roster.rows import Flag, RosterRow, RowProblem
from benefits.members import identity
from benefits.members.names import folded

Value = TypeVar("Value")

LONGEST_NAME = 200
SEXES = {"nam": "nam", "nữ": "nu", "male": "nam", "female": "nu", "m": "nam", "f": "nu"}
KINDS = {
    "doan_vien": "doan_vien",
    "nguoi_lao_dong": "nguoi_lao_dong",
    "than_nhan": "than_nhan",
    "đoàn viên": "doan_vien",
    "đoàn viên công đoàn": "doan_vien",
    "ĐV": "doan_vien",
    "ĐVCĐ": "doan_vien",
    "người lao động": "nguoi_lao_dong",
    "NLĐ": "nguoi_lao_dong",
    "CNLĐ": "nguoi_lao_dong",
    "thân nhân": "than_nhan",
    "người thân": "than_nhan",
}
_PLAIN: tuple[tuple[Field, str, Callable[[str], Any]], ...] = (
    (Field.MEMBER_NO, "member_no", values.text),
    (Field.UNION_CARD_NO, "union_card_no", values.text),
    (Field.ORGANIZATION_CODE, "organization_code", values.text),
    (Field.ORGANIZATION_NAME, "organization_name", values.text),
    (Field.KIND, "kind", lambda text: values.choice(text, KINDS)),
    (Field.RELATIVE_OF, "relative_of", values.text),
    (Field.HOUSEHOLD, "household", values.text),
    (Field.NOTE, "note", values.text),
)
"""Columns of which a cell is read by itself, and what of a person each tells."""
_MORE_THAN_A_NAME = re.compile(r"[(:/\[]")
_COMRADE = ("Đồng chí ", "đồng chí ", "ĐỒNG CHÍ ", "Đc ", "đc ", "ĐC ")
_TITLE = re.compile(
    r"(?:(?:ông|bà|anh|chị|cô|chú|em|họ (?:và )?tên) ?: ?|(?:đồng chí|đ ?/ ?c|đc)\b[ .:]*)",
    re.IGNORECASE,
)
"""What stands before a name; Ông alone may be the family's."""
_REMARK = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_TICKS = frozenset({"x", "v", "1", "✓", "✔", "co"})


@dataclass(slots=True)
class Reading:
    """A row being read: what is wrong with it gathers here."""

    line: int
    cells: Picked
    today: date
    is_lenient: bool = True
    problems: list[RowProblem] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def take(self, what: Field, parse: Callable[[str], Value]) -> Value | None:
        """Parse a cell; an empty one is None and so is a wrong one, noted among the problems."""
        cell = self.cells.get(what)
        if cell is None:
            return None
        try:
            return parse(cell.text)
        except Refusal as refusal:
            self.refuse(cell, refusal.code, **refusal.params)
            return None

    def refuse(self, cell: Cell, code: str, **params: object) -> None:
        problem = RowProblem(self.line, cell.column, cell.text, code, tuple(params.items()))
        self.problems.append(problem)

    def note(self, what: Field, codes: Iterable[str]) -> None:
        for code in codes:
            cell = self.cells[what]
            self.flags.append(Flag(cell.column, cell.text, code))


def read_person(
    line: int,
    cells: Picked,
    *,
    today: date,
    section: str | None = None,
    is_lenient: bool = True,
) -> Sequence[RosterRow | RowProblem]:
    """Read a row; one wrong cell refuses it, and all wrong cells are told at once."""
    row = Reading(line, cells, today, is_lenient)
    birth, sex = _birth_and_sex(row)
    valid_from, valid_until = _span(row)
    plain = {name: row.take(what, parse) for what, name, parse in _PLAIN if what in cells}
    person = RosterRow(
        line,
        full_name=_name(row),
        birth_date=birth,
        sex=sex,
        phone=_phone(row),
        citizen_id=_citizen_id(row),
        valid_from=valid_from,
        valid_until=valid_until,
        joined=_joined(row),
        pays_dues=_if_readable(row, Field.DUES, values.flag, "dues_left_out"),
        section=section,
        flags=tuple(row.flags),
        **plain,
    )
    return row.problems or [person]


def _name(row: Reading) -> str | None:
    if Field.FULL_NAME in row.cells:
        return _named(row, Field.FULL_NAME)
    parts = [_named(row, part) for part in (Field.FAMILY_NAMES, Field.GIVEN_NAME)]
    whole = " ".join(filter(None, _in_one_case(*parts)))
    if not whole and Field.MEMBER_NO not in row.cells:
        row.refuse(Cell(Field.FULL_NAME, ""), "name_missing")
    return whole or None


def _named(row: Reading, part: Field) -> str | None:
    """Read a name without the title before it and the remark behind it, which are told."""
    name = row.take(part, checked_name)
    if name is None or not row.is_lenient or not is_remarked(name):
        return name
    title = _TITLE.match(name)
    bare = _REMARK.sub(" ", name[title.end() :] if title else name).strip()
    if not any(map(str.isalpha, bare)):
        return name
    if bare != name:
        row.note(part, ["name_remark_dropped"])
    return " ".join(bare.split())


def is_remarked(name: str) -> bool:
    """Tell whether more than a name may stand in its cell."""
    return _MORE_THAN_A_NAME.search(name) is not None or name.startswith(_COMRADE)


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


def _birth_and_sex(row: Reading) -> tuple[str | None, str | None]:
    """Read the birth; where it stands under Nam or Nữ, or a tick does, that tells the sex."""
    birth = _birth(row, Field.BIRTH)
    sex = _if_readable(row, Field.SEX, lambda text: values.choice(text, SEXES), "sex_left_out")
    sided = [side for side in (Field.MALE, Field.FEMALE) if side in row.cells]
    if len(sided) > 1:
        row.refuse(row.cells[Field.FEMALE], "sex_twice")
    elif sided:
        sex = sex or ("nam" if sided[0] is Field.MALE else "nu")
        if folded(row.cells[sided[0]].text) not in _TICKS:
            birth = birth or _birth(row, sided[0])
    return birth, sex


def _if_readable(
    row: Reading, what: Field, parse: Callable[[str], Value], left_out: str
) -> Value | None:
    """Read what nobody need be refused for: where people wrote it, it is left out and told."""
    cell = row.cells.get(what)
    try:
        return None if cell is None else parse(cell.text)
    except Refusal as refusal:
        if cell is not None and row.is_lenient:
            row.note(what, [left_out])
        elif cell is not None:
            row.refuse(cell, refusal.code, **refusal.params)
        return None


def _birth(row: Reading, where: Field) -> str | None:
    found = row.take(where, lambda text: days.birth(text, today=row.today))
    if found is None:
        return None
    stored, flags = found
    row.note(where, flags)
    return stored


def _phone(row: Reading) -> str | None:
    phone = row.take(Field.PHONE, identity.phone)
    if phone is None:
        return None
    row.note(Field.PHONE, phone.flags)
    return phone.number


def _citizen_id(row: Reading) -> identity.CitizenId | None:
    if row.is_lenient and _has_lost_digits(row.cells.get(Field.CITIZEN_ID)):
        row.note(Field.CITIZEN_ID, ["citizen_id_left_out"])
        return None
    paper = row.take(Field.CITIZEN_ID, identity.citizen_id)
    if paper is not None:
        row.note(Field.CITIZEN_ID, paper.flags)
    return paper


def _has_lost_digits(cell: Cell | None) -> bool:
    """Tell a number that a spreadsheet has spoilt: nobody typed it, nor need they be left out."""
    try:
        identity.citizen_id(cell.text if cell else "")
    except Refusal as refusal:
        return refusal.code == "digits_lost"
    return False


def _span(row: Reading) -> tuple[date | None, date | None]:
    valid_from = row.take(Field.FROM, values.day)
    last_day = row.take(Field.LAST_DAY, values.day)
    until = row.take(Field.UNTIL, values.day) or (last_day and last_day + timedelta(days=1))
    if valid_from and until and until <= valid_from:
        where = Field.UNTIL if Field.UNTIL in row.cells else Field.LAST_DAY
        row.refuse(row.cells[where], "until_before_from", valid_from=valid_from)
    return valid_from, until


def _joined(row: Reading) -> date | None:
    """Read when somebody joined the union, which lists often know by its year only."""
    found = row.take(Field.JOINED, days.beginning)
    if found is None:
        return None
    day, is_assumed = found
    row.note(Field.JOINED, ["joined_day_assumed"] if is_assumed else [])
    return day
