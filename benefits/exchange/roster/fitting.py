"""Ask the cells of a column what they hold: to doubt a heading, or to do without one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType

from benefits.errors import Refusal
from benefits.exchange import days
from benefits.exchange.days import Order
from benefits.exchange.roster import bystanders
from benefits.exchange.roster.birth_parts import is_bare_year
from benefits.exchange.roster.headings import Field
from benefits.members import identity
from benefits.members.names import clean, folded

ENOUGH_TO_DOUBT = 3
_HALF, _MOST = 0.5, 0.6
_FEWEST_WORDS, _MOST_WORDS = 2, 10
_SEXES = frozenset({"nam", "nu", "male", "female", "m", "f"})
_TICKS = frozenset({"x", "v", "1", "✓", "✔", "co"})


Test = Callable[[str], bool]


def fits(field: Field, cells: Iterable[str], today: date) -> tuple[int, int]:
    """Return how many of the written cells can be that field, and how many are written."""
    test = _tests(today).get(field)
    written = [cell for cell in cells if cell]
    if test is None:
        return len(written), len(written)
    return sum(map(test, written)), len(written)


def is_doubtful(field: Field, cells: Sequence[str], today: date) -> bool:
    fitting, written = fits(field, cells, today)
    return written >= ENOUGH_TO_DOUBT and fitting < _HALF * written


def guessed(
    rows: Sequence[Sequence[str]], today: date, known: Mapping[int, Field] = MappingProxyType({})
) -> dict[int, Field]:
    """Say what the columns hold whose headings do not tell, each field once."""
    found: dict[int, Field] = {}
    for column in range(max(map(len, rows), default=0)):
        cells = [clean(row[column]) for row in rows if column < len(row)]
        for field in _GUESSED_IN_TURN if column not in known else ():
            if field in found.values() or field in known.values():
                continue
            fitting, written = fits(field, cells, today)
            if written and fitting >= _MOST * written:
                found[column] = field
                break
    return found


_GUESSED_IN_TURN = (
    Field.SEX,
    Field.PHONE,
    Field.CITIZEN_ID,
    Field.NUMBERING,
    Field.BIRTH,
    Field.FULL_NAME,
)


def _tests(today: date) -> dict[Field, Test]:
    def is_birth(cell: str) -> bool:
        return _is_read(lambda text: days.birth(text, today=today, order=Order.UNSURE), cell)

    return {
        Field.FULL_NAME: _is_whole_name,
        Field.BIRTH: is_birth,
        Field.BIRTH_DAY: lambda cell: _is_small(cell.partition("/")[0], 31),
        Field.BIRTH_MONTH: lambda cell: _is_small(cell, 12),
        Field.BIRTH_YEAR: lambda cell: is_bare_year(cell) or is_birth(cell),
        Field.MALE: lambda cell: folded(cell) in _TICKS or is_birth(cell),
        Field.FEMALE: lambda cell: folded(cell) in _TICKS or is_birth(cell),
        Field.SEX: lambda cell: folded(cell) in _SEXES,
        Field.PHONE: lambda cell: _is_read(identity.phone, cell),
        Field.CITIZEN_ID: lambda cell: _is_read(identity.citizen_id, cell),
        Field.NUMBERING: lambda cell: cell.isdecimal() and len(cell) < 4,  # noqa: PLR2004
        Field.JOINED: lambda cell: _is_read(partial(days.beginning, order=Order.UNSURE), cell),
    }


def _is_whole_name(cell: str) -> bool:
    """Tell a person's name from a team's and from a sentence."""
    words = cell.split(" ")
    is_long_enough = _FEWEST_WORDS <= len(words) <= _MOST_WORDS
    return is_long_enough and not any(map(str.isdigit, cell)) and not bystanders.is_section(cell)


def _is_small(cell: str, most: int) -> bool:
    return cell.isdecimal() and int(cell) <= most


def _is_read(parse: Callable[[str], object], cell: str) -> bool:
    try:
        parse(cell)
    except Refusal:
        return False
    return True
