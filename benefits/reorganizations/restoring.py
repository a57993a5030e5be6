"""A decision is taken back that had replaced planned ones: those are to be carried out again."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.organization import Draft, Organization
from benefits.reorganizations.deciding import last_end
from benefits.reorganizations.fates import fates
from benefits.reorganizations.looking import Look, look
from benefits.reorganizations.models import Concern, ConcernedUnit, Reorganization
from benefits.reorganizations.plans import (
    Choices,
    CoverageGoes,
    Decision,
    Kind,
    Objection,
    OfficersGo,
    Part,
    Plan,
)


class Again(NamedTuple):
    """A replaced decision, and what it was for the unit that opens; None cannot be told anew."""

    record: Reorganization
    unit: str
    plan: Plan | None

    @property
    def choices(self) -> Choices:
        kept = self.record.choices
        return Choices(
            holder=kept.get("holder"),
            coverage=CoverageGoes(kept.get("coverage", CoverageGoes.HEIRS)),
            officers=OfficersGo(kept.get("officers", OfficersGo.ALONG)),
            officers_to=kept.get("officers_to"),
        )

    @property
    def decision(self) -> Decision:
        record = self.record
        return Decision(
            number=record.decision_number, signed_on=record.decided_on, scan_hash=record.scan_hash
        )


def replaced(session: Session, seen: Look) -> list[Again]:
    """List the planned decisions that stood before the end which is undone, the earliest first."""
    plan = seen.plan
    if plan.kind is not Kind.TAI_LAP or seen.objections:
        return []
    units = {
        seen.was.known.ids[code]: code
        for code in plan.units
        if last_end(seen.was.histories[code], plan.day) == plan.day
    }
    told = [fate for fate in fates(session, list(units)) if not fate.is_taken_back]
    gone = [
        (fate.unit_id, fate.record)
        for fate in sorted(told, key=lambda fate: fate.record.day)
        if fate.by.id == _ended_by(session, fate.unit_id, plan)
    ]
    return [_again(session, seen, units[unit], record) for unit, record in gone]


def comes_back(session: Session, draft: Draft, again: Again) -> bool:
    """Tell whether a replaced decision can be carried out on a tree once more; adds it to that."""
    if again.plan is None:
        return False
    trial = replace(draft, histories=dict(draft.histories))
    found = look(session, trial, again.plan, again.choices, again.record.decision_number)
    if not found.objections:
        draft.histories.update(found.draft.histories)
    return not found.objections


def told_of_replaced(session: Session, seen: Look) -> Iterator[Objection]:
    """Say which planned decisions hold again, and which have to be entered once more."""
    draft = replace(seen.draft, histories=dict(seen.draft.histories))
    for again in replaced(session, seen):
        code = "planned_comes_back" if comes_back(session, draft, again) else "planned_is_gone"
        number, day = again.record.decision_number, f"{again.record.day:%d/%m/%Y}"
        yield Objection(code, {"number": number, "day": day, "organization": again.unit})


def _ended_by(session: Session, unit: int, plan: Plan) -> int | None:
    closed = (
        select(Reorganization.id)
        .join(ConcernedUnit, ConcernedUnit.reorganization_id == Reorganization.id)
        .where(
            ConcernedUnit.organization_id == unit,
            ConcernedUnit.concern == Concern.CLOSED,
            Reorganization.day == plan.day,
        )
    )
    return session.scalar(closed.order_by(Reorganization.id.desc()).limit(1))


def _again(session: Session, seen: Look, code: str, record: Reorganization) -> Again:
    """Write down anew what a decision said of one unit; of an old division it is not known."""
    named = (
        select(ConcernedUnit.concern, Organization)
        .join(Organization, Organization.id == ConcernedUnit.organization_id)
        .where(ConcernedUnit.reorganization_id == record.id, Organization.code != code)
        .order_by(Organization.id)
    )
    others = defaultdict[Concern, list[Organization]](list)
    for concern, unit in session.execute(named):
        others[concern].append(unit)
    plan = Plan(kind=record.kind, day=record.day, units=(code,), is_again=True)
    match record.kind:
        case Kind.SAP_NHAP | Kind.GIAI_THE | Kind.CHUYEN_CAP_TREN:
            into, parent = (
                next((unit.code for unit in others[each]), None)
                for each in (Concern.SUCCESSOR, Concern.PARENT)
            )
            return Again(record, code, replace(plan, into=into, parent=parent))
        case Kind.HOP_NHAT | Kind.CHIA:
            parts = tuple(_part(seen, unit, record) for unit in others[Concern.MADE])
            is_known = record.kind is Kind.HOP_NHAT or "parts" in record.choices
            return Again(record, code, replace(plan, parts=parts) if is_known else None)
    return Again(record, code, None)


def _part(seen: Look, unit: Organization, record: Reorganization) -> Part:
    """Write down a part as the decision made it, and who was to go there."""
    name = seen.was.histories[unit.code].name_on(record.day) or unit.code
    kept = {each["code"]: each for each in record.choices.get("parts", ())}.get(unit.code, {})
    return Part(
        code=unit.code,
        name=name,
        level=unit.level,
        members=frozenset(kept.get("members", ())),
        units=tuple(kept.get("units", ())),
        takes_rest=kept.get("takes_rest", False),
    )
