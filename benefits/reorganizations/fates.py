"""What became of decisions afterwards: replaced by one for an earlier day, or taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.reorganizations.models import Concern, ConcernedUnit, Reorganization
from benefits.reorganizations.plans import Kind

SAID_ANEW: Final = {Concern.MOVED: Kind.CHUYEN_CAP_TREN, Concern.RENAMED: Kind.DOI_TEN}


class Fate(NamedTuple):
    """For a unit a decision holds no longer; `by` is the record of the one that saw to it."""

    unit_id: int
    record: Reorganization
    by: Reorganization

    @property
    def is_taken_back(self) -> bool:
        return self.by.kind is Kind.TAI_LAP


def fates(session: Session, unit_ids: Collection[int]) -> list[Fate]:
    """Tell of all decisions about some units which ones hold no longer, and why."""
    return [fate for _unit, _standing, over in _replayed(session, unit_ids) for fate in over]


def in_force_after(
    session: Session, unit_ids: Collection[int], day: date
) -> Iterator[tuple[int, Reorganization]]:
    """Give the decisions for later days that end where a unit closes on a day."""
    for unit, standing, _over in _replayed(session, unit_ids):
        ended = (each for each in standing if each.day > day and each.kind is not Kind.DOI_TEN)
        yield from ((unit, each) for each in ended)


def _replayed(
    session: Session, unit_ids: Collection[int]
) -> Iterator[tuple[int, Iterable[Reorganization], Iterable[Fate]]]:
    """Let each unit's decisions follow upon one another; give those left, and the others."""
    for unit, records in _by_unit(session, unit_ids).items():
        standing: dict[int, Reorganization] = {}
        over: list[Fate] = []
        for concern, record in records:
            ended = [each for each in standing.values() if _ends(concern, record, each)]
            over += (Fate(unit, standing.pop(each.id), record) for each in ended)
            if concern is not Concern.REOPENED:
                standing[record.id] = record
        yield unit, standing.values(), over


def _ends(concern: Concern, record: Reorganization, earlier: Reorganization) -> bool:
    """Tell whether a decision takes back an earlier one, or lets the unit close before its day.

    A unit stands below one parent and bears one name: told anew for a day, that alone holds.
    """
    if concern in SAID_ANEW:
        return earlier.day == record.day and earlier.kind is record.kind
    if concern is Concern.REOPENED:
        return earlier.day == record.day and earlier.kind not in SAID_ANEW.values()
    return (
        concern is Concern.CLOSED and earlier.day > record.day and earlier.kind is not Kind.DOI_TEN
    )


def _by_unit(
    session: Session, unit_ids: Collection[int]
) -> Mapping[int, list[tuple[Concern, Reorganization]]]:
    """Collect by unit the decisions that close, open, move or name it, in the order of entry."""
    found: dict[int, list[tuple[Concern, Reorganization]]] = defaultdict(list)
    about = (
        select(ConcernedUnit.organization_id, ConcernedUnit.concern, Reorganization)
        .join(Reorganization, Reorganization.id == ConcernedUnit.reorganization_id)
        .where(ConcernedUnit.organization_id.in_(unit_ids))
        .where(ConcernedUnit.concern.in_((Concern.CLOSED, Concern.REOPENED, *SAID_ANEW)))
        .order_by(Reorganization.id)
    )
    for unit, concern, record in session.execute(about):
        if concern not in SAID_ANEW or record.kind is SAID_ANEW[concern]:
            found[unit].append((concern, record))
    return found
