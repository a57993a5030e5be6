"""Tills at work against the bare view: short rounds in turn, so that both meet the same machine."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench import bare
from bench.driving import Plan, Seen, drive
from bench.measured import Measured, Scale, at_least, at_most, middle
from bench.past import fill
from bench.places import Cluster, cpu_seconds, migrated
from bench.scene import MEMBERS, PUBLIC_URL, Scene, build
from bench.serving import BARE, PRODUCT, Server, serving
from benefits.cards import KeyRing

CLIENTS: Final = 16
MOST_A_SECOND: Final = 1_500
ANSWER_LENGTH: Final = 640  # what ours are long, in the middle
STORED: Final = 10_000
P99_TIMES: Final = 5


@dataclass(frozen=True, slots=True)
class Stall:
    """A server, what is sent to it, and what came of each round."""

    server: Server
    scene: Scene
    ring: KeyRing
    environment: Mapping[str, str]
    database_pid: int | None = None
    rounds: list[Seen] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def play(self, seconds: float) -> None:
        each = int(seconds * MOST_A_SECOND / CLIENTS / 2) + 50
        plan = Plan(self.server.port, seconds, self.scene.sales(self.ring, CLIENTS, each))
        before = self._used()
        seen = drive(plan)
        self.cpu.append((self._used() - before) / seen.answers * 1000)
        self.rounds.append(seen)

    def warm_up(self) -> None:
        self.play(2)
        self.rounds.clear()
        self.cpu.clear()

    @property
    def rate(self) -> float:
        return middle([seen.rate for seen in self.rounds])

    @property
    def p99(self) -> float:
        return middle([seen.p99 for seen in self.rounds])

    @property
    def failed(self) -> int:
        return sum(sum(seen.failed.values()) for seen in self.rounds)

    def told(self) -> dict[str, Any]:
        return {
            "rates": [seen.rate for seen in self.rounds],
            "p50_ms": [seen.p50 for seen in self.rounds],
            "p99_ms": [seen.p99 for seen in self.rounds],
            "cpu_ms_a_request": middle(self.cpu),
            "failed": self.failed,
        }

    def _used(self) -> float:
        backends = cpu_seconds(self.database_pid) if self.database_pid else 0.0
        return self.server.cpu + backends


def take_turns(stalls: Iterable[Stall], scale: Scale) -> None:
    """Warm everybody up, then let each play in turn, several times."""
    several = list(stalls)
    for stall in several:
        stall.warm_up()
    for _ in range(scale.of(7, 3)):
        for stall in several:
            stall.play(scale.of(5, 1))
    if failed := [stall.told() for stall in several if stall.failed]:
        raise RuntimeError(f"requests failed: {failed}")


@contextmanager
def product(
    url: str, folder: Path, scale: Scale, stored: int = STORED, cluster: Cluster | None = None
) -> Iterator[Stall]:
    """The product over a union of its own, with so many purchases in its ledger."""
    ring = KeyRing.open(folder / "keys", create=True)
    with migrated(url) as database:
        scene = build(database, scale.of(MEMBERS, 1_000))
        fill(database, scene, stored)
    environment = {
        "DATABASE_URL": url,
        "SECRET_KEY": "for the bench and for nothing else",
        "PUBLIC_URL": PUBLIC_URL,
        "BENEFITS_INSTANCE": str(folder),
        "BENEFITS_KEYS_DIR": str(folder / "keys"),
    }
    with serving(PRODUCT, environment, folder / "product.log") as server:
        yield Stall(server, scene, ring, environment, cluster.pid if cluster else None)


@contextmanager
def bare_view(
    url: str, folder: Path, like: Stall, cluster: Cluster | None = None
) -> Iterator[Stall]:
    bare.prepare(url)
    environment = {"DATABASE_URL": url, "ANSWER_LENGTH": str(ANSWER_LENGTH)}
    with serving(BARE, environment, folder / "bare.log") as server:
        pid = cluster.pid if cluster else None
        yield Stall(server, like.scene, like.ring, environment, pid)


def compared(where: str, ours: Stall, baseline: Stall, must_reach: float) -> Iterator[Measured]:
    details = {"ours": ours.told(), "baseline": baseline.told()}
    work = f"verify and record in turn over HTTP, {CLIENTS} clients, {where}"
    yield Measured(
        work=work,
        baseline=baseline.rate,
        ours=ours.rate,
        unit="requests/s",
        must=at_least(must_reach),
        details=details,
    )
    yield Measured(
        work=f"{work}: slowest hundredth",
        baseline=baseline.p99,
        ours=ours.p99,
        unit="ms",
        must=at_most(P99_TIMES),
    )
