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
from benefits.figures.asking import ask
from benefits.figures.explaining import Explanation, explain
from benefits.figures.readings import Reading
from benefits.figures.standing import Standing, standing

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
    "explain",
    "is_too_long",
    "standing",
    "to_json",
]
