"""A birth written in three columns, or two: its day, its month and its year, put together again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from benefits.exchange.roster.headings import BELOW, Field, Heading, meaning, plain_words
from benefits.members.names import clean

PARTS: Final = (Field.BIRTH_DAY, Field.BIRTH_MONTH, Field.BIRTH_YEAR)
_WORDS: Final = {
    **dict.fromkeys(
        ("ngay", "ngay sinh", "sinh ngay", "ngay thang", "ngay thang sinh", "sinh ngay thang"),
        Field.BIRTH_DAY,
    ),
    **dict.fromkeys(("thang", "thang sinh", "sinh thang"), Field.BIRTH_MONTH),
    **dict.fromkeys(("nam", "nam sinh", "sinh nam"), Field.BIRTH_YEAR),
}
_DAY_AND_MONTH: Final = re.compile(
    r"(?P<day>[0-9]{1,2})[/.\-](?P<month>[0-9]{1,2})(?:[/.\-][0-9]{2,4})?"
)
_WHOLE_DAY: Final = re.compile(r"[0-9]{4}-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
"""What a spreadsheet makes of 5/7: a day of the year in which it was typed."""
_SIDES: Final = frozenset({Field.MALE, Field.FEMALE})
_NOTHING: Final = "-–. "
_FEWEST_YEARS: Final = 2


def with_birth_parts(
    headings: list[Heading], sample: Sequence[Sequence[str]] = ()
) -> list[Heading]:
    """Return the headings, those of a birth written in parts made its day, month and year.

    A year is told from Nam, male, by its accent, by what stands beside it, or by its cells.
    """
    found: dict[int, Field] = {}
    for place, heading in enumerate(headings):
        run = _run(headings[place:])
        if heading.column not in found and _is_birth(run):
            found.update({each.column: part for each, part in run})
    if not found and (alone := _year_alone(headings, sample)):
        found[alone.column] = Field.BIRTH_YEAR
    return [
        replace(each, field=found[each.column]) if each.column in found else each
        for each in headings
    ]


def _run(headings: list[Heading]) -> list[tuple[Heading, Field]]:
    """Return the neighbours from the first on that are called day, month and year in turn."""
    run: list[tuple[Heading, Field]] = []
    for heading in headings:
        part = _WORDS.get(plain_words(_lowest(heading)))
        if part is None or (run and PARTS.index(part) <= PARTS.index(run[-1][1])):
            break
        run.append((heading, part))
    return run


def _is_birth(run: list[tuple[Heading, Field]]) -> bool:
    """Tell a birth's columns from those of another day, and a lone year from a whole column."""
    if not run or run[-1][1] is not Field.BIRTH_YEAR:
        return False
    if len(run) == 1:
        return _is_year(_lowest(run[0][0])) and _stands_under_birth(run[0][0])
    is_said = any("sinh" in plain_words(_lowest(heading)).split() for heading, _ in run)
    return is_said or any(_stands_under_birth(heading) for heading, _ in run)


def _stands_under_birth(heading: Heading) -> bool:
    parents = heading.words.split(BELOW)[:-1]
    found = [meaning(parent) for parent in (*parents, " ".join(parents))]
    return any(each is not None and each[0] is Field.BIRTH for each in found)


def _year_alone(headings: list[Heading], sample: Sequence[Sequence[str]]) -> Heading | None:
    """Find a Nam with no Nữ beside it, and nothing but years below it."""
    fields = {heading.field for heading in headings}
    if fields & {Field.FEMALE, Field.BIRTH}:
        return None
    male = next((heading for heading in headings if heading.field is Field.MALE), None)
    if male is None:
        return None
    cells = [clean(row[male.column]) for row in sample if male.column < len(row)]
    years = [cell for cell in cells if cell]
    return male if len(years) >= _FEWEST_YEARS and all(map(is_bare_year, years)) else None


def is_bare_year(text: str) -> bool:
    return text.isdecimal() and len(text) == 4 and text[:2] in {"19", "20"}  # noqa: PLR2004


def _is_year(words: str) -> bool:
    return "ă" in clean(words).lower()


def _lowest(heading: Heading) -> str:
    return heading.words.split(BELOW)[-1]


def side_of(words: str) -> Field | None:
    """Tell the sex that a part of a birth stands under: Nam or Nữ, and below it its day."""
    found = (meaning(parent) for parent in words.split(BELOW)[:-1])
    return next((each[0] for each in found if each and each[0] in _SIDES), None)


def joined(parts: Mapping[Field, str]) -> str:
    """Write the parts as one day; a year that is a whole day already stands for all of it."""
    day, month, year = (parts.get(part, "").strip(_NOTHING) for part in PARTS)
    if not year or not year.isdecimal():
        return year or "/".join(filter(None, (day, month)))
    if match := _DAY_AND_MONTH.fullmatch(day) or _WHOLE_DAY.fullmatch(day):
        return f"{match['day']}/{match['month']}/{year}"
    if day and not day.isdecimal():
        return day
    if day.strip("0") and not month.strip("0"):
        return f"{day}/?/{year}"
    return "/".join(each for each in (day, month, year) if each.strip("0"))
