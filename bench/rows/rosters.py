"""A members list taken in, against reading the file with calamine and inserting its rows at once.

Each runs in a process of its own, so that its memory is its own too.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from bench.measured import Measured, Scale, at_least, at_most, middle
from bench.places import Cluster, migrated, postgresql, workplace
from benefits.database import Database
from benefits.demo.people_names import full_name
from benefits.organization import Level
from tests.world import World

RATE, MEGABYTES = 0.3, 300
UNITS: Final = 120
SEED: Final = 11
COLUMNS: Final = (
    "member_no",
    "full_name",
    "birth_date",
    "sex",
    "phone",
    "citizen_id",
    "organization_code",
    "kind",
    "from",
    "until",
)


def measure(scale: Scale) -> Iterator[Measured]:
    rows, rounds = scale.of(100_000, 1_000), scale.of(3, 1)
    with workplace() as folder, postgresql(folder) as cluster:
        file = folder / "members.xlsx"
        _write(file, rows)
        on_sqlite = [_round(f"sqlite:///{folder}/{n}.db", folder, file) for n in range(rounds)]
        yield from _compared(rows, "SQLite", on_sqlite)
        on_postgresql = [_round(_created(cluster, n), folder, file) for n in range(rounds)]
        yield from _compared(rows, "PostgreSQL", on_postgresql)


def _created(cluster: Cluster, number: int) -> str:
    return cluster.create(f"roster{number}")


def _round(url: str, folder: Path, file: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Let both take the file in, into one migrated database."""
    with migrated(url) as database:
        _found(database)
    return _run("bare", url, folder, file), _run("ours", url, folder, file)


def _run(role: str, url: str, folder: Path, file: Path) -> dict[str, Any]:
    command = (sys.executable, "-m", "bench.rows.rosters_child", role, url, str(file))
    environment = os.environ | {"BENEFITS_KEYS_DIR": str(folder / "keys")}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _compared(
    rows: int, where: str, rounds: list[tuple[dict[str, Any], dict[str, Any]]]
) -> Iterator[Measured]:
    work = f"members list of {rows:,} rows, XLSX, {where}"
    yield Measured(
        work=f"{work}: rate against reading and inserting alone",
        baseline=middle([rows / bare["seconds"] for bare, _ in rounds]),
        ours=middle([rows / ours["seconds"] for _, ours in rounds]),
        unit="rows/s",
        must=at_least(RATE),
        details={"rounds": rounds},
    )
    yield Measured(
        work=f"{work}: memory against {MEGABYTES} MB",
        baseline=MEGABYTES,
        ours=max(ours["megabytes"] for _, ours in rounds),
        unit="MB",
        must=at_most(1),
    )


def _found(database: Database) -> None:
    with database.write() as session:
        world = World(session)
        for number in range(UNITS):
            world.unit(f"CS{number:03d}", f"CĐCS Công ty số {number}", Level.CO_SO, world.north)


def _write(file: Path, rows: int) -> None:
    source, began = random.Random(SEED), date(2020, 1, 1)
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, COLUMNS)
        for number in range(1, rows + 1):
            sex, born = source.choice(("nu", "nam")), source.randrange(1966, 2006)
            person = (
                f"DX{number:07d}",
                full_name(sex, born, source),
                f"{born}-{source.randrange(1, 13):02d}-{source.randrange(1, 29):02d}",
                sex,
                f"0320{number % 1_000_000:06d}",
                f"099{source.randrange(4)}{born % 100:02d}{number:06d}",
                f"CS{number * UNITS // (rows + 1):03d}",
                "doan_vien",
                (began + timedelta(days=source.randrange(1_500))).isoformat(),
                "",
            )
            sheet.write_row(number, 0, person)
