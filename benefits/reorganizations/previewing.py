"""What a plan would touch: counted, listed, and everything that speaks against it. Reads alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from benefits.organization import Draft
from benefits.periods import day_of
from benefits.reorganizations import counting, listing
from benefits.reorganizations.bounds import beyond
from benefits.reorganizations.cautioning import cautions
from benefits.reorganizations.counting import Counts
from benefits.reorganizations.listing import AgreementLine, OfficerLine, UnitLine
from benefits.reorganizations.looking import Look, look, people_of
from benefits.reorganizations.plans import (
    Back,
    Choices,
    Kind,
    Objection,
    Plan,
)
from benefits.reorganizations.recounting import (
    PeriodLine,
    Uses,
    handed_on,
    periods_touched,
    recounted,
    shortened,
    staying,
)
from benefits.reorganizations.returning import (
    Returning,
    cards_returning,
    returning,
)
from benefits.reorganizations.sharing import shares
from benefits.reorganizations.tagging import tags_of

UNITS_LISTED: Final = 200
LISTED: Final = 100


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
    periods: tuple[PeriodLine, ...]
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
    today, back = day_of(now), returning(session, seen, now)
    coming, uses = _coming(seen, back), recounted(session, seen)
    reach, until = seen.ids(seen.reach()), _until(seen)
    members = counting.members_of(session, reach, seen.plan.day, until)
    lines = _Lines(
        listing.units(seen, members, coming["members_returning"]),
        listing.agreements(session, seen),
        listing.officers(session, seen, max(today, seen.plan.day)),
        periods_touched(uses, seen.plan.day, today),
        tuple(tag.name for tag in tags_of(session, seen)),
    )
    counts = replace(_counts(session, seen, lines, members, uses), **coming)
    counts = _with_returning(session, seen, counts)
    return Preview(
        plan=seen.plan,
        choices=seen.choices,
        counts=counts,
        objections=tuple(seen.objections),
        cautions=tuple(cautions(session, seen, counts, back, today)),
        closing=tuple(lines.units[:UNITS_LISTED]),
        agreements=tuple(lines.agreements[:LISTED]),
        officers=tuple(lines.officers[:LISTED]),
        tags=lines.tags[:LISTED],
        periods=tuple(shortened(lines.periods)),
        returning=back,
    )


class _Lines(NamedTuple):
    units: Sequence[UnitLine]
    agreements: Sequence[AgreementLine]
    officers: Sequence[OfficerLine]
    periods: Sequence[PeriodLine]
    tags: tuple[str, ...]


def _counts(
    session: Session, seen: Look, lines: _Lines, members: Mapping[int, int], uses: Uses
) -> Counts:
    plan, effects = seen.plan, seen.effects
    stopping = _stopping(seen)
    over = [line for line in lines.periods if line.is_over]
    return Counts(
        units=len(effects.closed or plan.units or plan.parts),
        units_below=len(effects.below),
        members=sum(members.values()),
        members_leaving=sum(members.get(unit, 0) for unit in stopping)
        + counting.left_along(session, stopping, plan.day),
        members_moving=_moving(session, seen, members),
        cards=counting.cards_of(session, seen.ids(seen.reach()), plan.day, _until(seen)),
        cards_stopping=counting.cards_stopping(session, stopping, plan.day),
        purchases=sum(count for day, count in uses.items() if day >= plan.day),
        purchases_staying=staying(session, seen),
        agreements=sum(each.is_signed or each.is_held for each in lines.agreements),
        agreements_signed=sum(each.is_signed for each in lines.agreements),
        agreements_held=sum(each.is_held for each in lines.agreements),
        agreements_covering=sum(each.loses_cover for each in lines.agreements),
        officers=len(lines.officers),
        tags=len(lines.tags),
        months=sum(line.is_month for line in over),
        longer_periods=sum(not line.is_month for line in over),
        **handed_on(seen, lines.periods),
    )


def _until(seen: Look) -> date | None:
    """Tell until when those who join are about to go elsewhere too; None where they are not."""
    return seen.effects.after if seen.plan.heirs and seen.effects.closed else None


def _stopping(seen: Look) -> list[int]:
    """Name the units whose people belong nowhere afterwards."""
    if seen.plan.kind is Kind.CHIA:
        return []
    return seen.ids([code for code, heir in seen.effects.closed.items() if heir is None])


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


def _with_returning(session: Session, seen: Look, counts: Counts) -> Counts:
    """Count those who come back, and their cards, among whom the decision is about."""
    if not counts.members_returning:
        return counts
    cards = counts.cards + cards_returning(session, seen)
    return replace(counts, members=counts.members + counts.members_returning, cards=cards)


def _moving(session: Session, seen: Look, members: Mapping[int, int]) -> int:
    """Count the people who go on in another unit."""
    if seen.plan.kind is Kind.TACH:
        return sum(map(len, shares(seen.plan, people_of(session, seen)).values()))
    if seen.plan.kind in (Kind.SAP_NHAP, Kind.HOP_NHAT, Kind.CHIA):
        return sum(members.get(unit, 0) for unit in seen.ids(list(seen.effects.closed)))
    return 0
