"""How many people belong to each unit: a few giants, and thousands with hardly anybody."""

from typing import Final

SMALLEST, LARGEST = 17, 40_000
_STEEPNESS: Final = 1.1
_STEPS: Final = 60


def unit_sizes(people: int, units: int) -> list[int]:
    """Share people among units, the largest first.

    Sizes fall with the rank, between the smallest and the largest unit known; where so few or so
    many people cannot be shared like that, the bounds give way.
    """
    least, most = min(SMALLEST, people // units), max(LARGEST, -(-people // units))
    low, high = 0.0, float(most) * units**2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        is_much = sum(_sizes(middle, units, least, most)) > people
        low, high = (low, middle) if is_much else (middle, high)
    sizes = _sizes(low, units, least, most)
    _hand_out_the_rest(sizes, people - sum(sizes), most)
    return sizes


def _sizes(scale: float, units: int, least: int, most: int) -> list[int]:
    falling = (int(scale / rank**_STEEPNESS) for rank in range(1, units + 1))
    return [min(most, max(least, size)) for size in falling]


def _hand_out_the_rest(sizes: list[int], rest: int, most: int) -> None:
    """Rounding down left somebody out: one more each to the largest that can still grow."""
    while rest:
        for rank, size in enumerate(sizes):
            if rest and size < most:
                sizes[rank] += 1
                rest -= 1
