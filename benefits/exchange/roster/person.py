"""One row's cells made into a person, or into every problem that stands against it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from benefits.errors import Refusal
from benefits.exchange import days, values
from benefits.exchange.roster import person_names
from benefits.exchange.roster.headings import Field
from benefits.exchange.roster.picking import Cell, Picked
from benefits.exchange.roster.row_reading import Reading, Value
from benefits.exchange.roster.rows import RosterRow, RowProblem
from benefits.members import identity
from benefits.members.names import folded

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
_NOT_LEFT = frozenset({"", "0", "-", "khong", "chua"})
_TICKS = frozenset({"x", "v", "1", "✓", "✔", "co"})


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
    _left(row)
    plain = {name: row.take(what, parse) for what, name, parse in _PLAIN if what in cells}
    person = RosterRow(
        line,
        full_name=person_names.whole_name(row),
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


def _left(row: Reading) -> None:
    """Point at whoever is marked as having left: the mark alone says no day and ends nothing."""
    cell = row.cells.get(Field.LEFT)
    is_ending = not row.cells.keys().isdisjoint({Field.UNTIL, Field.LAST_DAY})
    if cell and not is_ending and folded(cell.text) not in _NOT_LEFT:
        row.note(Field.LEFT, ["marked_left"])


def _joined(row: Reading) -> date | None:
    """Read when somebody joined the union, which lists often know by its year only."""
    found = row.take(Field.JOINED, days.beginning)
    if found is None:
        return None
    day, is_assumed = found
    row.note(Field.JOINED, ["joined_day_assumed"] if is_assumed else [])
    return day
