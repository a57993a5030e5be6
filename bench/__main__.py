"""`python -m bench [--small] [ROW …]`: measure, print one table, keep it as JSON."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from bench.measured import Measured, Scale
from bench.rows import ROWS, row

KEPT: Final = Path("instance") / "bench"
COLUMNS: Final = ("work", "baseline", "ours", "ratio", "must reach", "met")
TEN_THOUSAND: Final = 10_000


def main(arguments: Sequence[str]) -> int:
    asked = _asked(arguments)
    scale, console = (
        Scale(is_small=asked.small),
        Console(width=None if sys.stdout.isatty() else 160),
    )
    found: dict[str, list[Measured]] = {}
    for name in asked.rows or ROWS:
        console.print(f"[dim]{name} …[/dim]")
        found[name] = list(row(name)(scale))
    console.print(_table(found))
    _keep(found, scale)
    return 0 if all(each.is_met for several in found.values() for each in several) else 1


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--small", action="store_true", help="small sizes: does it run at all")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.rows) - set(ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    return asked


def _table(found: dict[str, list[Measured]]) -> Table:
    table = Table(*COLUMNS)
    for several in found.values():
        for each in several:
            baseline, ours = (f"{_told(value)} {each.unit}" for value in (each.baseline, each.ours))
            met = "[green]yes[/green]" if each.is_met else "[red]no[/red]"
            table.add_row(each.work, baseline, ours, f"{each.ratio:.2f}", str(each.must), met)
        table.add_section()
    return table


def _told(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= TEN_THOUSAND else f"{value:,.4g}"


def _keep(found: dict[str, list[Measured]], scale: Scale) -> None:
    at = datetime.now(UTC)
    document = {
        "measured_at": at.isoformat(),
        "is_small": scale.is_small,
        "rows": {name: [each.to_json() for each in several] for name, several in found.items()},
    }
    KEPT.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document, ensure_ascii=False, indent=2)
    for name in (f"{at:%Y%m%dT%H%M%SZ}", "latest"):
        (KEPT / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
