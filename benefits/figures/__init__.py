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
from benefits.figures.asking import ask, uses_below
from benefits.figures.explaining import Explanation, explain
from benefits.figures.readings import Reading
from benefits.figures.standing import Standing, days_below, days_in_tag, standing

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
    "ask",
    "days_below",
    "days_in_tag",
    "explain",
    "is_too_long",
    "standing",
    "to_json",
    "uses_below",
]
