"""What the rows of a roster tell, as it waits to be applied: plain JSON without what is empty."""

from operator import attrgetter
from typing import Any, Final

from benefits.exchange.outcome import Row
from benefits.exchange.roster import Flag, PlainPeople, RosterRow

_AS_READ: Final = {
    **{name: name for name in ("member_no", "full_name", "sex", "phone", "union_card_no")},
    **{name: name for name in ("organization_code", "organization_name", "kind")},
    **{name: name for name in ("relative_of", "household")},
    "birth": "birth_date",
}
"""What is stored as it was read, and how a row of the roster calls it."""
_DAYS: Final = {"from": "valid_from", "until": "valid_until", "joined": "joined"}
_told: Final = attrgetter(*_AS_READ.values())
_days: Final = attrgetter(*_DAYS.values())


def person_told(found: RosterRow, secret: bytes) -> Row:
    values: dict[str, Any] = {
        name: value for name, value in zip(_AS_READ, _told(found), strict=True) if value
    }
    if paper := found.citizen_id:
        values["citizen_id_hash"] = paper.hashed(secret)
        values["citizen_id_last4"] = paper.last4
    if found.within and not (found.organization_code or found.organization_name):
        values["within"] = found.within
    for name, day in zip(_DAYS, _days(found), strict=True):
        if day is not None:
            values[name] = day.isoformat()
    if found.flags:
        values["flags"] = [_flag(flag) for flag in found.flags]
    if found.pays_dues is not None:
        values["pays_dues"] = found.pays_dues
    return Row(found.line, values)


def _flag(flag: Flag) -> list[Any]:
    params = {name: str(value) for name, value in flag.params}
    return [flag.column, flag.value, flag.code, *([params] if params else [])]


def people_told(found: PlainPeople, secret: bytes) -> list[Row]:
    """Return what `person_told` does of each, gone through column by column."""
    told = found.told
    columns = {name: told[read] for name, read in _AS_READ.items() if read in told}
    if papers := told.get("citizen_id"):
        columns["citizen_id_hash"] = [paper and paper.hashed(secret) for paper in papers]
        columns["citizen_id_last4"] = [paper and paper.last4 for paper in papers]
    for name, read in _DAYS.items():
        if days := told.get(read):
            columns[name] = [day and day.isoformat() for day in days]
    if dues := told.get("pays_dues"):
        columns["pays_dues"] = dues
    cells = zip(*columns.values(), strict=True)
    rows = [dict(zip(columns, values, strict=True)) for values in cells]
    if not all(map(all, columns.values())):
        rows = [{name: value for name, value in row.items() if value is not None} for row in rows]
    return list(map(Row, found.lines, rows))
