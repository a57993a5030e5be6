"""A place or a name that a decision gives only until the day of one that was entered before."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.reorganizations.bounds import NAMED
from benefits.reorganizations.looking import Look
from benefits.reorganizations.models import Concern, ConcernedUnit, Reorganization
from benefits.reorganizations.plans import Kind, Objection


def told_of_lasting(session: Session, seen: Look) -> Iterator[Objection]:
    """Say until when a unit stands, or is called, as it is now decided."""
    match seen.plan.kind:
        case Kind.CHUYEN_CAP_TREN:
            yield from _about_places(session, seen)
        case Kind.DOI_TEN:
            yield from _about_name(session, seen)


def _about_places(session: Session, seen: Look) -> Iterator[Objection]:
    by_day: dict[date, list[str]] = defaultdict(list)
    for code in seen.plan.units:
        history = seen.draft.histories[code]
        stay = history.stay_on(seen.plan.day)
        if stay and history.is_open_on(stay.valid_until):
            by_day[stay.valid_until].append(code)
    for day, codes in sorted(by_day.items()):
        units = ", ".join(codes[:NAMED]) + ("…" if len(codes) > NAMED else "")
        told = _day(session, seen, codes, day, Concern.MOVED)
        yield Objection("moves_until", {"day": told, "units": units})


def _about_name(session: Session, seen: Look) -> Iterator[Objection]:
    [code] = seen.plan.units
    later = [each for each in seen.draft.histories[code].names if each.valid_from > seen.plan.day]
    if later:
        told = _day(session, seen, [code], later[0].valid_from, Concern.RENAMED)
        yield Objection("named_until", {"day": told, "name": later[0].name})


def _day(session: Session, seen: Look, codes: list[str], day: date, concern: Concern) -> str:
    """Write a day with the numbers of the decisions that take effect on it."""
    named = (
        select(Reorganization.decision_number)
        .join(ConcernedUnit, ConcernedUnit.reorganization_id == Reorganization.id)
        .where(ConcernedUnit.organization_id.in_(seen.ids(codes)), Reorganization.day == day)
        .where(ConcernedUnit.concern == concern)
        .order_by(Reorganization.id.desc())
        .limit(1)
    )
    number = session.scalar(named)
    return f"{day:%d/%m/%Y} ({number})" if number else f"{day:%d/%m/%Y}"
