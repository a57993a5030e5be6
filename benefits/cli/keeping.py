"""A process that is started again whenever it ends, until it is told to stop."""

import subprocess
import time
from collections.abc import Sequence
from threading import Event, Lock, Thread
from typing import Final

from benefits.cli.place import say

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
RAN_WELL: Final = 300.0


class Kept(Thread):
    """Starts the process anew after a pause, which grows while it ends soon after each start."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__(name="kept-process", daemon=True)
        self._command, self._guard, self._is_over = list(command), Lock(), Event()
        self._child: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        pause = FIRST_PAUSE
        while (child := self._begun()) is not None:
            began = time.monotonic()
            code = child.wait()
            if self._is_over.is_set():
                return
            pause = FIRST_PAUSE if time.monotonic() - began > RAN_WELL else pause
            say(f"Tiến trình nền đã dừng (mã {code}); chạy lại sau {pause:.0f} giây.")
            self._is_over.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def stop(self) -> None:
        with self._guard:
            self._is_over.set()
            if self._child is not None:
                self._child.terminate()

    def _begun(self) -> "subprocess.Popen[bytes] | None":
        with self._guard:
            if self._is_over.is_set():
                return None
            self._child = subprocess.Popen(self._command)  # noqa: S603 - a command of ours
            return self._child
