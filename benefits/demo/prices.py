"""What people usually pay: round sums around a middle, or one of a few listed prices."""

from math import exp, log
from random import Random
from typing import NamedTuple, Self

from benefits.money import Dong


class Prices(NamedTuple):
    """Either `listed` prices, or sums spread around a middle and rounded to a step."""

    middle: int
    spread: float
    step: int
    listed: tuple[int, ...] = ()

    @classmethod
    def of(cls, *listed: int) -> Self:
        return cls(0, 0, 1, listed)

    def draw(self, source: Random) -> Dong:
        if self.listed:
            return Dong(source.choice(self.listed))
        wanted = exp(source.gauss(log(self.middle), self.spread))
        bounded = min(max(wanted, self.middle / 6), self.middle * 6)
        return Dong(max(self.step, round(bounded / self.step) * self.step))
