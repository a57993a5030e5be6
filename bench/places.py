"""Throwaway databases to measure on, as durable as a real installation's."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from time import sleep
from typing import Final

import psycopg

import migrations
from benefits.database import Database, open_database
from tests.support import postgres_server

DURABLE: Final = {
    "listen_addresses": "",
    "max_connections": "200",
    "max_wal_size": "4GB",
    "shared_buffers": "512MB",
}


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder that is gone afterwards. Sockets need a short name, so it lies in /tmp."""
    folder = Path(mkdtemp(prefix="bench-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def migrated(url: str) -> Iterator[Database]:
    migrations.upgrade(url)
    database = open_database(url)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def postgresql(folder: Path) -> Iterator["Cluster"]:
    """PostgreSQL as it is set up by default, waiting for the disk at every commit."""
    with (folder / "postgresql.log").open("wb") as log:
        server = postgres_server.serve(folder, DURABLE, log)
    try:
        while not postgres_server.is_ready(folder / "data"):
            if server.poll() is not None:
                sys.exit("PostgreSQL stopped while starting")
            sleep(0.05)
        yield Cluster(folder, server)
    finally:
        server.send_signal(signal.SIGINT)  # at once, whoever is connected
        server.wait()


class Cluster:
    """A running PostgreSQL and the databases in it."""

    def __init__(self, folder: Path, server: "subprocess.Popen[bytes]") -> None:
        self.pid, self.sockets = server.pid, folder / "s"

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.sockets}"

    def create(self, name: str) -> str:
        where = f"host={self.sockets} user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)


@cache
def ticks_a_second() -> int:
    return os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Return what a process and everything it started have used so far."""
    used, todo = 0.0, [pid]
    while todo:
        each = todo.pop()
        try:
            numbers = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            children = Path(f"/proc/{each}/task/{each}/children").read_text().split()
        except FileNotFoundError:
            continue
        used += sum(int(part) for part in numbers[11:15]) / ticks_a_second()
        todo += map(int, children)
    return used
