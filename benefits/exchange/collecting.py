"""Garbage looked for less often while a file is taken in: nearly all it leaves in memory stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SURVIVORS: Final = 20_000
"""Objects made and not done with before garbage is looked for."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(SURVIVORS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
