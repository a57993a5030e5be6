"""Files that people open in a spreadsheet hold texts, whatever somebody typed."""

from pathlib import Path

import pytest

from benefits.exchange.mending import write_problems
from benefits.exchange.outcome import Outcome, Problem
from benefits.spreadsheets import inert


@pytest.mark.parametrize(
    "typed", ["=1+1", "+84912345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
)
def test_what_would_be_calculated_is_a_text(typed: str) -> None:
    assert inert(typed) == f"'{typed}"


@pytest.mark.parametrize("cell", ["", "Hoa Sen", "15 = 3 × 5", 15, -15, None])
def test_everything_else_is_as_it_was(cell: object) -> None:
    assert inert(cell) == cell


def test_a_value_out_of_an_uploaded_file_is_shown_and_not_calculated(tmp_path: Path) -> None:
    outcome = Outcome()
    outcome.refused.append(Problem(2, "full_name", "=cmd|' /C calc'!A0", "name_invalid"))
    assert write_problems(outcome, tmp_path / "problems.csv") == 1
    assert "'=cmd|" in (tmp_path / "problems.csv").read_text("utf-8-sig")
