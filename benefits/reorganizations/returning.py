"""What opens again with a closed unit, and what stays where its end has put it."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.agreements import Agreement, holder_on
from benefits.members.coming_back import coming_back, sent_away
from benefits.periods import ONE_DAY
from benefits.reorganizations import counting
from benefits.reorganizations.looking import Look
from benefits.reorganizations.moving import ending_of
from benefits.reorganizations.plans import Kind, Objection


class Returning(NamedTuple):
    """People who come back and who do not, units below and agreements that stay elsewhere."""

    members: int = 0
    away: int = 0
    units: int = 0
    agreements: int = 0


def returning(session: Session, seen: Look) -> Returning:
    plan, day = seen.plan, seen.plan.day
    if plan.kind is not Kind.TAI_LAP or seen.objections:
        return Returning()
    ending = ending_of(seen, seen.draft.known.ids)
    if ending is None:
        return Returning()
    gone, back = (
        session.scalar(select(func.count()).select_from(people.subquery())) or 0
        for people in (sent_away(ending), coming_back(ending, day))
    )
    members = back if plan.takes_back else 0
    [code] = plan.units
    below = set(seen.was.children(code, ending.day - ONE_DAY))
    papers = counting.papers_of([ending.unit_id], day).where(
        Agreement.signed_by_id == ending.unit_id, holder_on(day) != ending.unit_id
    )
    return Returning(
        members,
        gone - members,
        len(below.difference(seen.draft.children(code, day))),
        session.scalar(papers.with_only_columns(func.count())) or 0,
    )


def told_of_return(seen: Look, back: Returning) -> Iterator[Objection]:
    """Say what an officer should know before a unit opens again."""
    for code, params in (
        ("members_come_back", {"members": back.members}),
        ("members_stay_away", {"members": back.away}),
        ("units_stay_away", {"units": back.units}),
        ("agreements_stay_away", {"agreements": back.agreements}),
    ):
        if any(params.values()):
            yield Objection(code, dict(params))
    if seen.plan.kind is Kind.TAI_LAP and not seen.objections:
        yield Objection("officers_stay_away")
