"""`import KIND FILE` and `export KIND FILE`: the nine files."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from benefits import exchange, organization
from benefits.cli.place import AS_JSON, Place, answer, of_place, progress, say, writing
from benefits.errors import Refusal
from benefits.exchange import Circumstances, Outcome, Problem, RowState, Taking
from benefits.exchange.likely_twins import look_for_twins
from benefits.exchange.reading import place_of
from benefits.exchange.roster import SKIPPED, WITHOUT_A_WORD
from benefits.wording import column_named, sentence

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 50
ROSTER = "members"


@click.command("import", help="Nhập một trong chín loại tệp (CSV hoặc XLSX).")
@click.argument("kind", type=click.Choice(list(exchange.KINDS)))
@click.argument("file", type=A_FILE)
@click.option("--organization", "unit", help="Mã đơn vị của danh sách không ghi đơn vị.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không ghi gì.")
@AS_JSON
@of_place
def import_command(
    place: Place, *, kind: str, file: Path, unit: str | None, dry_run: bool, as_json: bool
) -> None:
    unit_id = None
    if unit:
        with place.database.read() as session:
            unit_id = organization.by_code(session, unit).id
    secret = place.secret if kind == ROSTER else b""  # nothing else tells of papers
    circumstances = Circumstances(now=place.now, secret=secret, organization_id=unit_id)
    with progress(f"Nhập {kind}") as show:
        taking = Taking(
            *(place.database, exchange.KINDS[kind], file, circumstances, show), waiting=_say_once()
        )
        try:
            outcome = taking.rehearse() if dry_run else taking.run()
            if kind == ROSTER and taking.run_id is not None:
                look_for_twins(place.database, taking.run_id, circumstances)
        except Refusal as refusal:
            outcome = Outcome(refused=[Problem.of(1, "", refusal)])
    sheets = circumstances.memory.kept.get("sheets", ())
    answer(_document(outcome)) if as_json else _tell(outcome, kind, sheets, dry_run=dry_run)
    if unused := circumstances.memory.kept.get("unused"):
        say(f"  Cột không dùng đến: {', '.join(unused)}")
    sys.exit(0 if outcome.is_clean else 1)


@click.command(
    "export", help="Xuất một loại tệp (CSV, hoặc XLSX theo đuôi tệp; - là đầu ra chuẩn)."
)
@click.argument("kind", type=click.Choice(list(exchange.KINDS)))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@AS_JSON
@of_place
def export_command(place: Place, *, kind: str, file: Path, as_json: bool) -> None:
    if as_json and str(file) == "-":
        raise click.UsageError("--json cần một tệp: đầu ra chuẩn đã là các dòng.")
    with place.database.read() as session:
        if str(file) == "-":
            count = exchange.write_csv(exchange.rows_of(session, kind), sys.stdout)
        else:
            with writing(file), progress(f"Xuất {kind}") as show:
                count = exchange.write(session, kind, file, show)
    if as_json:
        answer({"kind": kind, "rows": count, "file": str(file)})
    say(f"Đã xuất {count} dòng.")


def _say_once() -> Callable[[], None]:
    """Make what says, the first time, that somebody else is taking the same file in."""
    saying = iter(["Một tiến trình khác đang nhập đúng tệp này. Đang đợi…"])

    def wait() -> None:
        for said in saying:
            say(said)

    return wait


def _document(outcome: Outcome) -> dict[str, Any]:
    """Say what became of the rows; those that hold nobody are counted where a list has any."""
    skipped = _skipped(outcome)
    return {
        "read": outcome.read,
        "added": outcome.states[RowState.ADDED],
        "changed": outcome.states[RowState.CHANGED],
        "same": outcome.states[RowState.SAME] - skipped,
        **({"skipped": skipped} if skipped else {}),
        "refused": [_cell(problem) for problem in outcome.refused],
        "flagged": [_cell(problem) for problem in outcome.flagged],
    }


def _skipped(outcome: Outcome) -> int:
    """Count the rows that hold nobody: each says so once."""
    return sum(problem.code in SKIPPED for problem in outcome.flagged)


def _cell(problem: Problem) -> dict[str, Any]:
    """Say where it stands: the line within its sheet, and which, where it is not the first."""
    sheet, line = place_of(problem.line)
    return {
        **({"sheet": sheet + 1} if sheet else {}),
        "line": line,
        "column": problem.column,
        "value": problem.value,
        "reason": sentence(problem.code, value=problem.value, **problem.params),
    }


def _tell(outcome: Outcome, kind: str, sheets: Sequence[str], *, dry_run: bool) -> None:
    counts = {
        "Đọc": outcome.read,
        "thêm": outcome.states[RowState.ADDED],
        "đổi": outcome.states[RowState.CHANGED],
        "giữ nguyên": outcome.states[RowState.SAME] - _skipped(outcome),
        **({"không phải người": _skipped(outcome)} if kind == ROSTER else {}),
        "từ chối": outcome.states[RowState.REFUSED],
    }
    say(
        ("Xem trước (chưa ghi gì): " if dry_run else "")
        + ", ".join(f"{word} {count}" for word, count in counts.items())
    )
    flagged = [each for each in outcome.flagged if each.code not in SKIPPED]
    passed = [each for each in outcome.flagged if each.code in SKIPPED - WITHOUT_A_WORD]
    told = (("Từ chối", outcome.refused), ("Xem lại", flagged), ("Không đọc", passed))
    for title, problems in told:
        for problem in problems[:SHOWN]:
            cell = _cell(problem)
            where = _line(problem.line, sheets)
            column = column_named(problem.column) if kind == ROSTER else problem.column
            where += f", cột {column}" if column else ""
            value = f" «{cell['value']}»" if cell["value"] else ""
            say(f"  {title} – {where}{value}: {cell['reason']}")
        if len(problems) > SHOWN:
            say(f"  … và {len(problems) - SHOWN} mục nữa (xem đủ với --json).")


def _line(line: int, sheets: Sequence[str]) -> str:
    """Name a line by its sheet too, where the file has two."""
    sheet, within = place_of(line)
    if sheet >= len(sheets) > 0:
        return "cả trang tính"
    named = f"trang tính “{sheets[sheet]}”, " if len(sheets) > 1 else ""
    return f"{named}dòng {within}"
