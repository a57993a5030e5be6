"""A counter on PostgreSQL against a bare Flask view on the same PostgreSQL."""

from collections.abc import Iterator

from bench import counter
from bench.measured import Measured, Scale
from bench.places import postgresql, workplace


def measure(scale: Scale) -> Iterator[Measured]:
    with (
        workplace() as folder,
        postgresql(folder) as cluster,
        counter.product(cluster.create("ours"), folder, scale, cluster=cluster) as ours,
        counter.bare_view(cluster.create("bare"), folder, ours, cluster) as baseline,
    ):
        counter.take_turns((ours, baseline), scale)
        yield from counter.compared("PostgreSQL", ours, baseline, 0.6)
