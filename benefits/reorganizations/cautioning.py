"""What an officer should know before carrying a plan out, though nothing forbids it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.organization import Level, Organization
from benefits.reorganizations.bounds import NAMED
from benefits.reorganizations.counting import Counts
from benefits.reorganizations.fates import in_force_after
from benefits.reorganizations.lasting import told_of_lasting
from benefits.reorganizations.looking import Look
from benefits.reorganizations.models import Reorganization
from benefits.reorganizations.plans import CoverageGoes, Objection
from benefits.reorganizations.recounting import MERGING
from benefits.reorganizations.restoring import told_of_replaced
from benefits.reorganizations.returning import Returning, told_of_return

RANKS: Final = {
    Level.TONG_LIEN_DOAN: 0,
    Level.TINH: 1,
    Level.NGANH: 1,
    Level.CAP_TREN: 2,
    Level.CO_SO: 3,
    Level.BO_PHAN: 4,
}


def cautions(
    session: Session, seen: Look, counts: Counts, back: Returning, today: date
) -> Iterator[Objection]:
    """Tell what is late or ahead, who leaves, and what looks like the wrong way round."""
    day, is_silent = seen.plan.day, seen.choices.coverage is CoverageGoes.NOBODY
    if not seen.objections:
        yield from _about_heir(session, seen)
    if day < today and counts.purchases + counts.months:
        yield Objection("decided_late", {"months": counts.months, "uses": counts.purchases})
    elif day < today:
        yield Objection("decided_late_unused")
    if day > today:
        yield Objection("decided_ahead", {"day": f"{day:%d/%m/%Y}"})
    if not seen.objections:
        yield from _about_planned(session, seen)
        yield from told_of_lasting(session, seen)
        yield from told_of_replaced(session, seen)
    yield from _about_uses(counts, day)
    if counts.members_leaving:
        yield Objection("members_leave", {"members": counts.members_leaving})
    if is_silent and counts.agreements_covering:
        yield Objection("cover_ends", {"agreements": counts.agreements_covering})
    yield from told_of_return(back)


def _about_heir(session: Session, seen: Look) -> Iterator[Objection]:
    """Ask to look again where units merge into one that is less than they are, or theirs."""
    plan = seen.plan
    if plan.kind not in MERGING:
        return
    [heir] = plan.heirs
    above = set(seen.was.path_on(heir, seen.before)).intersection(plan.units)
    if heir in seen.was.histories and above:
        yield Objection("successor_below", {"successor": heir, "organization": min(above)})
        return
    named = Organization.id.in_(seen.ids([*plan.units, heir]))
    levels = dict(session.execute(select(Organization.code, Organization.level).where(named)).all())
    levels |= {part.code: part.level for part in plan.parts}
    higher = [code for code in plan.units if RANKS[levels[code]] < RANKS[levels[heir]]]
    if higher:
        yield Objection("successor_lower", {"successor": heir, "organization": min(higher)})


def _about_planned(session: Session, seen: Look) -> Iterator[Objection]:
    """Name the decisions for later days that end with this one."""
    codes = {seen.draft.known.ids[code]: code for code in seen.effects.closed}
    found: dict[int, tuple[Reorganization, list[str]]] = {}
    for unit, record in in_force_after(session, codes, seen.plan.day) if codes else ():
        found.setdefault(record.id, (record, []))[1].append(codes[unit])
    for record, some in found.values():
        units = ", ".join(some[:NAMED]) + ("…" if len(some) > NAMED else "")
        number, day = record.decision_number, f"{record.day:%d/%m/%Y}"
        yield Objection("replaces_planned", {"number": number, "day": day, "units": units})


def _about_uses(counts: Counts, day: date) -> Iterator[Objection]:
    """Say what of the past is handed on, and what is not."""
    if counts.purchases_staying:
        yield Objection("uses_stay", {"uses": counts.purchases_staying})
    if counts.handed_year:
        uses = {
            "month": counts.handed_month,
            "quarter": counts.handed_quarter,
            "year": counts.handed_year,
        }
        yield Objection("merger_hands_over", {"day": f"{day:%d/%m/%Y}", **uses})
