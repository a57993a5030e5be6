"""How a unit ended on a day: nobody took over, one unit did, or those it was divided into."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.members.coming_back import Ending
from benefits.organization.histories import FOR_GOOD
from benefits.periods import ONE_DAY, day_of
from benefits.reorganizations.deciding import last_end, merger_on
from benefits.reorganizations.looking import Look
from benefits.reorganizations.models import Concern, ConcernedUnit, Reorganization
from benefits.reorganizations.plans import ENDING, Kind

Keys = Mapping[str, int]


class OfficersOut(NamedTuple):
    """The day on which officers of a unit that ended lost their roles, and where they went on."""

    day: date
    places: frozenset[int]


def ending_of(session: Session, seen: Look, keys: Keys, code: str, day: date) -> Ending:
    """Tell where people of a unit went that ended, or was to end, on a day."""
    record = closed_by(session, keys[code], day)
    known_at = record.known_at if record else None
    merger = merger_on(seen.was.histories[code], day)
    if merger is not None:
        return Ending(keys[code], frozenset({keys[merger.successor]}), day, known_at)
    is_divided = record is not None and record.kind is Kind.CHIA
    parts = made_by_record(session, record) if record and is_divided else frozenset[int]()
    return Ending(keys[code], parts, day, known_at)


def last_endings(session: Session, seen: Look, keys: Keys) -> dict[str, Ending]:
    """Tell by code how the units ended that open again."""
    codes = seen.plan.units if seen.plan.kind is Kind.TAI_LAP else ()
    days = {code: last_end(seen.was.histories[code], seen.plan.day) for code in codes}
    return {
        code: ending_of(session, seen, keys, code, day)
        for code, day in days.items()
        if day is not None and day != FOR_GOOD
    }


def officers_out(
    session: Session, seen: Look, keys: Keys, code: str, ending: Ending
) -> OfficersOut | None:
    """Tell what became of the officers of a unit that a decision closed; a file ends no roles."""
    record = closed_by(session, ending.unit_id, ending.day)
    if record is None:
        return None
    chosen = record.choices.get("officers_to")
    above = seen.was.path_on(code, ending.day - ONE_DAY)[:-1]
    named = {str(each) for each in (*above, chosen)}
    places = {keys[each] for each in named if each in keys} | ending.heir_ids
    return OfficersOut(max(ending.day, day_of(record.known_at)), frozenset(places))


def made_by(session: Session, ending: Ending) -> frozenset[int]:
    """Find the units that a decision founded by which another one ended."""
    record = closed_by(session, ending.unit_id, ending.day)
    return made_by_record(session, record) if record else frozenset()


def made_by_record(session: Session, record: Reorganization) -> frozenset[int]:
    made = select(ConcernedUnit.organization_id).where(
        ConcernedUnit.reorganization_id == record.id, ConcernedUnit.concern == Concern.MADE
    )
    return frozenset(session.scalars(made))


def closed_by(session: Session, unit_id: int, day: date) -> Reorganization | None:
    """Find the last decision by which a unit closed on a day."""
    return session.scalar(
        select(Reorganization)
        .join(ConcernedUnit, ConcernedUnit.reorganization_id == Reorganization.id)
        .where(
            ConcernedUnit.organization_id == unit_id,
            ConcernedUnit.concern == Concern.CLOSED,
            Reorganization.kind.in_(ENDING),
            Reorganization.day == day,
        )
        .order_by(Reorganization.id.desc())
        .limit(1)
    )
