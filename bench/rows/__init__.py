"""The rows: each a module with `measure(scale)`, which yields one or more `Measured`."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Final, cast

from bench.measured import Measured, Scale

Measure = Callable[[Scale], Iterable[Measured]]

ROWS: Final = (
    "scan_postgresql",
    "scan_sqlite",
    "scan_at_a_million",
    "recording_during_import",
    "figures",
    "rosters",
    "cards",
    "scanner_page",
)


def row(name: str) -> Measure:
    """Load a row only when it is asked for: each brings libraries of its own."""
    return cast("Measure", import_module(f"bench.rows.{name}").measure)
