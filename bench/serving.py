"""The product and the bare view behind the same web server."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.places import cpu_seconds
from benefits.web.server import worker_class

PRODUCT: Final = "benefits.wsgi:create_application()"
BARE: Final = "bench.bare:create_application()"
# As docs/speed.md advises for production, where both numbers were measured.
WORKERS: Final = os.environ.get("BENCH_WORKERS") or str(os.cpu_count() or 1)
THREADS: Final = os.environ.get("BENCH_THREADS") or "4"
PATIENCE: Final = 60.0


class Server:
    """A running web server; `cpu` is what its processes have used so far, in seconds."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self._process = port, process

    @property
    def cpu(self) -> float:
        return cpu_seconds(self._process.pid)

    @property
    def is_up(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(application: str, environment: Mapping[str, str], log: Path) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", worker_class, "--workers", WORKERS, "--threads", THREADS]
    with log.open("ab") as said:
        process = subprocess.Popen(
            [*command, application],
            env=os.environ | environment,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    server = Server(port, process)
    try:
        deadline = time.monotonic() + PATIENCE
        while not server.is_up:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{application} did not start:\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
