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


def ways() -> Iterator[tuple[str, ...]]:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        yield ("apt-get", "update", "-qq")
        yield ("apt-get", "install", "-y", "-qq", "--no-install-recommends", PACKAGE)
    yield (sys.executable, "-m", "playwright", "install", "chromium")


def main() -> None:
    for command in ways():
        if find_chromium():
            return
        print(" ".join(command), flush=True)  # noqa: T201
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, env=environment, check=False, stdout=sys.stderr)
    if not find_chromium():
        sys.exit(NEITHER_WORKED)


if __name__ == "__main__":
    main()
