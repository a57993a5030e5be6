"""A counter with a million purchases behind it against one with ten thousand."""

from collections.abc import Iterator

from bench import counter
from bench.counter import Stall
from bench.measured import Measured, Scale, at_least
from bench.places import postgresql, workplace

MUST: float = 0.9


def measure(scale: Scale) -> Iterator[Measured]:
    yield from _on_sqlite(scale)
    yield from _on_postgresql(scale)


def _on_sqlite(scale: Scale) -> Iterator[Measured]:
    few, many = _sizes(scale)
    with (
        workplace() as one,
        workplace() as other,
        counter.product(f"sqlite:///{one}/few.db", one, scale, few) as small,
        counter.product(f"sqlite:///{other}/many.db", other, scale, many) as large,
    ):
        counter.take_turns((large, small), scale)
        yield _compared("SQLite", many, large, small)


def _on_postgresql(scale: Scale) -> Iterator[Measured]:
    few, many = _sizes(scale)
    with (
        workplace() as one,
        workplace() as other,
        postgresql(one) as cluster,
        counter.product(cluster.create("few"), one, scale, few, cluster) as small,
        counter.product(cluster.create("many"), other, scale, many, cluster) as large,
    ):
        counter.take_turns((large, small), scale)
        yield _compared("PostgreSQL", many, large, small)


def _sizes(scale: Scale) -> tuple[int, int]:
    return scale.of(10_000, 1_000), scale.of(1_000_000, 20_000)


def _compared(where: str, count: int, large: Stall, small: Stall) -> Measured:
    return Measured(
        work=f"the same with {count:,} purchases stored, {where}",
        baseline=small.rate,
        ours=large.rate,
        unit="requests/s",
        must=at_least(MUST),
        details={"ours": large.told(), "baseline": small.told()},
    )
