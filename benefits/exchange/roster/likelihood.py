"""Ages and orders of days that are possible, but that hardly anybody has: told, never refused."""

from datetime import date

from benefits.exchange.roster.headings import Field
from benefits.exchange.roster.row_reading import Reading

YOUNGEST, OLDEST = 15, 90
YOUNGEST_TO_JOIN = 14
_BIRTHS = (Field.BIRTH, Field.MALE, Field.FEMALE)


def is_usual_birth(birth: str, today: date) -> bool:
    """Tell whether somebody born then may be at work, or not long retired."""
    return YOUNGEST <= today.year - int(birth[:4]) <= OLDEST


def is_usual_beginning(birth: str | None, day: date | None) -> bool:
    """Tell whether somebody born then may have begun on that day."""
    return not birth or not day or day.year - int(birth[:4]) >= YOUNGEST_TO_JOIN


def note_unlikely(
    row: Reading,
    birth: str | None,
    joined: date | None,
    valid_from: date | None,
    *,
    is_relative: bool,
) -> None:
    """Flag what deserves a look; children are no more than relatives."""
    if joined and joined > row.today:
        row.note(Field.JOINED, ["joined_to_come"])
    if birth is None:
        return
    where = next(each for each in _BIRTHS if each in row.cells)
    if not is_relative and not is_usual_birth(birth, row.today):
        row.note(where, ["age_unlikely"], age=row.today.year - int(birth[:4]))
    for what, day in ((Field.JOINED, joined), (Field.FROM, valid_from)):
        if day is None or is_usual_beginning(birth, day):
            continue
        age = day.year - int(birth[:4])
        if age < 0 or day.isoformat() < birth:
            row.note(what, ["day_before_birth"])
        elif not is_relative:
            row.note(what, ["too_young_then"], age=age)
