"""Whether a decision still holds: what replaced it or took it back, and who may yet do so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select

from benefits import organization, reorganizations
from benefits.desk import scope
from benefits.desk.reorganization import decision_register, reorganizing_units
from benefits.organization import Organization
from benefits.periods import ONE_DAY, day_of
from benefits.reorganizations import Concern, ConcernedUnit, Fate, Reorganization
from benefits.web import current

HELD: Final = (Concern.CLOSED, Concern.MOVED, Concern.RENAMED, Concern.REOPENED)


class Over(NamedTuple):
    """Another decision by which this one ended, or that ended by this one, and for which units."""

    other: Reorganization
    is_taken_back: bool
    units: str


@dataclass(frozen=True, slots=True)
class Standing:
    """`taken_back` are the codes of closed units that the officer may open as if never closed."""

    over: tuple[Over, ...]
    replaced: tuple[Over, ...]
    taken_back: frozenset[str]
    is_ahead: bool
    is_others: bool
    """Units are still closed by it, and somebody else may open them."""


def of(
    record: Reorganization, concerned: Iterable[ConcernedUnit], names: Mapping[int, str]
) -> Standing:
    units = [each.organization_id for each in concerned if each.concern in HELD]
    told = reorganizations.fates(current.session(), _reached(units))
    own = [fate for fate in told if fate.record.id == record.id]
    others = [fate for fate in told if fate.by.id == record.id and not fate.is_taken_back]
    closed = {each.organization_id for each in concerned if each.concern is Concern.CLOSED}
    still = _still_closed(record, closed - {fate.unit_id for fate in own})
    mine = _may_open(still, record.day - ONE_DAY)
    return Standing(
        over=tuple(_grouped(((fate.by, fate) for fate in own), names)),
        replaced=tuple(_grouped(((fate.record, fate) for fate in others), names)),
        taken_back=mine,
        is_ahead=record.day > day_of(current.now()),
        is_others=bool(still) and not mine,
    )


def closed_by(decision_id: int) -> list[str]:
    """List the codes of the units that a decision closed and that the officer may open again."""
    record = decision_register.one(decision_id)
    concerned = reorganizations.units_of(current.session(), [record.id])[record.id]
    return sorted(of(record, concerned, {}).taken_back)


def over_by_record(unit: Organization) -> dict[int, Over]:
    """Tell of the decisions about a unit which ones hold no longer for it."""
    found = reorganizations.fates(current.session(), [unit.id])
    return {each.record.id: Over(each.by, each.is_taken_back, unit.code) for each in found}


def _grouped(
    told: Iterable[tuple[Reorganization, Fate]], names: Mapping[int, str]
) -> Iterator[Over]:
    by: dict[int, tuple[Reorganization, bool, list[str]]] = {}
    for other, fate in told:
        found = by.setdefault(other.id, (other, fate.is_taken_back, []))
        found[2].append(names.get(fate.unit_id) or "")
    yield from (Over(other, is_back, ", ".join(some)) for other, is_back, some in by.values())


def _still_closed(record: Reorganization, closed: set[int]) -> list[int]:
    lives = organization.courses(current.session(), closed)
    return [key for key in closed if lives.closed_since(key) == record.day]


def _reached(units: Iterable[int]) -> set[int]:
    mine = select(Organization.id).where(
        Organization.id.in_(set(units)), Organization.id.in_(scope.unit_ids())
    )
    return set(current.session().scalars(mine))


def _may_open(closed: list[int], last: date) -> frozenset[str]:
    """Name the units that stood within the officer's own until the end, not merged into it."""
    own, bound = scope.organization_id(), reorganizing_units.bound()
    codes = select(Organization.code).where(
        Organization.id.in_(closed), Organization.id.in_(scope.unit_ids())
    )
    if bound is not None:
        codes = codes.where(Organization.id.in_(organization.subtree_on(own, last)))
    return frozenset(current.session().scalars(codes)) - {bound}
