"""A counter on SQLite while a long file of purchases is taken in beside it."""

import csv
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bench import counter
from bench.counter import P99_TIMES, Stall
from bench.measured import Measured, Scale, at_most, middle
from bench.places import workplace
from bench.scene import SEED, Scene
from benefits.database import new_uuid

COLUMNS: Final = (
    "id",
    "card_code",
    "outlet_code",
    "offer_code",
    "bought_at",
    "list_price",
    "paid",
)
LONGEST: Final = 200


def measure(scale: Scale) -> Iterator[Measured]:
    rows, seconds = scale.of(100_000, 3_000), scale.of(4, 1)
    with (
        workplace() as folder,
        counter.product(f"sqlite:///{folder}/ours.db", folder, scale) as stall,
    ):
        file = folder / "purchases.csv"
        _write(file, stall.scene, rows)
        stall.warm_up()
        quiet = [_p99(stall, seconds) for _ in range(scale.of(4, 2))]
        importing = _import(file, stall)
        busy: list[float] = []
        while importing.poll() is None and len(busy) < LONGEST:
            busy.append(_p99(stall, seconds))
        quiet += [_p99(stall, seconds) for _ in range(scale.of(4, 2))]
        taken_in = importing.wait()
    if stall.failed or taken_in:
        raise RuntimeError(f"failed: {stall.failed} requests, import ended with {taken_in}")
    yield Measured(
        work=f"verify and record during an import of {rows:,} purchases, SQLite: slowest hundredth",
        baseline=middle(quiet),
        ours=middle(busy),
        unit="ms",
        must=at_most(P99_TIMES),
        details={"quiet": quiet, "busy": busy, "failed": stall.failed},
    )


def _p99(stall: Stall, seconds: float) -> float:
    stall.play(seconds)
    return stall.rounds[-1].p99


def _import(file: Path, stall: Stall) -> "subprocess.Popen[bytes]":
    command = (sys.executable, "-m", "benefits.cli", "import", "purchases", str(file), "--json")
    with file.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(command, env=os.environ | stall.environment, stdout=log, stderr=log)


def _write(file: Path, scene: Scene, count: int) -> None:
    chance, now = random.Random(SEED), datetime.now(UTC).replace(microsecond=0)
    with file.open("w", encoding="utf-8", newline="") as written:
        rows = csv.writer(written)
        rows.writerow(COLUMNS)
        for _ in range(count):
            shop, owner = chance.choice(scene.shops), chance.choice(scene.owners)
            price = chance.randrange(20_000, 900_000, 1_000)
            at = (now - timedelta(minutes=chance.randrange(1_440, 200 * 1_440))).isoformat()
            codes = owner.card_code, shop.outlet_code, shop.offer_code
            rows.writerow([new_uuid(), *codes, at, price, price - min(price // 10, 50_000)])
