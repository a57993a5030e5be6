"""Files in and out: what one installation exports, another imports to the same figures."""

from benefits.exchange.applying import Progress, Taking
from benefits.exchange.exporting import rows_of, write, write_csv, write_workbook
from benefits.exchange.forgetting import forget_cells
from benefits.exchange.kinds import KINDS, Circumstances, Kind
from benefits.exchange.mending import reason_of, write_problems
from benefits.exchange.models import ImportRow, ImportRun, RowState
from benefits.exchange.outcome import Outcome, Problem
from benefits.exchange.reading import Unreadable
from benefits.exchange.stored import outcome_of

__all__ = [
    "KINDS",
    "Circumstances",
    "ImportRow",
    "ImportRun",
    "Kind",
    "Outcome",
    "Problem",
    "Progress",
    "RowState",
    "Taking",
    "Unreadable",
    "forget_cells",
    "outcome_of",
    "reason_of",
    "rows_of",
    "write",
    "write_csv",
    "write_problems",
    "write_workbook",
]
