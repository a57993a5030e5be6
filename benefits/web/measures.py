"""What is counted while the site runs, for whoever watches over it (Prometheus text format)."""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

# Set by whoever starts several web processes, before this module is read.
SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
KNOWN_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

registry: Final = CollectorRegistry()
requests: Final = Counter(
    "benefits_requests", "Requests answered", ("endpoint", "method", "status"), registry=registry
)
seconds_taken: Final = Histogram(
    "benefits_request_seconds",
    "Seconds until the answer began",
    ("endpoint",),
    buckets=SECONDS,
    registry=registry,
)


def count(endpoint: str, method: str, status: int, seconds: float) -> None:
    """Count a request by the view that answered, never by its address: addresses hold codes."""
    name = endpoint or "none"
    _counter(name, method if method in KNOWN_METHODS else "other", status).inc()
    _clock(name).observe(seconds)


@cache
def _counter(endpoint: str, method: str, status: int) -> Counter:
    return requests.labels(endpoint, method, str(status))


@cache
def _clock(endpoint: str) -> Histogram:
    return seconds_taken.labels(endpoint)


def written(gauges: Iterable[Metric]) -> bytes:
    """Write the counts of every web process, then what was asked of the database just now."""
    asked = CollectorRegistry()
    asked.register(_Asked(gauges))
    return b"".join(generate_latest(each) for each in (_all_processes(), asked))


def gauge(
    name: str, meaning: str, values: float | Mapping[str, float], *, label: str = "state"
) -> Metric:
    """Return one figure, or one for each state. It is the database's and in no process's file."""
    if isinstance(values, float | int):
        return GaugeMetricFamily(name, meaning, value=values)
    made = GaugeMetricFamily(name, meaning, labels=(label,))
    for state, value in values.items():
        made.add_metric((state,), value)
    return made


def _all_processes() -> CollectorRegistry:
    if SHARED not in os.environ:
        return registry
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # prometheus
    return together


class _Asked(Collector):
    def __init__(self, found: Iterable[Metric]) -> None:
        self.found = tuple(found)

    def collect(self) -> Iterator[Metric]:
        return iter(self.found)
