"""What is made once for all workers of a run."""

import fcntl
from collections.abc import Callable
from pathlib import Path


def once(note: Path, make: Callable[[], str]) -> str:
    """Return what `make` gave whoever came first with this note; the others wait for it."""
    with note.with_suffix(".lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not note.exists():
            note.write_text(make())
        return note.read_text()
