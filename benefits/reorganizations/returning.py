"""What may come back to units that open again, and what stays where their end has put it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, islice
from typing import Final, NamedTuple, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from benefits.access import bring_back, could_return
from benefits.agreements import Agreement, hand_to, handed_on, holder_on
from benefits.members import Member
from benefits.members.coming_back import Ending, coming_back, staying_away
from benefits.partners import Partner
from benefits.periods import ONE_DAY, day_of
from benefits.reorganizations import counting
from benefits.reorganizations.endings import (
    Keys,
    OfficersOut,
    last_endings,
    made_by,
    officers_out,
)
from benefits.reorganizations.looking import Look
from benefits.reorganizations.plans import Back, Objection

LISTED: Final = 100
Line = TypeVar("Line")


class PersonLine(NamedTuple):
    """Somebody whom the unit's end sent away, and whom nothing has happened to since."""

    id: int
    member_no: str
    name: str


class PaperLine(NamedTuple):
    id: int
    number: str
    partner_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """What could come back, counted and its first lines listed; and what cannot."""

    since: date | None = None
    """The day of the unit's end, of several the first."""
    counts: dict[Back, int] = field(default_factory=dict)
    people: tuple[PersonLine, ...] = ()
    officers: tuple[str, ...] = ()
    agreements: tuple[PaperLine, ...] = ()
    away: int = 0
    stay_away: tuple[PersonLine, ...] = ()
    """Whom the unit's end sent away, and who are elsewhere by now."""
    units_away: int = 0
    agreements_away: int = 0
    founded: int = 0
    """The units that the undone decision founded, and that stay."""


def returning(session: Session, seen: Look, now: datetime) -> Returning:
    """Tell what could come back; nothing does to a unit that is not just opening again."""
    ends = {} if seen.objections else last_endings(session, seen, seen.draft.known.ids)
    found = [_to_one(session, seen, code, ending, now) for code, ending in ends.items()]
    if not found:
        return Returning()
    counts: Counter[Back] = Counter()
    for each in found:
        counts.update(each.counts)
    days = {each.since for each in found if each.since}
    return Returning(
        since=min(days),
        counts={what: counts[what] for what in Back},
        people=_first(each.people for each in found),
        officers=_first(each.officers for each in found),
        agreements=_first(each.agreements for each in found),
        away=sum(each.away for each in found),
        stay_away=_first(each.stay_away for each in found),
        units_away=sum(each.units_away for each in found),
        agreements_away=sum(each.agreements_away for each in found),
        founded=_founded(session, seen, ends.values()),
    )


def _to_one(session: Session, seen: Look, code: str, ending: Ending, now: datetime) -> Returning:
    """Tell what could come back to one unit."""
    day = seen.plan.day
    people, papers = coming_back(ending, day), handed_on(ending.unit_id, ending.day, day)
    away = staying_away(ending, day)
    officers = _officers(session, seen, code, ending, now)
    counts = {
        Back.PEOPLE: _count(session, people),
        Back.OFFICERS: len(officers),
        Back.AGREEMENTS: _count(session, papers.with_only_columns(Agreement.id)),
    }
    below = set(seen.was.children(code, ending.day - ONE_DAY)).difference(seen.plan.units)
    signed = counting.papers_of([ending.unit_id], day).where(
        Agreement.signed_by_id == ending.unit_id,
        holder_on(day) != ending.unit_id,
        Agreement.id.not_in(papers.with_only_columns(Agreement.id)),
    )
    return Returning(
        since=ending.day,
        counts=counts,
        people=_named(session, people),
        officers=officers[:LISTED],
        agreements=_papers(session, papers),
        away=_count(session, away),
        stay_away=_named(session, away),
        units_away=len(below.difference(seen.draft.children(code, day))),
        agreements_away=_count(session, signed.with_only_columns(Agreement.id)),
    )


def cards_returning(session: Session, seen: Look) -> int:
    """Count the cards in use of those who come back."""
    day = seen.plan.day
    ends = last_endings(session, seen, seen.draft.known.ids).values()
    return sum(counting.cards_among(session, coming_back(each, day), day) for each in ends)


def bring_rest_back(session: Session, seen: Look, keys: Keys, now: datetime) -> None:
    """Give the units that open again their officers and papers, as far as was chosen."""
    today = day_of(now)
    for code, ending in last_endings(session, seen, keys).items():
        takes = seen.takes(Back.OFFICERS)
        out = officers_out(session, seen, keys, code, ending) if takes else None
        if out is not None:
            day = _day_in_office(seen, out, today)
            bring_back(session, ending.unit_id, out.day, day, places=out.places)
        if seen.takes(Back.AGREEMENTS):
            papers = handed_on(ending.unit_id, ending.day, seen.plan.day)
            ids = list(session.scalars(papers.with_only_columns(Agreement.id)))
            hand_to(session, ids, ending.unit_id, seen.plan.day, today=today)


def told_of_return(back: Returning) -> Iterator[Objection]:
    """Say what an officer should know before a unit opens again."""
    for code, params in (
        ("members_stay_away", {"members": back.away}),
        ("units_stay_away", {"units": back.units_away}),
        ("agreements_stay_away", {"agreements": back.agreements_away}),
        ("founded_units_stay", {"units": back.founded}),
    ):
        if any(params.values()):
            yield Objection(code, dict(params))
    if back.since is not None and not back.counts[Back.OFFICERS]:
        yield Objection("officers_stay_away")


def _day_in_office(seen: Look, out: OfficersOut, today: date) -> date:
    """Nobody is in office again in the past, nor before the day they were out."""
    return max(seen.plan.day, today, out.day)


def _officers(
    session: Session, seen: Look, code: str, ending: Ending, now: datetime
) -> tuple[str, ...]:
    out = officers_out(session, seen, seen.draft.known.ids, code, ending)
    if out is None:
        return ()
    day = _day_in_office(seen, out, day_of(now))
    found = session.execute(could_return(ending.unit_id, out.day, day))
    return tuple(account.name for _role, account in found)


def _founded(session: Session, seen: Look, ends: Iterable[Ending]) -> int:
    """Count the units that the undone decisions founded, each once."""
    day = seen.plan.day
    made = {key for each in ends if each.day == day for key in made_by(session, each)}
    codes = [code for code, key in seen.draft.known.ids.items() if key in made]
    return sum(seen.draft.histories[code].is_open_on(day) for code in codes)


def _first(lists: Iterable[tuple[Line, ...]]) -> tuple[Line, ...]:
    return tuple(islice(chain.from_iterable(lists), LISTED))


def _named(session: Session, people: Select[int]) -> tuple[PersonLine, ...]:
    named = select(Member.id, Member.member_no, Member.full_name).where(Member.id.in_(people))
    first = named.order_by(Member.sort_key, Member.id).limit(LISTED)
    return tuple(PersonLine(*row) for row in session.execute(first))


def _papers(session: Session, papers: Select[Agreement]) -> tuple[PaperLine, ...]:
    told = papers.with_only_columns(Agreement.id, Agreement.number, Partner.name)
    joined = told.join(Partner, Partner.id == Agreement.partner_id).order_by(Agreement.id)
    return tuple(PaperLine(*row) for row in session.execute(joined.limit(LISTED)))


def _count(session: Session, some: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0
