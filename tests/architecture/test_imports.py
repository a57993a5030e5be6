"""Who may import whom, as pyproject.toml says it."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT


def test_every_import_keeps_to_the_contracts() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run(
        (lint_imports, "--no-cache"), cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stdout + said.stderr
