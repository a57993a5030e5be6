"""What a plan would touch: counted, listed, and everything that speaks against it. Reads alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from benefits.access import officers_at
from benefits.agreements import Agreement, holders_on, lost
from benefits.organization import Draft
from benefits.partners import Partner
from benefits.periods import day_of
from benefits.reorganizations import counting
from benefits.reorganizations.bounds import beyond
from benefits.reorganizations.counting import Counts, MonthLine
from benefits.reorganizations.looking import Look, keyed, look, people_of
from benefits.reorganizations.plans import (
    Back,
    Choices,
    CoverageGoes,
    Kind,
    Objection,
    Plan,
)
from benefits.reorganizations.returning import Returning, returning, told_of_return
from benefits.reorganizations.sharing import shares
from benefits.reorganizations.tagging import tags_of

UNITS_LISTED: Final = 200
LISTED: Final = 100
MONTHS_LISTED: Final = 24


class UnitLine(NamedTuple):
    """A unit decided about, and where its people go; `heir` of None is nowhere, or no change."""

    code: str
    name: str
    members: int
    heir: str | None


class AgreementLine(NamedTuple):
    """`loses_cover`: it would no longer reach some of its people, were nothing chosen."""

    id: int
    number: str
    partner_name: str
    is_signed: bool
    is_held: bool
    loses_cover: bool


class OfficerLine(NamedTuple):
    """An officer of a unit that closes; `goes_to` of None ends the role."""

    role_id: int
    account_name: str
    unit_code: str
    goes_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Lists show the first lines; `counts` tell how many there are."""

    plan: Plan
    choices: Choices
    counts: Counts
    objections: tuple[Objection, ...]
    cautions: tuple[Objection, ...]
    closing: tuple[UnitLine, ...]
    agreements: tuple[AgreementLine, ...]
    officers: tuple[OfficerLine, ...]
    tags: tuple[str, ...]
    months: tuple[MonthLine, ...]
    returning: Returning


def preview(
    session: Session,
    plan: Plan,
    choices: Choices | None = None,
    *,
    now: datetime,
    within: str | None = None,
) -> Preview:
    """Tell what carrying out a plan would do, as things stand, for whoever decides in `within`."""
    seen = look(session, Draft.of(session), plan, choices or Choices())
    seen.objections += beyond(seen, within, day_of(now))
    return told(session, seen, now)


def told(session: Session, seen: Look, now: datetime) -> Preview:
    """Count and list what the plan touches."""
    today = day_of(now)
    lines = _Lines(
        _units(session, seen),
        _agreements(session, seen),
        _officers(session, seen, max(today, seen.plan.day)),
        _uses(session, seen, today),
    )
    months = counting.months_over(lines.uses, seen.plan.day, today)
    back = returning(session, seen, now)
    counts = replace(_counts(session, seen, lines), months=len(months))
    tags = tuple(tag.name for tag in tags_of(session, seen))
    counts = replace(counts, tags=len(tags), **_coming(seen, back))
    return Preview(
        plan=seen.plan,
        choices=seen.choices,
        counts=counts,
        objections=tuple(seen.objections),
        cautions=tuple(_cautions(seen, counts, back, today)),
        closing=tuple(lines.units[:UNITS_LISTED]),
        agreements=tuple(lines.agreements[:LISTED]),
        officers=tuple(lines.officers[:LISTED]),
        tags=tags[:LISTED],
        months=tuple(months[:MONTHS_LISTED]),
        returning=back,
    )


class _Lines(NamedTuple):
    units: Sequence[UnitLine]
    agreements: Sequence[AgreementLine]
    officers: Sequence[OfficerLine]
    uses: Mapping[date, int]


def _counts(session: Session, seen: Look, lines: _Lines) -> Counts:
    plan, effects = seen.plan, seen.effects
    leaving = [code for code, heir in effects.closed.items() if heir is None]
    if plan.kind is Kind.CHIA:
        leaving = []
    reach = seen.ids(seen.reach())
    members = counting.members_of(session, reach, plan.day)
    stopping = seen.ids(leaving)
    return Counts(
        units=len(effects.closed or plan.units or plan.parts),
        units_below=len(effects.below),
        members=sum(members.values()),
        members_leaving=sum(members.get(unit, 0) for unit in stopping),
        members_moving=_moving(session, seen, members),
        cards=counting.cards_of(session, reach, plan.day),
        cards_stopping=counting.cards_of(session, stopping, plan.day) if stopping else 0,
        purchases=sum(count for day, count in lines.uses.items() if day >= plan.day),
        agreements_signed=sum(each.is_signed for each in lines.agreements),
        agreements_held=sum(each.is_held for each in lines.agreements),
        agreements_covering=sum(each.loses_cover for each in lines.agreements),
        officers=len(lines.officers),
    )


