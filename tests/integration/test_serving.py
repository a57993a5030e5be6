"""`benefits serve` brings its processes up, and takes them all down with itself."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from time import monotonic, sleep

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


def test_nothing_is_left_running(sqlite_template: Path, tmp_path: Path) -> None:
    address = f"127.0.0.1:{free_port()}"
    environment = os.environ | {
        "BENEFITS_INSTANCE": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{sqlite_template}",
        "SECRET_KEY": "for this test",
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
        serving.terminate()
        assert serving.wait(PATIENCE) == 0, log.read_text()
        assert not is_alive(serving.pid)
    finally:
        if is_alive(serving.pid):
            os.killpg(serving.pid, signal.SIGKILL)
        serving.wait()
