"""The figures of any unit over any period, counted from the uses themselves."""

from benefits.figures.answers import (
    MOST_YEARS,
    Answer,
    By,
    Figures,
    Only,
    Question,
    Row,
    is_too_long,
    to_json,
)
from benefits.figures.asking import ask, ask_together, standing_of, total, uses_below
from benefits.figures.explaining import Explanation, explain
from benefits.figures.few import are_few, list_few, told_under, without_few
from benefits.figures.readings import Reading
from benefits.figures.spans import days_beside_parts
from benefits.figures.standing import Standing, days_below, days_of, standing
from benefits.figures.tallying import Tally, tally

__all__ = [
    "MOST_YEARS",
    "Answer",
    "By",
    "Explanation",
    "Figures",
    "Only",
    "Question",
    "Reading",
    "Row",
    "Standing",
    "Tally",
    "are_few",
    "ask",
    "ask_together",
    "days_below",
    "days_beside_parts",
    "days_of",
    "explain",
    "is_too_long",
    "list_few",
    "standing",
    "standing_of",
    "tally",
    "to_json",
    "told_under",
    "total",
    "uses_below",
    "without_few",
]