def _coming(seen: Look, back: Returning) -> dict[str, int]:
    """Count what comes back as was chosen; people who could and do not are away with the rest."""
    comes = {what: count if seen.takes(what) else 0 for what, count in back.counts.items()}
    people = comes.get(Back.PEOPLE, 0)
    return {
        "members_returning": people,
        "members_away": back.away + back.counts.get(Back.PEOPLE, 0) - people,
        "officers_returning": comes.get(Back.OFFICERS, 0),
        "agreements_returning": comes.get(Back.AGREEMENTS, 0),
    }


def _moving(session: Session, seen: Look, members: Mapping[int, int]) -> int:
    """Count the people who go on in another unit."""
    if seen.plan.kind is Kind.TACH:
        return sum(map(len, shares(seen.plan, people_of(session, seen)).values()))
    if seen.plan.kind in (Kind.SAP_NHAP, Kind.HOP_NHAT, Kind.CHIA):
        return sum(members.get(unit, 0) for unit in seen.ids(list(seen.effects.closed)))
    return 0


def _units(session: Session, seen: Look) -> list[UnitLine]:
    codes = list(seen.effects.closed or seen.plan.units)
    members = counting.members_of(session, seen.ids(codes), seen.plan.day)
    known, histories = seen.draft.known.ids, seen.was.histories
    return [
        UnitLine(
            code,
            histories[code].name_on(seen.before) or code,
            members.get(known[code], 0),
            seen.effects.closed.get(code),
        )
        for code in codes
        if code in known
    ]


def _agreements(session: Session, seen: Look) -> list[AgreementLine]:
    """List the papers the closing units signed or hold, and those that would miss somebody."""
    closing, day = seen.ids(list(seen.effects.closed)), seen.plan.day
    ids = dict(seen.draft.known.ids)
    missed = lost(session, keyed(seen, ids, CoverageGoes.HEIRS), day)
    papers = counting.papers_of(closing, day).with_only_columns(Agreement.id)
    rows = session.execute(
        select(Agreement.id, Agreement.number, Partner.name, Agreement.signed_by_id)
        .join(Partner, Partner.id == Agreement.partner_id)
        .where(or_(Agreement.id.in_(papers), Agreement.id.in_(missed)))
        .order_by(Agreement.id)
    ).all()
    holders = holders_on(session, (row[0] for row in rows), day)
    return [
        AgreementLine(key, number, name, signer in closing, holders[key] in closing, key in missed)
        for key, number, name, signer in rows
    ]


def _officers(session: Session, seen: Look, day: date) -> list[OfficerLine]:
    codes = {seen.draft.known.ids[code]: code for code in seen.effects.closed}
    return [
        OfficerLine(
            role.id,
            account.name,
            codes[role.organization_id or 0],
            seen.officers_go_to(codes[role.organization_id or 0]),
        )
        for role, account in session.execute(officers_at(codes, day))
    ]


def _uses(session: Session, seen: Look, today: date) -> Mapping[date, int]:
    """Count the uses that a back-dated decision is about.

    A merger leaves its month to the successor from the month's first day on.
    """
    day = seen.plan.day
    if day > today:
        return {}
    first = counting.month_of(day) if seen.plan.kind in (Kind.SAP_NHAP, Kind.HOP_NHAT) else day
    return counting.uses_by_day(session, seen.ids(seen.reach()), first)


def _cautions(seen: Look, counts: Counts, back: Returning, today: date) -> Iterator[Objection]:
    day, is_silent = seen.plan.day, seen.choices.coverage is CoverageGoes.NOBODY
    if day < today and counts.purchases + counts.months:
        yield Objection("decided_late", {"months": counts.months, "uses": counts.purchases})
    elif day < today:
        yield Objection("decided_late_unused")
    if day > today:
        yield Objection("decided_ahead", {"day": f"{day:%d/%m/%Y}"})
    if counts.members_leaving:
        yield Objection("members_leave", {"members": counts.members_leaving})
    if is_silent and counts.agreements_covering:
        yield Objection("cover_ends", {"agreements": counts.agreements_covering})
    yield from told_of_return(back)
