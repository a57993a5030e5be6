"""The folders of a test run: in memory where there is room, as a disk is waited for at each commit.

They are gone with the run. `--basetemp=FOLDER` keeps them, and TMPDIR's disk is used without room.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.support.postgres_server import MEMORY, is_roomy

ROOT = "PYTEST_DEBUG_TEMPROOT"  # where pytest begins its folders
PREFIX = "benefits-run-"


def begin(config: pytest.Config) -> None:
    """Choose the place once for a run, whose workers are told of it."""
    is_chosen = config.option.basetemp or ROOT in os.environ
    if is_chosen or "PYTEST_XDIST_WORKER" in os.environ or not is_roomy(MEMORY):
        return
    for left in MEMORY.glob(f"{PREFIX}*-*"):  # by a run that was killed
        if not Path("/proc", left.name.removeprefix(PREFIX).split("-")[0]).exists():
            shutil.rmtree(left, ignore_errors=True)
    root = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=MEMORY)
    os.environ[ROOT] = root
    config.add_cleanup(lambda: end(Path(root)))


def end(root: Path) -> None:
    os.environ.pop(ROOT, None)
    shutil.rmtree(root, ignore_errors=True)
