"""Every figure of every unit equals what plain Python sets count, on both databases."""

from dataclasses import replace
from itertools import product
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits import figures
from benefits.cards.models import Card
from benefits.figures import By, Reading
from benefits.periods import months_touching
from tests.support.invented_unions import INSTANTS, PEOPLE, UNITS, Invented, invented
from tests.support.naive_union import HORIZON
from tests.support.staged_union import LAST, Stage
from tests.world import World

PERIODS: Final = ((0, HORIZON), (10, 35), (0, 31), (25, 45))
ONE_BY_ONE = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def cards(world: World) -> list[Card]:
    people = [world.member(f"M{n}", f"Người {n}", world.lotus) for n in range(PEOPLE)]
    return [world.card(member) for member in people]


@ONE_BY_ONE
@given(
    story=invented,
    instants=st.tuples(st.integers(0, INSTANTS), st.just(LAST)),
    period=st.sampled_from(PERIODS),
)
def test_every_unit_is_counted_as_sets_count_it(
    world: World,
    cards: list[Card],
    story: Invented,
    instants: tuple[int, int],
    period: tuple[int, int],
) -> None:
    with world.session.begin_nested() as example:
        stage, second = Stage(world, cards, story), story.uses[0].units[0][1]
        for when, reading in product(instants, Reading):
            expected = {unit: stage.expected(period, when, reading, unit) for unit in UNITS}
            everything = stage.ask(period, when, reading)
            assert {unit: everything.row(unit).figures for unit in UNITS} == expected
            assert len({row.key for row in everything.rows}) == len(everything.rows)
            assert {type(each) for row in everything.rows for each in row.figures} == {int}
            alone = stage.ask(period, when, reading, unit=second, by=None)
            assert [row.figures for row in alone.rows] == [expected[second]]
            below = stage.ask(period, when, reading, unit=second)
            assert {row.key: row.figures for row in below.rows}.items() <= expected.items()
        example.rollback()


@ONE_BY_ONE
@given(story=invented, reading=st.sampled_from(Reading), unit=st.sampled_from(UNITS))
def test_what_was_counted_for_all_units_explains_the_parts_of_one(
    world: World, cards: list[Card], story: Invented, reading: Reading, unit: str
) -> None:
    """Read once along every path, or for this unit alone: the same people in the same parts."""
    with world.session.begin_nested() as example:
        stage, period = Stage(world, cards, story), (0, HORIZON)
        parts = stage.ask(period, LAST, reading, unit=unit, by=By.PART)
        tree = figures.standing_of(world.session, parts.question)
        every = replace(parts.question, by=By.ORGANIZATION)
        along = figures.tally(world.session, every, tree)
        told = figures.explain(world.session, parts.question, tree, along)
        assert told == figures.explain(world.session, parts.question)
        assert figures.ask(world.session, parts.question, tree, along) == parts
        assert told.people_of_parts == sum(row.people for row in parts.rows)
        assert told.whole.people == stage.expected(period, LAST, reading, unit)[0]
        assert told.in_several <= told.counted_again
        assert bool(told.in_several) == bool(told.counted_again)
        example.rollback()


@ONE_BY_ONE
@given(story=invented, reading=st.sampled_from(Reading), unit=st.sampled_from(UNITS))
def test_parts_and_months_add_up_to_the_whole(
    world: World, cards: list[Card], story: Invented, reading: Reading, unit: str
) -> None:
    with world.session.begin_nested() as example:
        stage, period = Stage(world, cards, story), (0, HORIZON)
        whole = stage.ask(period, LAST, reading, unit=unit, by=None).rows[0].figures
        for by in (By.PART, By.MONTH):
            rows = stage.ask(period, LAST, reading, unit=unit, by=by).rows
            sums = [sum(row.figures[place] for row in rows) for place in range(1, 5)]
            assert sums == list(whole[1:])
            assert sum(row.people for row in rows) >= whole.people
        example.rollback()


@ONE_BY_ONE
@given(story=invented, reading=st.sampled_from(Reading), unit=st.sampled_from(UNITS))
def test_every_month_is_counted_as_sets_count_it(
    world: World, cards: list[Card], story: Invented, reading: Reading, unit: str
) -> None:
    with world.session.begin_nested() as example:
        stage, period = Stage(world, cards, story), (0, HORIZON)
        by_month = stage.ask(period, LAST, reading, unit=unit, by=By.MONTH)
        months = list(months_touching(by_month.question.period, by_month.question.cutoff))
        assert len(months) > 1
        assert {row.key: row.figures for row in by_month.rows} == {
            code: stage.expected(period, LAST, reading, unit, month) for code, month in months
        }
        example.rollback()


@ONE_BY_ONE
@given(story=invented, reading=st.sampled_from(Reading), unit=st.sampled_from(UNITS))
def test_questions_asked_together_are_answered_as_each_alone(
    world: World, cards: list[Card], story: Invented, reading: Reading, unit: str
) -> None:
    with world.session.begin_nested() as example:
        stage = Stage(world, cards, story)
        alone = [stage.ask(period, LAST, reading, unit=unit, by=None) for period in PERIODS]
        together = figures.ask_together(world.session, [each.question for each in alone])
        assert together == [each.rows[0] for each in alone]
        assert [row.figures for row in together] == [
            stage.expected(period, LAST, reading, unit) for period in PERIODS
        ]
        example.rollback()


@ONE_BY_ONE
@given(story=invented, reading=st.sampled_from(Reading), unit=st.sampled_from(UNITS))
def test_the_parts_are_explained_alike_however_the_figures_are_cut(
    world: World, cards: list[Card], story: Invented, reading: Reading, unit: str
) -> None:
    with world.session.begin_nested() as example:
        stage = Stage(world, cards, story)
        plain = stage.ask((0, HORIZON), LAST, reading, unit=unit, by=None)
        told = figures.explain(world.session, plain.question)
        assert told.whole == plain.rows[0].figures
        for by in (By.MONTH, By.KIND, By.EVIDENCE, By.PARTNER):
            question = replace(plain.question, by=by)
            tree = figures.standing_of(world.session, question)
            along = figures.tally(world.session, question, tree)
            assert figures.explain(world.session, plain.question, tree, along) == told
            answer = figures.ask(world.session, question, tree, along)
            assert figures.ask(world.session, question) == answer
            assert sum(row.uses for row in answer.rows) == told.whole.uses
        example.rollback()
