"""The people of a province may be made in a process of their own: the same, or none at all."""

import pytest

from benefits.simulation.making import made_aside, made_here
from benefits.simulation.market import Choice, Market
from benefits.simulation.peopling import Start
from benefits.simulation.plan import plan_of
from benefits.simulation.prices import Sum
from tests.support.simulated import ASKED


def test_a_process_of_its_own_makes_the_very_same_people() -> None:
    plan, market = plan_of(ASKED), Market(partners=1, outlets=1, offers=1)
    market.add(Choice(1, 1, 1, None, (Sum(10_000, 9_000, 1_000, "computed"),)), 1.0)
    market.close()
    units, members = list(range(1, 1 + len(plan.units))), range(1, 1 + ASKED.members)
    start = Start(ASKED, plan, market, units, members, span=1, card=1, as_text=True)
    with made_aside(start) as batches:
        assert list(batches) == list(made_here(start))


def test_a_process_that_fails_is_not_taken_for_one_that_has_finished() -> None:
    start = Start(ASKED, plan_of(ASKED), Market(), [], range(0), span=1, card=1, as_text=True)
    with made_aside(start) as batches, pytest.raises(RuntimeError, match="has failed"):
        list(batches)
