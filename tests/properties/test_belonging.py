"""What is told of a person holds from its day on, in whatever order it is told.

Beside the spans stands what was decided about the person, by hand: in which unit from which day
on, as what, and when it ended. Units follow their own course whoever is in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefits.errors import Refusal
from benefits.members import BeneficiaryKind, EndReason, Membership
from benefits.members.belonging import Belonging, settle
from benefits.members.leaving import left
from benefits.members.respanning import Rewritten, like
from benefits.organization import Courses

FIRST, DAYS, TODAY = date(2026, 1, 1), 40, 22
KNOWN = datetime(2025, 12, 1, tzinfo=UTC)
MEMBER, WORKER = BeneficiaryKind.DOAN_VIEN, BeneficiaryKind.NGUOI_LAO_DONG
GOES_ON, HEIR, LAST, ALONE, ENDS = range(1, 6)
MERGERS = {GOES_ON: (15, HEIR), HEIR: (28, LAST)}
CLOSED = {ENDS: 32} | {unit: day for unit, (day, _heir) in MERGERS.items()}
Place = tuple[int, BeneficiaryKind]
Told = TypeVar("Told", int, BeneficiaryKind)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


COURSES = Courses(
    lives={
        unit: ((day(-10), day(CLOSED[unit]) if unit in CLOSED else None),)
        for unit in (GOES_ON, HEIR, LAST, ALONE, ENDS)
    },
    heirs={(unit, day(number)): heir for unit, (number, heir) in MERGERS.items()},
)


@dataclass
class Decided:
    """What was decided about one person; days are numbers."""

    places: dict[int, int]
    kinds: dict[int, BeneficiaryKind] = field(default_factory=lambda: {0: MEMBER})
    end: int | None = None

    def on(self, number: int) -> Place | None:
        if number < 0 or (self.end is not None and number >= self.end):
            return None
        unit = _last(self.places, number)
        while unit in MERGERS and MERGERS[unit][0] <= number:
            unit = MERGERS[unit][1]
        if unit in CLOSED and CLOSED[unit] <= number:
            return None
        return unit, _last(self.kinds, number)

    def forget_what_says_nothing(self) -> None:
        self._forget_of(self.places)
        self._forget_of(self.kinds)

    def _forget_of(self, told: dict[int, Told]) -> None:
        for number in sorted(told)[1:]:
            before = self.on(number)
            said = told.pop(number)
            if self.on(number) != before:
                told[number] = said

    def become(self, number: int, kind: BeneficiaryKind) -> None:
        """A kind is told of the unit of its day: elsewhere, later, it is what it was."""
        later = [each for each in self.places if each > number]
        if later and not any(number < each <= min(later) for each in self.kinds):
            self.kinds[min(later)] = _last(self.kinds, number)
        self.kinds[number] = kind

    def leave(self, number: int) -> None:
        self.end = number
        self.kinds = {each: kind for each, kind in self.kinds.items() if each < number}


def _last(told: Mapping[int, Told], number: int) -> Told:
    return told[max(each for each in told if each <= number)]


class Person:
    """Spans as they come of what is told, beside what was decided."""

    def __init__(self, unit: int, end: int | None) -> None:
        self.spans: list[Membership] = []
        self.decided = Decided({0: unit}, end=end)
        until = None if end is None else day(end)
        self.settle(Belonging(unit, MEMBER, day(0), until))
        self.check()

    def settle(self, told: Belonging) -> bool:
        settled = settle(self.spans, told, today=day(TODAY), courses=COURSES)
        self.become(settled.spans)
        return settled.is_news

    def become(self, made: Rewritten) -> None:
        for span, wanted in made.changed:
            for name, value in wanted._asdict().items():
                setattr(span, name, value)
        added = [
            Membership(member_id=1, id=0, known_at=KNOWN, **each._asdict()) for each in made.added
        ]
        stay = [span for span in self.spans if span not in made.removed]
        self.spans = sorted([*stay, *added], key=lambda span: span.valid_from)

    def move(self, number: int, unit: int) -> None:
        decided, here = self.decided, self.decided.on(number)
        told = Belonging(unit, valid_from=day(number))
        if here is None:
            return
        if here[0] == unit:
            assert not self.settle(told)
            return
        onward = [each for each in decided.places if each > number]
        is_taken = bool(onward) and decided.places[min(onward)] != unit
        is_taken = is_taken and decided.on(min(onward) - 1) is not None
        is_start = day(number) in {span.valid_from for span in self.spans}
        if CLOSED.get(unit, DAYS) <= number or (is_taken and not is_start):
            with pytest.raises(Refusal):
                self.settle(told)
            return
        assert self.settle(told)
        decided.places[number] = unit

    def change(self, number: int) -> None:
        here = self.decided.on(number)
        if here is None:
            return
        kind = WORKER if here[1] is MEMBER else MEMBER
        assert self.settle(Belonging(here[0], kind, day(number)))
        self.decided.become(number, kind)

    def leave(self, number: int) -> None:
        decided = self.decided
        is_there = decided.on(number - 1) is not None and decided.on(number) is not None
        if not is_there or any(each >= number for each in decided.places):
            with pytest.raises(Refusal):
                left(self.spans, day(number), EndReason.ROI_DON_VI, COURSES)
            return
        self.become(left(self.spans, day(number), EndReason.ROI_DON_VI, COURSES))
        decided.leave(number)

    def check(self) -> None:
        self.decided.forget_what_says_nothing()
        for number in range(-1, DAYS + 2):
            held = [
                (span.organization_id, span.kind)
                for span in self.spans
                if span.valid_from <= day(number) < (span.valid_until or date.max)
            ]
            said = self.decided.on(number)
            assert held == ([said] if said else []), number
        for span, after in pairwise(self.spans):
            alike = (span.organization_id, span.kind) == (after.organization_id, after.kind)
            assert not (alike and span.valid_until == after.valid_from)


Act = tuple[str, int, int]
acts = st.tuples(
    st.sampled_from(["move", "move", "change", "leave"]),
    st.integers(0, DAYS - 1),
    st.integers(GOES_ON, ENDS),
)


@settings(max_examples=150)
@given(
    unit=st.integers(GOES_ON, ENDS),
    end=st.none() | st.integers(1, DAYS),
    story=st.lists(acts, max_size=8),
)
def test_each_word_holds_from_its_day_on_until_the_next(
    unit: int, end: int | None, story: list[Act]
) -> None:
    person = Person(unit, end)
    for act, number, other in story:
        if act == "move":
            person.move(number, other)
        elif act == "change":
            person.change(number)
        else:
            person.leave(number)
        person.check()


@given(unit=st.integers(GOES_ON, ENDS), number=st.integers(1, 14), other=st.integers(HEIR, ENDS))
def test_moving_back_on_the_same_day_is_as_if_nobody_had_moved(
    unit: int, number: int, other: int
) -> None:
    person = Person(unit, None)
    before = list(map(like, person.spans))
    person.move(number, other)
    person.move(number, unit)
    person.check()
    assert list(map(like, person.spans)) == before
