"""What of a list was not taken in: whoever stands there seems to be missing, and is not."""

from typing import NamedTuple

from benefits.exchange.roster.headings import is_of_leavers
from benefits.jobs import Job


class Untaken(NamedTuple):
    """Rows that were refused, sheets of people that were not read, and who is named there."""

    refused: int
    sheets: tuple[str, ...]
    mentioned: frozenset[int]


def untaken_of(job: Job) -> Untaken:
    result = job.result or {}
    chosen = (job.input.get("choice") or {}).get("sheets")
    unread = () if chosen else (result.get("recognised") or {}).get("unread", ())
    lists = (each["name"] for each in unread if each["is_list"])
    return Untaken(
        result.get("refused_lines", 0),
        tuple(name for name in lists if not is_of_leavers(name)),
        frozenset(result.get("mentioned", ())),
    )
