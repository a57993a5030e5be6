"""What has to be mended in a file: every cell that was refused or deserves a look, with its why."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from benefits.exchange.outcome import Outcome, Problem
from benefits.exchange.reading import written_line
from benefits.exchange.roster.skipping import SKIPPED
from benefits.spreadsheets import inert
from benefits.wording import VIETNAMESE, column_named, sentence

HEADING = ("Dòng", "Cột", "Giá trị", "Kết quả", "Lý do")
REFUSED, FLAGGED, PASSED_OVER = "Không nhận", "Đã nhận, nên xem lại", "Không đọc"


def reason_of(problem: Problem, *, language: str = VIETNAMESE) -> str:
    params = {"value": problem.value, **problem.params}
    return sentence(problem.code, language=language, **params)


def write_problems(outcome: Outcome, file: Path) -> int:
    """Write all of them as CSV (with BOM, for spreadsheets); return how many there were."""
    flagged = [each for each in outcome.flagged if each.code not in SKIPPED]
    skipped = [each for each in outcome.flagged if each.code in SKIPPED]
    rows = [
        *_rows(outcome.refused, REFUSED),
        *_rows(flagged, FLAGGED),
        *_rows(skipped, PASSED_OVER),
    ]
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened).writerows(map(inert, row) for row in (HEADING, *rows))
    return len(rows)


def _rows(problems: Iterable[Problem], result: str) -> Iterator[tuple[str, ...]]:
    for each in problems:
        yield (
            written_line(each.line),
            column_named(each.column),
            each.value,
            result,
            reason_of(each),
        )
