"""People of units that a file closed: they leave, or go on in the successor, as by a decision."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy.orm import Session

from benefits.access import officers_at
from benefits.members import in_bulk, left_along
from benefits.organization import Draft
from benefits.organization.histories import FOR_GOOD, History
from benefits.organization.keeping import Register
from benefits.purchases import attribute_anew
from benefits.reorganizations import counting


class Followed(NamedTuple):
    """How many people a unit's end was about, and where they went; `heir` of None is nowhere.

    Its `officers` are still that: a file does not say what becomes of them.
    """

    day: date
    people: int
    heir: str | None
    officers: int = 0


def follow(session: Session, codes: Collection[str], *, now: datetime) -> Mapping[str, Followed]:
    """Bring memberships to what the tree now says of some units; done twice, nothing changes."""
    if not codes:
        return {}
    found = follow_in(session, codes, Draft.of(session).known, now=now)
    session.expire_all()
    return found


def follow_in(
    session: Session, codes: Collection[str], register: Register, *, now: datetime
) -> Mapping[str, Followed]:
    """Bring memberships to a tree that is in memory already."""
    ends = {code: _end(register.histories[code]) for code in _with_heirs(codes, register.histories)}
    found: dict[str, Followed] = {}
    closed = sorted((day, code) for code, day in ends.items() if day != FOR_GOOD)
    for day, some in groupby(closed, key=lambda each: each[0]):
        heirs = {code: _heir(code, day, register.histories) for _, code in some}
        ids = {register.ids[code]: code for code in heirs}
        people = counting.members_of(session, ids, day)
        officers = Counter(
            role.organization_id for role, _ in session.execute(officers_at(ids, day))
        )
        for unit, code in ids.items():
            if unit in people or unit in officers:
                count = people.get(unit, 0)
                found[code] = Followed(day, count, heirs[code], officers[unit])
        moving = {unit: heir for unit, code in ids.items() if (heir := heirs[code])}
        _go(session, {unit: register.ids[heir] for unit, heir in moving.items()}, day, now)
        left_along.dissolve(session, [unit for unit in people if unit not in moving], day)
    return found


def _go(session: Session, heirs: Mapping[int, int], day: date, now: datetime) -> None:
    if not heirs or not in_bulk.move_all(session, heirs, day, FOR_GOOD, now=now):
        return
    attribute(session, counting.buyers_since(session, heirs, day), now)


def attribute(session: Session, people: Iterable[int], now: datetime) -> None:
    """Let uses count for the units that their people belonged to on the day of each."""
    for group in in_bulk.in_groups(people):
        attribute_anew(session, group, because_of="reorganization", now=now)


def _with_heirs(codes: Collection[str], histories: Mapping[str, History]) -> set[str]:
    found, waiting = set(codes), list(codes)
    while waiting:
        heirs = {merger.successor for merger in histories[waiting.pop()].mergers} - found
        found |= heirs
        waiting += heirs
    return found


def _end(history: History) -> date:
    return max((stay.valid_until for stay in history.stays), default=FOR_GOOD)


def _heir(code: str, day: date, histories: Mapping[str, History]) -> str | None:
    """Follow the mergers of one day to a unit that is open on it."""
    seen = {code}
    while True:
        onward = [each.successor for each in histories[code].mergers if each.day == day]
        if not onward or onward[0] in seen:
            return None
        code = onward[0]
        seen.add(code)
        if histories[code].is_open_on(day):
            return code
