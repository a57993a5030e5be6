"""Carrying a plan out, in the caller's one transaction: tree, people, papers, officers, record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit
from benefits.access import end_roles_at, take_along, undo_closing
from benefits.agreements import Agreement, carry, hand_to, holder_on, lost
from benefits.errors import Conflict
from benefits.organization import Draft, Organization
from benefits.periods import day_of
from benefits.reorganizations import counting
from benefits.reorganizations.bounds import beyond
from benefits.reorganizations.deciding import merger_on
from benefits.reorganizations.looking import Look, keyed, look, people_of
from benefits.reorganizations.models import Concern, ConcernedUnit, Reorganization
from benefits.reorganizations.moving import move_people
from benefits.reorganizations.plans import Choices, Decision, Kind, Objection, Plan
from benefits.reorganizations.previewing import told
from benefits.reorganizations.recording import digest_of, done_by, kept
from benefits.reorganizations.restoring import Again, comes_back, replaced
from benefits.reorganizations.returning import bring_rest_back
from benefits.reorganizations.shown import hold_to
from benefits.reorganizations.tagging import hand_tags_on

Keys = Mapping[str, int]
A_MOMENT: Final = timedelta(microseconds=1)


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
    within: str | None = None,
    shown: str | None = None,
) -> Reorganization:
    """Do what a plan says and keep the record of it; raises Refused and then has done nothing.

    The same form sent again with the same words gives the record of the first time. `within` is
    the code of the unit that may decide about what stands, and stood, below it. `shown` is the mark
    of what whoever decides has looked at; raises Outdated where that is not what would be done.
    """
    seen = look(session, Draft.held(session), plan, choices, decision.number)
    digest = digest_of(plan, choices, decision)
    if (known := done_by(session, digest)) is not None:
        return known
    seen.objections += beyond(seen, within, day_of(now))
    if seen.objections:
        raise Refused(seen.objections)
    found = told(session, seen, now)
    hold_to(shown, found)
    counts = asdict(found.counts)
    people = people_of(session, seen) if plan.kind in (Kind.CHIA, Kind.TACH) else {}
    seen.draft.keep(now)
    keys = dict(session.execute(select(Organization.code, Organization.id)).all())
    move_people(session, seen, keys, people, now)
    hand_tags_on(session, seen, keys, now)
    _papers(session, seen, keys, now)
    _officers(session, seen, keys, now)
    bring_rest_back(session, seen, keys, now)
    again = replaced(session, seen)
    made = _recorded(session, seen, keys, decision, counts, digest, by=by, now=now)
    _carry_out_again(session, again, by, now)
    return made


def _carry_out_again(
    session: Session, replaced: Iterable[Again], by: int | None, now: datetime
) -> None:
    """Carry out what the decision taken back had replaced, as far as that still can be."""
    for each in replaced:
        now += A_MOMENT  # it follows upon the one before, in everything that is kept
        if each.plan is not None and comes_back(session, Draft.of(session), each):
            carry_out(session, each.plan, each.choices, each.decision, by=by, now=now)


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
    for code, annulled in seen.effects.annulled.items():
        if annulled > day:
            undo_closing(session, keys[code], _places(seen, keys, code, annulled), annulled)
    targets = {code: seen.officers_go_to(code) for code in seen.effects.closed}
    take_along(session, {keys[code]: keys[to] for code, to in targets.items() if to}, day)
    end_roles_at(session, closed, day)


def _places(seen: Look, keys: Keys, code: str, day: date) -> set[int]:
    """Name where the officers of a unit were to go that was to close on a day."""
    merger = merger_on(seen.was.histories[code], day)
    above = seen.was.path_on(code, seen.before)[:-1]
    return {keys[each] for each in ((merger.successor,) if merger else above)}


def _recorded(  # noqa: PLR0917 - a record holds all that was asked and done
    session: Session,
    seen: Look,
    keys: Keys,
    decision: Decision,
    counts: dict[str, int],
    digest: str | None,
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
        choices=kept(seen.choices, seen.plan),
        account_id=by,
        known_at=now,
        digest=digest,
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
    yield from ((part.code, Concern.MADE) for part in plan.parts)
    yield from ((code, Concern.MOVED) for code in seen.effects.moved)
    if plan.into:
        yield plan.into, Concern.SUCCESSOR
    parents = (plan.parent, *(part.parent for part in plan.parts))
    yield from ((code, Concern.PARENT) for code in parents if code)
