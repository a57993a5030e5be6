"""`serve` and `work`: the web processes, and the one that does long work."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

import click

from benefits import jobs
from benefits.cli.keeping import Kept
from benefits.cli.place import Place, of_place, say
from benefits.cli.tasks import DAILY, tasks
from benefits.web.logs import configure_logs
from benefits.web.measures import SHARED

LAST_PORT: Final = 65_535
AT_LEAST_ONE: Final = click.IntRange(min=1)


class Address(click.ParamType[str]):
    """A name or number of this machine with a port, or the path of a socket: `unix:/run/web`."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        _, colon, port = value.rpartition(":")
        is_port = port.isascii() and port.isdecimal() and 0 < int(port) <= LAST_PORT
        if not value.startswith(("unix:", "fd://")) and not (colon and is_port):
            self.fail(f"{value}: cần địa chỉ và cổng, như 127.0.0.1:8000.", param, ctx)
        return value


@click.command(help="Chạy web (và tiến trình nền) tại PUBLIC_URL hoặc --bind.")
@click.option(
    "--bind",
    type=Address(),
    metavar="ĐỊA-CHỈ:CỔNG",
    help="Địa chỉ:cổng; mặc định 127.0.0.1 và cổng của PUBLIC_URL.",
)
@click.option("--workers", type=AT_LEAST_ONE, default=1, help="Số tiến trình web.")
@click.option("--threads", type=AT_LEAST_ONE, default=8, help="Số luồng mỗi tiến trình.")
@click.option("--no-work", is_flag=True, help="Chỉ chạy web; benefits work chạy ở nơi khác.")
@of_place
def serve(place: Place, *, bind: str | None, workers: int, threads: int, no_work: bool) -> None:
    place.settings.key_of_web()  # refused here, in a sentence, and not by each process of the web
    address = bind or f"127.0.0.1:{urlsplit(place.settings.public_url).port or 8000}"
    for asked in (signal.SIGINT, signal.SIGTERM):  # a background shell has the first one ignored
        signal.signal(asked, _as_ctrl_c)
    say(f"Đang chạy tại http://{address} – dừng bằng Ctrl+C.")
    with _worker(runs=not no_work) as stop, tempfile.TemporaryDirectory() as counts:
        _gunicorn(address, workers, threads, counts, stop)


@contextmanager
def _worker(*, runs: bool) -> Iterator[Callable[[], None]]:
    """Keep the worker running; what is handed out tells it to end and to stay away."""
    if not runs:
        yield lambda: None
        return
    kept = Kept([sys.executable, "-m", "benefits.cli", "work"])
    kept.start()
    try:
        yield kept.stop
    finally:
        kept.stop()
        kept.join()


def _gunicorn(
    address: str, workers: int, threads: int, counts: str, stop: Callable[[], None]
) -> None:
    """Run the web; several processes put their counts together in the folder `counts`."""
    command = [sys.executable, "-m", "gunicorn", "--config", "python:benefits.web.server"]
    command += ["--bind", address, "--workers", str(workers), "--threads", str(threads)]
    command += ["benefits.wsgi:create_application()"]
    shared = {SHARED: counts} if workers > 1 else {}
    server = subprocess.Popen(command, env=os.environ | shared)  # noqa: S603 - our own web process
    try:
        server.wait()
    except KeyboardInterrupt:
        stop()  # Ctrl+C has reached the worker as well, and it must not come back
        server.terminate()
        server.wait()
    if server.returncode:
        sys.exit(server.returncode)


def _as_ctrl_c(*_: object) -> None:
    raise KeyboardInterrupt


@click.command(help="Làm các việc nền: nhập tệp, in thẻ, xuất tệp.")
@click.option("--once", is_flag=True, help="Làm hết việc đang chờ rồi thôi.")
@of_place
def work(place: Place, *, once: bool) -> None:
    if not once:
        configure_logs()
    jobs.work(place.database, tasks(place), once=once, daily=DAILY)
