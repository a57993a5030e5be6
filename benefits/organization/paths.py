"""From whose each unit was to where it stood: the dated path from the top down to it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from benefits.organization.histories import FOR_GOOD, History, Stay

Histories = Mapping[str, History]


class Stand(NamedTuple):
    """Days during which nothing above a unit changed. `path` ends with the unit itself."""

    valid_from: date
    valid_until: date
    path: tuple[str, ...]

    @property
    def parent(self) -> str | None:
        return self.path[-2] if len(self.path) > 1 else None


class Astray(Exception):
    """A unit stands below a parent that is not open (`parent_not_open`) or below itself."""

    def __init__(self, code: str, stay: Stay, reason: str) -> None:
        self.code, self.stay, self.reason = code, stay, reason
        super().__init__(f"{code}: {reason}")


def stands_of(code: str, histories: Histories) -> list[Stand]:
    """Work out where a unit stood; a parent that itself moved splits the stay below it."""
    return list(_climb(code, date.min, FOR_GOOD, histories, ()))


def all_astray(histories: Histories) -> list[Astray]:
    """Find every stay that leads nowhere, each once."""
    found: dict[tuple[str, Stay], Astray] = {}
    for code in histories:
        try:
            stands_of(code, histories)
        except Astray as astray:
            found[astray.code, astray.stay] = astray
    return list(found.values())


def goes_on(code: str, day: date, histories: Histories) -> bool:
    """Tell whether a unit is open on a day, or merges that day into one that is."""
    seen: set[str] = set()
    while code not in seen:
        seen.add(code)
        history = histories.get(code, History())
        onward = [merger.successor for merger in history.mergers if merger.day == day]
        if not onward:
            return history.is_open_on(day)
        code = onward[0]
    return False


def _climb(
    code: str, first: date, after: date, histories: Histories, below: tuple[str, ...]
) -> Iterator[Stand]:
    history = histories.get(code)
    for stay in history.stays if history else ():
        begin, end = max(first, stay.valid_from), min(after, stay.valid_until)
        if begin >= end:
            continue
        if code in below:
            raise Astray(code, stay, "cycle")
        if stay.parent is None:
            yield Stand(begin, end, (code,))
            continue
        reached = begin
        for above in _climb(stay.parent, begin, end, histories, (*below, code)):
            if above.valid_from != reached:
                break
            yield above._replace(path=(*above.path, code))
            reached = above.valid_until
        if reached != end:
            raise Astray(code, stay, "parent_not_open")
