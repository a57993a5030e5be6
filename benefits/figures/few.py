"""What is not told, because it would be about fewer than five people, be it by subtraction.

Uses are told of a union as a whole, or of parts of it that have people enough on every day. So
whatever an officer is told, and whatever is left between two answers, is of five people or more.
See docs/decisions/0021.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.figures import spans
from benefits.figures.answers import Answer, By, Question
from benefits.figures.asking import standing_of
from benefits.figures.parts import Crowd, Days, Home, homes_of, is_within, pieces
from benefits.figures.standing import Standing, days_of, standing
from benefits.organization import Level, Organization, Worn
from benefits.periods import ONE_DAY, Period, day_of

PARTS_OF_THE_TREE: Final = frozenset({By.PART, By.ORGANIZATION})
TELLING_NOTHING: Final = PARTS_OF_THE_TREE | {By.MONTH, None}
"""Cuts that do not say where people went."""
FIRST_DAYS: Final = frozenset({1, 15})


def is_official(period: Period) -> bool:
    """Tell whether days are whole half-months, as those of every report are."""
    return {period.first.day, period.after.day} <= FIRST_DAYS


def are_few(session: Session, question: Question, tree: Standing | None = None) -> bool:
    """Tell whether an answer would say where a few people went, or what they did on single days.

    `tree` is the tree as the question reads it, where it was read already.
    """
    only = question.only
    narrowed = (only.categories, only.kinds, only.evidence, only.methods, only.signed_at)
    ids = (only.agreement_id, only.partner_id, only.outlet_id)
    is_plain = question.by in TELLING_NOTHING and not any((*narrowed, *ids))
    if is_plain and is_official(question.period):
        return False
    asked = days_of(tree or standing_of(session, question), question.organization_id)
    return list_few(session, asked, question.period, question.as_of)


def list_few(session: Session, asked: Days, period: Period, as_of: datetime) -> bool:
    """Tell whether the uses of some units on some days, listed, would be those of a few people."""
    return bool(_Told(session, period, as_of).cut_through({0: asked}))


def without_few(session: Session, answer: Answer, tree: Standing | None = None) -> Answer:
    """Leave out the lines of parts that have too few people for days that no report is of.

    So is what such a union did itself, which would be the difference.
    """
    question = answer.question
    if question.by not in PARTS_OF_THE_TREE or is_official(question.period):
        return answer
    told = _Told(session, question.period, question.as_of)
    lines = _lines(question, tree or standing_of(session, question), told.parts)
    hidden = told.cut_through(lines)
    if not hidden:
        return answer
    codes = select(Organization.code).where(Organization.id.in_(hidden))
    hidden_codes = set(session.scalars(codes))
    return replace(answer, rows=tuple(row for row in answer.rows if row.key not in hidden_codes))


def told_under(
    session: Session, uses: Collection[tuple[int, date]], as_of: datetime
) -> dict[tuple[int, date], int]:
    """Say under which unit uses are told, each a unit and a day: it, or the one above a part."""
    days = [day for _unit, day in uses]
    if not days:
        return {}
    found = {use: use[0] for use in uses}
    parts = _parts(session).intersection(unit for unit, _day in uses)
    if parts:
        period = Period(min(days), max(days) + ONE_DAY)
        found |= _Told(session, period, as_of).owners([use for use in uses if use[0] in parts])
    return found


class _Told:
    """What is told together, on the days of a period up to today: later ones have no uses."""

    def __init__(self, session: Session, period: Period, as_of: datetime) -> None:
        self._session = session
        tomorrow = day_of(as_of) + ONE_DAY
        self._days = Worn(period.first, max(period.first, min(period.after, tomorrow)))
        self.parts = _parts(session)
        self._homes: list[Home] = []
        if self.parts and self._days.valid_from < self._days.valid_until:
            plain = standing(session, Period(*self._days), as_of)
            self._homes = list(homes_of(plain.segments, self.parts))

    def cut_through(self, asked: dict[int, Days]) -> set[int]:
        """Name those of some sets of uses that hold a piece of what is told together."""
        doubtful = [
            (key, home, days, covered)
            for key, chosen in asked.items()
            for home in self._homes
            for days, covered in _covered(home, chosen)
        ]
        if not doubtful:
            return set()
        units = {unit for _key, home, *_rest in doubtful for unit in home.units}
        crowd = Crowd(self._session, units, Period(*self._days))
        return {key for key, home, days, covered in doubtful if _is_cut(home, days, covered, crowd)}

    def owners(self, uses: Iterable[tuple[int, date]]) -> dict[tuple[int, date], int]:
        units = {unit for home in self._homes for unit in home.units}
        crowd = Crowd(self._session, units, Period(*self._days))
        kept: dict[tuple[int, date], dict[int, int]] = {}
        found = {}
        for unit, day in uses:
            for number, home in enumerate(self._homes):
                if unit in home.parents and home.days.valid_from <= day < home.days.valid_until:
                    if (number, day) not in kept:
                        kept[number, day] = home.owners(crowd.on(day))
                    found[unit, day] = kept[number, day][unit]
        return found


def _parts(session: Session) -> frozenset[int]:
    parts = select(Organization.id).where(Organization.level == Level.BO_PHAN)
    return frozenset(session.scalars(parts))


def _lines(question: Question, tree: Standing, parts: frozenset[int]) -> dict[int, Days]:
    """Give the days of every line that may be of a few: those of parts and of the unit itself."""
    root = question.organization_id
    keys = spans.parts_of(root) if question.by is By.PART else spans.units_of(tree, root)
    own = {root} if question.by is By.PART else set()
    lines: dict[int, dict[int, list[Worn]]] = {}
    for key, unit, first, until in spans.under_keys(tree, keys):
        if key in parts or key in own:
            lines.setdefault(key, {}).setdefault(unit, []).append(Worn(first, until))
    return dict(lines)


def _covered(home: Home, asked: Days) -> Iterator[tuple[Worn, frozenset[int]]]:
    """Find the days on which some units of a union are asked for, and others are not."""
    spans_of = {unit: asked[unit] for unit in home.units if unit in asked}
    inside = (
        Worn(max(first, home.days.valid_from), min(until, home.days.valid_until))
        for some in spans_of.values()
        for first, until in some
    )
    cut = [home.days, *(each for each in inside if each.valid_from < each.valid_until)]
    for days in pieces(cut):
        covered = frozenset(
            unit for unit, some in spans_of.items() if any(is_within(days, each) for each in some)
        )
        if covered and len(covered) < len(home.units):
            yield days, covered


def _is_cut(home: Home, days: Worn, covered: frozenset[int], crowd: Crowd) -> bool:
    changes = (
        Worn(max(first, days.valid_from), min(until, days.valid_until))
        for first, until in crowd.changes(home.units)
    )
    cut = [days, *(each for each in changes if each.valid_from < each.valid_until)]
    for piece in pieces(cut):
        people_of = crowd.on(piece.valid_from)
        owners = home.owners(people_of)
        peopled = {unit for unit in home.units if people_of(unit)}
        inside = {owners[unit] for unit in peopled & covered}
        if any(owners[unit] in inside for unit in peopled - covered):
            return True
    return False
