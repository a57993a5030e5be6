"""Columns of plain cells: read at once where all are written as usual, else cell by cell."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, Final

from benefits.exchange import values
from benefits.exchange.roster.likelihood import YOUNGEST_TO_JOIN, is_usual_beginning
from benefits.exchange.roster.person_names import are_bare
from benefits.members import identity

Plain = Callable[[str], Any]
"""Reads a cell that is plain; returns None of any other."""
_Usual = Callable[[Sequence[str]], list[Any] | None]
"""Reads many cells that are all written as usual; returns None where any is not."""


def column_of(name: str, plain: Plain, cells: Sequence[str]) -> Sequence[Any]:
    """Read the cells of a column; of those that are empty the text stays, which tells nothing."""
    usual = _USUAL.get(name)
    at_once = usual(cells) if usual else None
    return [text and plain(text) for text in cells] if at_once is None else at_once


def without_empty(told: Sequence[Any]) -> Sequence[Any]:
    return told if all(told) else [None if value == "" else value for value in told]


def begins_as_usual(birth: str, joined: date | None, valid_from: date | None) -> bool:
    return is_usual_beginning(birth, joined) and is_usual_beginning(birth, valid_from)


def not_plain(told: Mapping[str, Sequence[Any]], count: int) -> set[int]:
    """Return the places of the rows that have another cell than a plain one, or name nobody."""
    odd = (values for values in told.values() if not all(values) and None in values)
    others = {place for values in odd for place, value in enumerate(values) if value is None}
    who = [told[name] for name in ("member_no", "full_name") if name in told]
    if not any(all(each) for each in who):
        named = zip(*who, strict=True) if who else repeat((), count)
        others |= {place for place, each in enumerate(named) if not any(each)}
    if until := told.get("valid_until"):
        since = told.get("valid_from") or repeat(date.min)
        spans = enumerate(zip(since, until, strict=False))
        others |= {place for place, (first, last) in spans if last and last <= (first or date.min)}
    return others | _begun_unusually(told)


def _begun_unusually(told: Mapping[str, Sequence[Any]]) -> set[int]:
    """Return the places of those who were hardly born when they began."""
    births = told.get("birth_date", ())
    return {
        place
        for name in ("joined", "valid_from")
        for place, (birth, day) in enumerate(zip(births, told.get(name, ()), strict=False))
        if birth and day and day.year - int(birth[:4]) < YOUNGEST_TO_JOIN
    }


def _texts(cells: Sequence[str]) -> list[str] | None:
    is_usual = not any("#" in text for text in cells)
    return list(cells) if is_usual and max(map(len, cells)) <= values.LONGEST_TEXT else None


def _names(cells: Sequence[str]) -> list[str] | None:
    return list(cells) if are_bare(cells) else None


_USUAL: Final[Mapping[str, _Usual]] = {
    "member_no": _texts,
    "organization_code": _texts,
    "full_name": _names,
    "phone": identity.mobiles,
    "citizen_id": identity.whole_papers,
}
