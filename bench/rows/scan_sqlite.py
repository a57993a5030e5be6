"""A counter on SQLite against a bare Flask view on SQLite."""

from collections.abc import Iterator

from bench import counter
from bench.measured import Measured, Scale
from bench.places import workplace


def measure(scale: Scale) -> Iterator[Measured]:
    with (
        workplace() as folder,
        counter.product(f"sqlite:///{folder}/ours.db", folder, scale) as ours,
        counter.bare_view(f"sqlite:///{folder}/bare.db", folder, ours) as baseline,
    ):
        counter.take_turns((ours, baseline), scale)
        yield from counter.compared("SQLite", ours, baseline, 0.5)
