"""`benefits serve` brings its processes up, and takes them all down with itself."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from benefits.access import machines
from benefits.cards import CardIndex
from benefits.database import Database, open_database
from tests.world import World

PATIENCE = 120.0


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def workers_of(group: int) -> list[int]:
    """The background processes among those of a group."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended while we looked
            is_worker = (each / "cmdline").read_bytes().endswith(b"\0work\0")
            if is_worker and os.getpgid(int(each.name)) == group:
                found.append(int(each.name))
    return found


def till_in(file: Path) -> tuple[str, str]:
    """A program's token and the code of a card it may look at."""
    with closing_database(f"sqlite:///{file}") as database, database.write() as session:
        world = World(session)
        _row, token = machines.issue_token(
            session,
            name="Phần mềm bán hàng",
            permissions=machines.AT_A_TILL,
            now=datetime.now(UTC),
            outlet_id=world.outlet.id,
        )
        return token, session.get_one(CardIndex, world.hanh_card.index).typed_code


@contextmanager
def closing_database(url: str) -> Iterator[Database]:
    database = open_database(url)
    try:
        yield database
    finally:
        database.close()


def look(site: str, token: str, card: str) -> None:
    asked = urllib.request.Request(
        f"{site}/api/v1/verifications",
        json.dumps({"card": card}).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        assert answer.status == 200


def looks_noted(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM verifications").fetchone()[0])


def test_a_killed_worker_comes_back_nothing_is_left_running_and_no_look_unwritten(
    sqlite_template: Path, tmp_path: Path
) -> None:
    database = Path(shutil.copy(sqlite_template, tmp_path / "benefits.db"))
    till = till_in(database)
    address = f"127.0.0.1:{free_port()}"
    environment = os.environ | {
        "BENEFITS_INSTANCE": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{database}",
        "SECRET_KEY": "for this test and for nothing else",
    }
    command = (sys.executable, "-m", "benefits.cli", "serve", "--bind", address)
    log = tmp_path / "log"
    with log.open("wb") as said:
        serving = subprocess.Popen(command, env=environment, stderr=said, start_new_session=True)
    try:
        deadline = monotonic() + PATIENCE
        while not answers(f"http://{address}/healthz"):
            assert serving.poll() is None, log.read_text()
            assert monotonic() < deadline, log.read_text()
            sleep(0.1)
        [worker] = workers_of(serving.pid)
        os.kill(worker, signal.SIGKILL)
        look(f"http://{address}", *till)
        while workers_of(serving.pid) in ([], [worker]):
            assert monotonic() < deadline, log.read_text()
            sleep(0.1)
        serving.terminate()
        assert serving.wait(PATIENCE) == 0, log.read_text()
        assert not is_alive(serving.pid)
        assert looks_noted(database) == 1
    finally:
        if is_alive(serving.pid):
            os.killpg(serving.pid, signal.SIGKILL)
        serving.wait()
