"""Makes sure that there is a Chromium for the browser tests, or says plainly what to do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from tests.support.chromium import find_chromium

PACKAGE = "chromium"
NEITHER_WORKED = f"""
The browser tests need Chromium, and there is none here. Looked for chromium, chromium-browser and
google-chrome on the PATH, then tried to install one. Do one of these and run `make test` again:
  - as an administrator: apt-get install {PACKAGE}   (Debian; another system's will do too)
  - .venv/bin/playwright install --with-deps chromium
  - CHROMIUM=/where/it/is make test
"""


def ways() -> Iterator[tuple[tuple[str, ...], ...]]:
    """The machine's own package first, then a download; each as the commands it takes."""
    is_root = os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        quietly = ("-y", "-qq", "--no-install-recommends")
        yield ("apt-get", "update", "-qq"), ("apt-get", "install", *quietly, PACKAGE)
    download = (sys.executable, "-m", "playwright", "install", "chromium")
    yield (((*download, "--with-deps") if is_root else download),)


def main() -> None:
    if find_chromium():
        return
    for commands in ways():
        for command in commands:
            print(" ".join(command), flush=True)  # noqa: T201
            environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(command, env=environment, check=False)
        if find_chromium():
            return
    sys.exit(NEITHER_WORKED)


if __name__ == "__main__":
    main()
