"""Which uses a decision counts for other units than before, and in which official periods."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from benefits import figures
from benefits.members.coming_back import coming_back
from benefits.organization import Worn
from benefits.periods import MID_MONTH, Length, Period, code_of_month, length_of
from benefits.reorganizations import counting
from benefits.reorganizations.deciding import merger_on
from benefits.reorganizations.endings import last_endings
from benefits.reorganizations.looking import Look, people_of
from benefits.reorganizations.plans import Back, Kind
from benefits.reorganizations.sharing import shares

MERGING: Final = (Kind.SAP_NHAP, Kind.HOP_NHAT)
MONTHS_LISTED: Final = 24
LENGTHS: Final = tuple(Length)
ALL_THAT_IS_KNOWN: Final = datetime(9999, 1, 1, tzinfo=UTC)
Uses = Mapping[date, int]


class PeriodLine(NamedTuple):
    """An official period that reads differently, and how many of its uses change hands."""

    code: str
    uses: int
    is_over: bool

    @property
    def is_month(self) -> bool:
        return length_of(self.code) is Length.MONTH


def recounted(session: Session, seen: Look) -> Uses:
    """Count by day the uses that will be another unit's, or counted below another one.

    A merger leaves the month, quarter and year it falls in to the successor from their first day.
    """
    day = seen.plan.day
    match seen.plan.kind:
        case Kind.SAP_NHAP | Kind.HOP_NHAT:
            return _handing_on(session, seen)
        case Kind.CHIA:
            return counting.uses_by_day(session, seen.ids(seen.reach()), day)
        case Kind.TACH:
            return _added(_with_moving(session, seen), _separating(session, seen))
        case Kind.TAI_LAP:
            return _coming_back(session, seen)
        case Kind.DOI_TEN:
            return {}
    return _with_moving(session, seen)


def staying(session: Session, seen: Look) -> int:
    """Count the uses since a unit's end that stay with it, as nobody takes its people over."""
    if seen.plan.kind is not Kind.GIAI_THE:
        return 0
    closed = seen.ids(list(seen.effects.closed))
    return sum(counting.uses_by_day(session, closed, seen.plan.day).values())


def periods_touched(uses: Uses, day: date, today: date) -> list[PeriodLine]:
    """List the periods a decision's day lies in or before: months first, the newest first."""
    by_code: Counter[str] = Counter()
    for bought_on, count in uses.items():
        for code in codes_of(bought_on):
            if Period.of_code(code, MID_MONTH).after > day:
                by_code[code] += count
    newest = sorted(by_code, reverse=True)
    newest.sort(key=lambda code: LENGTHS.index(length_of(code) or Length.YEAR))
    return [
        PeriodLine(code, by_code[code], Period.of_code(code, MID_MONTH).after <= today)
        for code in newest
    ]


def handed_on(seen: Look, lines: Iterable[PeriodLine]) -> dict[str, int]:
    """Count what a merger hands on of the month, quarter and year that hold its day."""
    if seen.plan.kind not in MERGING:
        return {}
    uses = {line.code: line.uses for line in lines}
    month, quarter, _half, year = (uses.get(code, 0) for code in codes_of(seen.plan.day))
    return {"handed_month": month, "handed_quarter": quarter, "handed_year": year}


def shortened(lines: Iterable[PeriodLine]) -> Iterator[PeriodLine]:
    """Leave out months of long ago; quarters and longer periods tell of them too."""
    months = 0
    for line in lines:
        months += line.is_month
        if not line.is_month or months <= MONTHS_LISTED:
            yield line


def codes_of(day: date) -> tuple[str, str, str, str]:
    """Name the month, quarter, half and year of official reporting that hold a day."""
    code = code_of_month(day, MID_MONTH)
    year, month = code.split("-")
    index = int(month) - 1
    return code, f"{year}-Q{index // 3 + 1}", f"{year}-H{index // 6 + 1}", year


def _year_of(day: date) -> date:
    return Period.of_code(codes_of(day)[-1], MID_MONTH).first


def _handing_on(session: Session, seen: Look) -> Uses:
    """Count the past of the units and of what stood below them then, and what is theirs since.

    As in the figures: who has moved away since leaves its days below them, who came brings none.
    """
    day, found = seen.plan.day, Counter[date]()
    if (first := _year_of(day)) < day:
        year = Period(first, day)
        tree = figures.standing(session, year, ALL_THAT_IS_KNOWN)
        stood: dict[int, list[Worn]] = {}
        for unit_id in seen.ids(list(seen.effects.closed)):
            for unit, days in figures.days_of(tree, unit_id).items():
                stood.setdefault(unit, []).extend(days)
        found.update(counting.uses_on(session, stood, year))
    found.update(counting.uses_by_day(session, seen.ids(seen.reach()), day))
    return found


def _with_moving(session: Session, seen: Look) -> Uses:
    """Count what goes below another superior, with the units that move."""
    moved = seen.effects.moved
    units = seen.ids([*moved, *seen.was.below(moved, seen.plan.day)])
    return counting.uses_by_day(session, units, seen.plan.day) if units else {}


def _separating(session: Session, seen: Look) -> Uses:
    """Count the uses of those who leave the unit that is split."""
    goes = shares(seen.plan, people_of(session, seen)).values()
    leaving = {person for some in goes for person in some}
    if not leaving:
        return {}
    return counting.uses_of(session, seen.ids(seen.plan.units), seen.plan.day, leaving)


def _coming_back(session: Session, seen: Look) -> Uses:
    """Count what those take along who come back, and what an undone merger had handed on."""
    day, found = seen.plan.day, Counter[date]()
    ends = {} if seen.objections else last_endings(session, seen, seen.draft.known.ids)
    for ending in ends.values():
        if seen.takes(Back.PEOPLE) and ending.heir_ids:
            theirs = coming_back(ending, day)
            found.update(counting.uses_by_day(session, ending.heir_ids, day, by=theirs))
    undone = [
        code
        for code, ending in ends.items()
        if ending.day == day and merger_on(seen.was.histories[code], day) is not None
    ]
    if undone:
        below = [code for code in seen.was.below(undone, seen.before) if code not in undone]
        first = _year_of(day)
        past = counting.uses_by_day(session, seen.ids(below), first)
        found.update({each: count for each, count in past.items() if each < day})
        found.update(counting.uses_by_day(session, seen.ids(undone), first))
    return found


def _added(some: Uses, others: Uses) -> Uses:
    return Counter(some) + Counter(others)
