"""What pages reckon by themselves, without a browser: run by Node as the browsers run it."""

import shutil
import subprocess
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "scripts"
STATIC = Path(__file__).parents[2] / "member_portal" / "static"


@pytest.mark.parametrize("script", sorted(TESTS.glob("*.mjs")), ids=lambda each: each.stem)
def test_a_script_reckons_as_it_says(script: Path, tmp_path: Path) -> None:
    """The scripts are modules to a browser; Node is told so by a file beside them."""
    node = shutil.which("node")
    assert node is not None, "the product is built with Node"
    for each in (*STATIC.glob("*.js"), *(STATIC / "phone").glob("*.js")):
        place = tmp_path / each.relative_to(STATIC)
        place.parent.mkdir(exist_ok=True)
        shutil.copy(each, place)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    copied = shutil.copy(script, tmp_path)
    ran = subprocess.run(
        [node, "--test", str(copied)], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
