"""How much each member buys: nearly half nothing, most a little, a few a lot."""

from array import array
from collections.abc import Iterator
from typing import Final

from benefits.simulation.asked import Asked
from benefits.simulation.plan import Plan

NEVER: Final = 0.42
_UNITS_DIFFER: Final = 0.5


def appetites(plan: Plan, asked: Asked) -> "array[float]":
    """Return a number for each member, home after home; in some units nearly nobody comes."""
    source, drawn = asked.source("appetite"), array("d")
    for home in plan.homes:
        keen = source.lognormvariate(0, _UNITS_DIFFER)
        for _ in range(home.size):
            drawn.append(0.0 if source.random() < NEVER else keen * source.expovariate(1))
    if drawn and not any(drawn):
        drawn[0] = 1.0
    return drawn


def counts(drawn: "array[float]", purchases: int) -> Iterator[int]:
    """Share exactly so many purchases by appetite."""
    whole, reached, given = sum(drawn), 0.0, 0
    last = max((place for place, each in enumerate(drawn) if each), default=0)
    for place, each in enumerate(drawn):
        reached += each
        due = purchases if place >= last else int(purchases * reached / whole)
        yield due - given
        given = due
