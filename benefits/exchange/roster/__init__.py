"""A members list as unions keep it, recognised: which column says what, and each row in turn."""

from benefits.exchange.roster.headings import Field, Heading
from benefits.exchange.roster.recognising import Recognised, recognise
from benefits.exchange.roster.rows import Flag, RosterRow, RowProblem, SkippedRow

__all__ = [
    "Field",
    "Flag",
    "Heading",
    "Recognised",
    "RosterRow",
    "RowProblem",
    "SkippedRow",
    "recognise",
]
