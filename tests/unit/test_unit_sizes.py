"""Units of a simulated province: a few giants, thousands with hardly anybody, nobody left out."""

import pytest

from benefits.simulation.sizes import LARGEST, SMALLEST, unit_sizes


@pytest.mark.parametrize(
    ("people", "units"),
    [(1_000_000, 4_650), (100_000, 900), (5_000, 56), (26, 26), (30, 7), (900_000, 20)],
)
def test_everybody_belongs_to_a_unit(people: int, units: int) -> None:
    sizes = unit_sizes(people, units)
    assert (sum(sizes), len(sizes)) == (people, units)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= 1


def test_a_million_people_lie_as_they_do_in_a_large_union() -> None:
    sizes = unit_sizes(1_000_000, 4_650)
    assert SMALLEST <= sizes[-1] < 30
    assert 30_000 < sizes[0] <= LARGEST
    assert sum(size < 50 for size in sizes) > 1_000
