"""A members list as unions keep it, recognised: which column says what, and each row in turn."""

from benefits.exchange.roster.choosing import NO_HEADING, Choice
from benefits.exchange.roster.headings import Field, Heading, Sure
from benefits.exchange.roster.previewing import Preview, first_rows, previews
from benefits.exchange.roster.recognised import ReadSheet, Recognised, UnreadSheet
from benefits.exchange.roster.recognising import recognise, unrecognised
from benefits.exchange.roster.rows import Flag, PlainPeople, RosterRow, RowProblem, SkippedRow
from benefits.exchange.roster.side_by_side import apart
from benefits.exchange.roster.skipping import SKIPPED, WITHOUT_A_WORD

__all__ = [
    "NO_HEADING",
    "SKIPPED",
    "WITHOUT_A_WORD",
    "Choice",
    "Field",
    "Flag",
    "Heading",
    "PlainPeople",
    "Preview",
    "ReadSheet",
    "Recognised",
    "RosterRow",
    "RowProblem",
    "SkippedRow",
    "Sure",
    "UnreadSheet",
    "apart",
    "first_rows",
    "previews",
    "recognise",
    "unrecognised",
]
