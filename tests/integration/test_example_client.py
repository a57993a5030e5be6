"""The example in the documentation runs as it stands, also over a line that breaks."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from sqlalchemy import func, select

from benefits.cards import KeyRing
from benefits.database import Database
from benefits.purchases import Purchase, Reversal
from tests.support.served_api import Served, listening

EXAMPLE = Path(__file__).parents[2] / "docs/example_client.py"


@pytest.fixture
def served(database: Database, ring: KeyRing, now: datetime) -> Served:
    return Served(database, ring, now)


class BreakingLine:
    """Lets the first sale through to the server, and loses the answer, all of it or its end."""

    def __init__(self, served: Served, status: str, length: int, told: bytes) -> None:
        self.served, self.sales = served, 0
        self.status, self.length, self.told = status, length, told

    def __call__(self, environ: Any, start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"].endswith("/purchases"):
            self.sales += 1
            if self.sales == 1:
                list(self.served(environ, lambda *_: lambda _: None))
                start(self.status, [("Content-Length", str(self.length))])
                return [self.told]
        return self.served(environ, start)


def run(
    address: str, served: Served, place: Path, *, token: str | None = None, **changes: str
) -> "subprocess.CompletedProcess[str]":
    (place / "token.txt").write_text(f"{token or served.token}\n")
    given = {"card": served.card, "organization": "T"} | changes
    words = [word for name, value in given.items() for word in (f"--{name}", value)]
    words += ["--token-file", str(place / "token.txt")]
    command = [sys.executable, str(EXAMPLE), "--address", address, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)


@pytest.mark.parametrize(
    "broken",
    [
        ("502 Bad Gateway", 0, b""),
        ("201 Created", 500, b'{"benefit":30000,"bou'),  # the line broke in the answer
        ("200 OK", 17, b"<h1>Sign in!</h1>"),  # a network that wants its visitors to sign in
    ],
)
def test_it_sells_reads_the_figures_and_takes_back(
    served: Served, tmp_path: Path, broken: tuple[str, int, bytes]
) -> None:
    line = BreakingLine(served, *broken)
    with listening(line) as address:
        said = run(address, served, tmp_path)
    assert said.returncode == 0, said.stderr
    assert "Được hưởng ưu đãi" in said.stdout
    assert "khách trả 170000, hưởng lợi 30000" in said.stdout
    assert "SEN: 1 người, 1 lượt, 30000 đồng" in said.stdout
    assert "reversed: còn lại 0" in said.stdout
    assert line.sales == 3
    with served.database.read() as session:
        for table in (Purchase, Reversal):
            assert session.scalar(select(func.count()).select_from(table)) == 1


def test_it_says_why_it_may_not(served: Served, tmp_path: Path) -> None:
    with listening(served) as address:
        said = run(address, served, tmp_path, token="made up")
    assert said.returncode == 1
    assert "401 not_signed_in" in said.stderr


def test_its_month_is_that_of_vietnam_also_before_seven_in_the_morning() -> None:
    this_month = run_path(str(EXAMPLE))["this_month"]
    assert this_month("2026-05-31T17:30:00+00:00") == (date(2026, 6, 1), date(2026, 6, 2))
    assert this_month("2026-05-31T16:30:00Z") == (date(2026, 5, 1), date(2026, 6, 1))


def test_what_a_proxy_answers_in_its_place_is_told_as_well(served: Served, tmp_path: Path) -> None:
    def proxy(_environ: Any, start: Any) -> Iterable[bytes]:
        page = b"<h1>too large</h1>"
        headings = [("Content-Type", "text/html"), ("Content-Length", str(len(page)))]
        start("413 Request Entity Too Large", headings)
        return [page]

    with listening(proxy) as address:
        said = run(address, served, tmp_path)
    assert said.returncode == 1
    assert said.stderr.startswith("413 not_ours")
