"""Of which unit uses are told: a part of five people or more, or else the one above it."""

from datetime import date

import pytest

from benefits.figures.few import is_official
from benefits.figures.parts import Home
from benefits.organization import Worn
from benefits.periods import Period

UNION, ONE, TWO, SMALL, INNER = 1, 2, 3, 4, 5
DAYS = Worn(date(2026, 4, 1), date(2026, 5, 1))
HOME = Home(DAYS, UNION, {ONE: UNION, TWO: UNION, SMALL: UNION, INNER: ONE})


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ({UNION: 9, ONE: 5, TWO: 8}, {ONE: ONE, TWO: TWO, SMALL: UNION, INNER: ONE}),
        ({UNION: 0, ONE: 5, TWO: 8}, {ONE: ONE, TWO: TWO, SMALL: UNION, INNER: ONE}),
        ({UNION: 0, ONE: 5, TWO: 4, SMALL: 1}, {ONE: ONE, TWO: UNION, SMALL: UNION, INNER: ONE}),
        ({UNION: 0, ONE: 50, TWO: 40, SMALL: 1}, dict.fromkeys((ONE, TWO, SMALL, INNER), UNION)),
        ({UNION: 4, ONE: 50, TWO: 40}, dict.fromkeys((ONE, TWO, SMALL, INNER), UNION)),
        ({UNION: 7, ONE: 6, INNER: 5}, {ONE: ONE, TWO: UNION, SMALL: UNION, INNER: INNER}),
        ({UNION: 7, ONE: 4, INNER: 5}, {ONE: ONE, TWO: UNION, SMALL: UNION, INNER: ONE}),
        ({UNION: 7, ONE: 0, INNER: 5}, {ONE: ONE, TWO: UNION, SMALL: UNION, INNER: INNER}),
        ({UNION: 7, ONE: 2, INNER: 3}, {ONE: ONE, TWO: UNION, SMALL: UNION, INNER: ONE}),
        ({UNION: 1, ONE: 1}, dict.fromkeys((ONE, TWO, SMALL, INNER), UNION)),
    ],
)
def test_what_is_left_beside_a_part_has_people_enough_as_well(
    people: dict[int, int], told: dict[int, int]
) -> None:
    assert HOME.owners(lambda unit: people.get(unit, 0)) == {UNION: UNION, **told}


@pytest.mark.parametrize(
    ("first", "after", "is_one"),
    [
        (date(2026, 4, 1), date(2026, 5, 1), True),
        (date(2026, 4, 15), date(2026, 5, 1), True),
        (date(2025, 12, 15), date(2026, 12, 15), True),
        (date(2026, 4, 1), date(2026, 4, 2), False),
        (date(2026, 4, 2), date(2026, 5, 1), False),
    ],
)
def test_days_of_reports_are_whole_half_months(first: date, after: date, *, is_one: bool) -> None:
    assert is_official(Period(first, after)) is is_one
