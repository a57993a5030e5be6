"""Carrying a plan out, in the caller's one transaction: tree, people, papers, officers, record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit
from benefits.access import end_roles_at, take_along
from benefits.agreements import Agreement, carry, hand_to, holder_on, lost
from benefits.errors import Conflict
from benefits.members import in_bulk
from benefits.organization import Draft, Organization
from benefits.organization.histories import FOR_GOOD
from benefits.periods import Span, day_of
from benefits.purchases import attribute_anew
from benefits.reorganizations import counting
from benefits.reorganizations.deciding import last_end
from benefits.reorganizations.looking import Look, keyed, look, people_of
from benefits.reorganizations.models import Concern, ConcernedUnit, Reorganization
from benefits.reorganizations.plans import Choices, Decision, Kind, Objection, Plan
from benefits.reorganizations.previewing import told

Keys = Mapping[str, int]


class Refused(Conflict):
    """The plan cannot be carried out; its code is that of the first objection."""

    def __init__(self, objections: Iterable[Objection]) -> None:
        self.objections = tuple(objections)
        first = self.objections[0]
        super().__init__(first.code, **first.params)


def carry_out(
    session: Session,
    plan: Plan,
    choices: Choices,
    decision: Decision,
    *,
    by: int | None,
    now: datetime,
) -> Reorganization:
    """Do what a plan says and keep the record of it; raises Refused and then has done nothing."""
    seen = look(session, Draft.held(session), plan, choices, decision.number)
    if seen.objections:
        raise Refused(seen.objections)
    counts = asdict(told(session, seen, now).counts)
    people = people_of(session, seen) if plan.kind in (Kind.CHIA, Kind.TACH) else set[int]()
    seen.draft.keep(now)
    keys = dict(session.execute(select(Organization.code, Organization.id)).all())
    _people(session, seen, keys, people, now)
    _papers(session, seen, keys, now)
    _officers(session, seen, keys, now)
    return _recorded(session, seen, keys, decision, counts, by=by, now=now)


def _people(session: Session, seen: Look, keys: Keys, people: set[int], now: datetime) -> None:
    plan, effects, day = seen.plan, seen.effects, seen.plan.day
    session.flush()
    match plan.kind:
        case Kind.GIAI_THE:
            in_bulk.end_all(session, [keys[code] for code in effects.closed], day)
        case Kind.SAP_NHAP | Kind.HOP_NHAT:
            heirs = {keys[code]: keys[heir] for code, heir in effects.closed.items() if heir}
            in_bulk.move_all(session, heirs, day, effects.after, now=now)
        case Kind.CHIA | Kind.TACH:
            for code, members in _shares(plan, people):
                heirs = {keys[plan.units[0]]: keys[code]}
                in_bulk.move_all(session, heirs, day, effects.after, now=now, only=members)
        case Kind.TAI_LAP if plan.takes_back:
            ended = last_end(seen.was.histories[plan.units[0]], day)
            if ended is not None:
                closes = seen.draft.histories[plan.units[0]].life_end(day)
                open_for = Span(day, None if closes == FOR_GOOD else closes)
                in_bulk.take_back(session, keys[plan.units[0]], ended, open_for, now=now)
    session.expire_all()
    if day <= day_of(now) and plan.heirs:
        _attribute(session, seen, keys, now)


def _shares(plan: Plan, people: set[int]) -> Iterator[tuple[str, set[int]]]:
    """Say who goes to each part; whoever no part names goes to the one that takes the rest."""
    named = {member for part in plan.parts for member in part.members}
    for part in plan.parts:
        takes_rest = part.takes_rest and plan.kind is Kind.CHIA
        yield part.code, {*part.members, *(people - named if takes_rest else ())}


def _attribute(session: Session, seen: Look, keys: Keys, now: datetime) -> None:
    """Let uses since the day count for the units that their people have belonged to since."""
    units = [keys[code] for code in seen.plan.units]
    buyers = session.scalars(counting.buyers_since(units, seen.plan.day)).all()
    for group in in_bulk.in_groups(buyers):
        attribute_anew(session, group, because_of="reorganization", now=now)


def _papers(session: Session, seen: Look, keys: Keys, now: datetime) -> None:
    """Hand agreements over, and let them go on reaching whom they reached."""
    day, today = seen.plan.day, day_of(now)
    by_holder: dict[int, list[int]] = {}
    for code in seen.effects.closed:
        if holder := seen.holder(code):
            by_holder.setdefault(keys[holder], []).append(keys[code])
    for holder_id, units in by_holder.items():
        held = counting.papers_of(units, day).where(holder_on(day).in_(units))
        papers = list(session.scalars(held.with_only_columns(Agreement.id)))
        hand_to(session, papers, holder_id, day, today=today)
    ways = keyed(seen, dict(keys), seen.choices.coverage)
    carry(session, lost(session, ways, day), day)


def _officers(session: Session, seen: Look, keys: Keys, now: datetime) -> None:
    """End the roles at units that close, today at the earliest: nobody is out in the past."""
    closed = [keys[code] for code in seen.effects.closed]
    if not closed:
        return
    day = max(seen.plan.day, day_of(now))
    targets = {code: seen.officers_go_to(code) for code in seen.effects.closed}
    take_along(session, {keys[code]: keys[to] for code, to in targets.items() if to}, day)
    end_roles_at(session, closed, day)


def _recorded(
    session: Session,
    seen: Look,
    keys: Keys,
    decision: Decision,
    counts: dict[str, int],
    *,
    by: int | None,
    now: datetime,
) -> Reorganization:
    made = Reorganization(
        kind=seen.plan.kind,
        day=seen.plan.day,
        decision_number=decision.number,
        decided_on=decision.signed_on,
        scan_hash=decision.scan_hash,
        counts=counts,
        choices=asdict(seen.choices),
        account_id=by,
        known_at=now,
    )
    session.add(made)
    session.flush()  # its units name it
    concerned = dict.fromkeys((keys[code], concern) for code, concern in _concerned(seen))
    session.add_all(
        ConcernedUnit(reorganization_id=made.id, organization_id=unit, concern=concern)
        for unit, concern in concerned
    )
    told_of = {"kind": made.kind.value, "day": made.day.isoformat(), "record": made.id}
    for unit in dict.fromkeys(unit for unit, concern in concerned if concern != Concern.PARENT):
        audit.note(session, by, "reorganized", "organizations", unit, now=now, fields=told_of)
    session.flush()
    return made


def _concerned(seen: Look) -> Iterator[tuple[str, Concern]]:
    plan = seen.plan
    named = {
        Kind.TACH: Concern.SPLIT,
        Kind.CHUYEN_CAP_TREN: Concern.MOVED,
        Kind.DOI_TEN: Concern.RENAMED,
        Kind.TAI_LAP: Concern.REOPENED,
    }
    if plan.kind in named:
        yield from ((code, named[plan.kind]) for code in plan.units)
    yield from ((code, Concern.CLOSED) for code in seen.effects.closed)
    yield from ((code, Concern.MADE) for code in seen.draft.founded)
    yield from ((code, Concern.MOVED) for code in seen.effects.moved)
    if plan.into:
        yield plan.into, Concern.SUCCESSOR
    parents = (plan.parent, *(part.parent for part in plan.parts))
    yield from ((code, Concern.PARENT) for code in parents if code)
