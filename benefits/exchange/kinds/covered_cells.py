"""Cells that list units by their codes: `CODE`, or `CODE@2026-03-01` from that day on."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from benefits.errors import Refusal
from benefits.exchange import cells

SINCE: Final = "@"

Told = tuple[str, str | None]


def read(cell: str) -> list[Told]:
    """Read codes with their first days; a code may itself hold the sign."""
    return [_read(part) for part in cells.codes(cell)]


def written(units: Iterable[tuple[str, date | None]]) -> str:
    """Write units in the order of their codes; no two databases sort alike, so it is done here."""
    return ";".join(sorted(f"{code}{SINCE}{since}" if since else code for code, since in units))


def _read(part: str) -> Told:
    code, sign, since = part.rpartition(SINCE)
    try:
        return (code.strip(), cells.day(since)) if sign else (part, None)
    except Refusal:
        return part, None
