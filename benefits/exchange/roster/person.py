"""One row's cells made into a person, or into every problem that stands against it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from benefits.exchange import days, values
from benefits.exchange.roster import person_names
from benefits.exchange.roster.headings import Field
from benefits.exchange.roster.kind_words import kind_of
from benefits.exchange.roster.likelihood import note_unlikely
from benefits.exchange.roster.picking import Cell, Picked
from benefits.exchange.roster.row_reading import Reading
from benefits.exchange.roster.rows import RosterRow, RowProblem
from benefits.members import identity
from benefits.members.names import folded

SEXES = {"nam": "nam", "nữ": "nu", "male": "nam", "female": "nu", "m": "nam", "f": "nu"}
_PLAIN: tuple[tuple[Field, str, Callable[[str], Any]], ...] = (
    (Field.MEMBER_NO, "member_no", values.text),
    (Field.ORGANIZATION_CODE, "organization_code", values.text),
    (Field.ORGANIZATION_NAME, "organization_name", values.text),
    (Field.KIND, "kind", kind_of),
    (Field.RELATIVE_OF, "relative_of", values.text),
)
"""Columns of which a cell is read by itself, and what of a person each tells."""
_BESIDE: tuple[tuple[Field, str], ...] = (
    (Field.UNION_CARD_NO, "union_card_no"),
    (Field.HOUSEHOLD, "household"),
    (Field.NOTE, "note"),
)
"""Columns without which somebody is known all the same."""
_LEFT_OUT = {
    "digits_lost": "citizen_id_left_out",
    "citizen_id_length": "citizen_id_of_wrong_length",
    "citizen_id_invalid": "citizen_id_unreadable",
}
PLAINLY_WRONG = frozenset({*_LEFT_OUT.values(), "phone_left_out"})
"""Told of cells that hold something else than their column should."""
_UNKNOWN = frozenset(
    f"{no} {known}" for no in ("khong", "ko", "k", "chua") for known in ("ro", "nho", "biet", "co")
) | {"khong", "ko", "k", "chua", "-", "--", "?", "??", "???"}
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
    joined = _joined(row)
    plain = {name: row.take(what, parse) for what, name, parse in _PLAIN if what in cells}
    for what, name in _BESIDE:
        plain[name] = row.take_or_leave(what, values.text, lambda _: "cell_left_out")
    is_relative = plain.get("kind") == "than_nhan" or bool(plain.get("relative_of"))
    note_unlikely(row, birth, joined, valid_from, is_relative=is_relative)
    person = RosterRow(
        line,
        full_name=person_names.whole_name(row),
        birth_date=birth,
        sex=sex,
        phone=_phone(row),
        citizen_id=_citizen_id(row),
        valid_from=valid_from,
        valid_until=valid_until,
        joined=joined,
        pays_dues=row.take_or_leave(Field.DUES, values.flag, lambda _: "dues_left_out"),
        section=section,
        flags=tuple(row.flags),
        **plain,
    )
    return row.problems or [person]


def _birth_and_sex(row: Reading) -> tuple[str | None, str | None]:
    """Read the birth; where it stands under Nam or Nữ, or a tick does, that tells the sex."""
    birth = _birth(row, Field.BIRTH)
    sex = row.take_or_leave(
        Field.SEX, lambda text: values.choice(text, SEXES), lambda _: "sex_left_out"
    )
    sided = [side for side in (Field.MALE, Field.FEMALE) if side in row.cells]
    if len(sided) > 1:
        row.refuse(row.cells[Field.FEMALE], "sex_twice")
    elif sided:
        sex = sex or ("nam" if sided[0] is Field.MALE else "nu")
        if folded(row.cells[sided[0]].text) not in _TICKS:
            birth = birth or _birth(row, sided[0])
    return birth, sex


def _birth(row: Reading, where: Field) -> str | None:
    order = row.order_of(where)
    found = row.take_or_leave(
        where,
        lambda text: days.birth(text, today=row.today, order=order),
        lambda _: "birth_left_out" if _is_unknown(row.cells[where]) else None,
    )
    if found is None:
        return None
    stored, flags = found
    row.note(where, flags)
    row.note_order(where, stored)
    return stored


def _is_unknown(cell: Cell) -> bool:
    """Tell a cell that says itself that nobody knows."""
    return folded(cell.text) in _UNKNOWN


def _phone(row: Reading) -> str | None:
    phone = row.take_or_leave(Field.PHONE, identity.phone, lambda _: "phone_left_out")
    if phone is None:
        return None
    row.note(Field.PHONE, phone.flags)
    return phone.number


def _citizen_id(row: Reading) -> identity.CitizenId | None:
    """Read the paper's number; one that is spoilt or mistyped costs nobody the place in a list."""
    paper = row.take_or_leave(Field.CITIZEN_ID, identity.citizen_id, _LEFT_OUT.get)
    if paper is not None:
        row.note(Field.CITIZEN_ID, paper.flags)
    return paper


def _span(row: Reading) -> tuple[date | None, date | None]:
    valid_from = _day(row, Field.FROM)
    last_day = _day(row, Field.LAST_DAY)
    until = _day(row, Field.UNTIL) or (last_day and last_day + timedelta(days=1))
    if valid_from and until and until <= valid_from:
        where = Field.UNTIL if Field.UNTIL in row.cells else Field.LAST_DAY
        row.refuse(row.cells[where], "until_before_from", valid_from=valid_from)
    return valid_from, until


def _day(row: Reading, what: Field) -> date | None:
    order = row.order_of(what)
    found = row.take(what, lambda text: days.day(text, order=order))
    if found is not None:
        row.note_order(what, found.isoformat())
    return found


def _left(row: Reading) -> None:
    """Point at whoever is marked as having left: the mark alone says no day and ends nothing."""
    cell = row.cells.get(Field.LEFT)
    is_ending = not row.cells.keys().isdisjoint({Field.UNTIL, Field.LAST_DAY})
    if cell and not is_ending and folded(cell.text) not in _NOT_LEFT:
        row.note(Field.LEFT, ["marked_left"])


def _joined(row: Reading) -> date | None:
    """Read when somebody joined the union, which lists often know by its year only."""
    what, order = Field.JOINED, row.order_of(Field.JOINED)
    found = row.take_or_leave(
        what,
        lambda text: days.beginning(text, order=order),
        lambda _: "joined_left_out" if _is_unknown(row.cells[what]) else None,
    )
    if found is None:
        return None
    day, is_assumed = found
    row.note(what, ["joined_day_assumed"] if is_assumed else [])
    row.note_order(what, day.isoformat())
    return day
