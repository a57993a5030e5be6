"""What is asked in the trip that tells who asks is what would have been asked in its turn."""

from collections.abc import Callable

import pytest

from benefits.agreements import LimitWindow
from benefits.cards import Presented
from benefits.database import is_postgresql
from benefits.periods import day_of
from benefits.purchases import expect
from tests import scenes
from tests.counter import HOSTS, limit
from tests.scenes import Scene


def _counted_over_a_month(scene: Scene) -> Presented:
    limit(scene.world.session, scene.world.offer, window=LimitWindow.MONTH, allowed=2)
    scene.counter.record(scene.print_of())
    return scene.print_of()


@pytest.mark.parametrize(
    "prepare",
    [lambda scene: scene.print_of(), scenes.used_up, _counted_over_a_month],
    ids=["nothing counted", "used up", "some left this month"],
)
def test_limits_asked_ahead_are_those_asked_in_their_turn(
    scene: Scene, prepare: Callable[[Scene], Presented], statements: list[str]
) -> None:
    presented, counter = prepare(scene), scene.counter
    scene.world.session.flush()
    plainly = counter.verify(presented)

    expect(
        scene.world.session,
        "a word that nobody bears",
        presented,
        now=counter.now,
        day=day_of(counter.now),
        ring=counter.ring,
        own_hosts=HOSTS,
    )
    statements.clear()
    assert counter.verify(presented) == plainly
    asked_again = any("quota_counters" in each for each in statements)
    has_limits = bool(plainly.offers[0].offer.limits)
    assert asked_again is (has_limits and not is_postgresql(scene.world.session))
