"""Under which units somebody stands in the lists of people, and during which days."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.members.models import Membership
from benefits.organization import Placement, as_known

Held = TypeVar("Held")


class Listed(NamedTuple):
    """Days on which somebody stood in the lists of some units; `until` is the first day after."""

    organization_ids: tuple[int, ...]
    since: date
    until: date | None


def listed_of(session: Session, member_ids: Collection[int]) -> list[Listed]:
    """Tell in whose lists these records stood: of the unit belonged to last, and those above it.

    Who left stays in the lists of the last unit, and a unit that ended in those it ended under.
    """
    held: dict[int, list[tuple[date, int]]] = defaultdict(list)
    belonged = select(Membership.member_id, Membership.valid_from, Membership.organization_id)
    for member_id, since, unit in session.execute(
        belonged.where(Membership.member_id.in_(member_ids)).order_by(Membership.valid_from)
    ):
        held[member_id].append((since, unit))
    units = {unit for spans in held.values() for _since, unit in spans}
    stood: dict[int, list[tuple[date, str]]] = defaultdict(list)
    placed = select(Placement.organization_id, Placement.valid_from, Placement.path)
    for unit, since, path in session.execute(
        placed.where(Placement.organization_id.in_(units), as_known(Placement)).order_by(
            Placement.valid_from
        )
    ):
        stood[unit].append((since, path))
    return [
        Listed(tuple(int(each) for each in path.strip("/").split("/")), *days)
        for spans in held.values()
        for since, until, unit in _lasting(spans)
        for begun, over, path in _lasting(stood[unit])
        for days in _both((since, until), (begun, over))
    ]


def _lasting(begun: Iterable[tuple[date, Held]]) -> Iterator[tuple[date, date | None, Held]]:
    """Let each last until the next one begins, and the last one for good."""
    ends: list[tuple[date, Held] | None] = [*begun, None]
    for this, following in pairwise(ends):
        if this is not None:
            yield this[0], following[0] if following else None, this[1]


def _both(
    one: tuple[date, date | None], other: tuple[date, date | None]
) -> Iterator[tuple[date, date | None]]:
    """Give the days that are in both, if there are any."""
    since = max(one[0], other[0])
    ends = [until for until in (one[1], other[1]) if until is not None]
    if not ends or since < min(ends):
        yield since, min(ends, default=None)
