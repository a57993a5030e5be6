"""Along which path each use counts equals what climbing step by step finds, for every day."""

from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from benefits.figures.readings import (
    Forest,
    Merger,
    Segment,
    Stand,
    path_today,
    segments_now,
    segments_then,
)
from tests.support.invented_unions import UNITS, Invented, invented
from tests.support.naive_union import HORIZON, NaiveUnion

DAY_0 = date(2026, 3, 3)


def day(number: int) -> date:
    return DAY_0 + timedelta(days=number)


def forest_of(union: NaiveUnion) -> Forest:
    """Write the days of a union as placements and successions."""
    stands = [
        (UNITS.index(unit), Stand(day(span[0]), day(span[-1] + 1), path))
        for unit, days in union.parents.items()
        for path, span in runs({each: ids(union.climb(unit, each)) for each in days})
    ]
    mergers = [
        (UNITS.index(unit), Merger(day(when), UNITS.index(heir)))
        for when, unit, heir in union.mergers
    ]
    return Forest(stands, mergers)


def ids(upwards: list[str]) -> tuple[int, ...]:
    return tuple(UNITS.index(unit) for unit in reversed(upwards))


def runs(paths: dict[int, tuple[int, ...]]) -> list[tuple[tuple[int, ...], list[int]]]:
    """Join neighbouring days with the same path."""
    numbered = [(each - place, each) for place, each in enumerate(sorted(paths))]
    groups = groupby(numbered, key=lambda pair: (pair[0], paths[pair[1]]))
    return [(path, [each for _, each in span]) for (_, path), span in groups]


def codes(segments: list[Segment], when: date) -> set[str]:
    paths = [each.path for each in segments if each.valid_from <= when < each.valid_until]
    assert len(paths) == 1
    assert len(set(paths[0])) == len(paths[0])
    return {UNITS[unit] for unit in paths[0]}


@settings(max_examples=150, deadline=None)
@given(story=invented, end=st.integers(1, HORIZON))
def test_the_tree_as_it_was_is_climbed_and_followed(story: Invented, end: int) -> None:
    story.decide()
    union, until = story.beliefs[-1], day(end)
    event(f"{len(union.mergers)} mergers")
    forest = forest_of(union)
    for place, unit in enumerate(UNITS):
        segments = segments_then(forest, place, until)
        assert segments[0].valid_from == date.min
        assert segments[-1].valid_until == date.max
        for when in range(end):
            assert codes(segments, day(when)) == union.counted_then(unit, when, end)


@settings(max_examples=150, deadline=None)
@given(story=invented, today=st.integers(0, HORIZON - 1))
def test_the_tree_of_today_is_climbed_and_followed(story: Invented, today: int) -> None:
    story.decide()
    union = story.beliefs[-1]
    forest = forest_of(union)
    for place, unit in enumerate(UNITS):
        expected = union.counted_now(unit, today)
        segments = segments_now(forest, place, day(today))
        assert codes(segments, day(0)) == codes(segments, day(HORIZON)) == expected


def test_mergers_that_lead_round_in_a_circle_come_to_an_end() -> None:
    stands = [(unit, Stand(day(0), day(5), (unit,))) for unit in (0, 1)]
    forest = Forest(stands, [(0, Merger(day(5), 1)), (1, Merger(day(5), 0))])
    assert segments_then(forest, 0, day(9))[0].path
    assert path_today(forest, 0, day(9))


def test_a_unit_nobody_placed_counts_for_itself() -> None:
    assert segments_then(Forest([], []), 7, day(1)) == [Segment(date.min, date.max, (7,))]


@pytest.mark.parametrize(("when", "path"), [(0, (0, 3)), (9, (0, 1, 3)), (12, (0, 1, 3))])
def test_days_without_a_place_go_to_the_nearest(when: int, path: tuple[int, ...]) -> None:
    stands = [
        (3, Stand(day(2), day(4), (0, 3))),
        (3, Stand(day(6), day(10), (0, 1, 3))),
    ]
    segments = segments_then(Forest(stands, []), 3, day(30))
    assert next(each for each in segments if day(when) < each.valid_until).path == path
