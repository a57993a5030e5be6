"""The figures of any unit over any period, counted from the uses themselves."""

from benefits.figures.answers import Answer, By, Figures, Only, Question, Row, to_json
from benefits.figures.asking import ask
from benefits.figures.explaining import Explanation, explain
from benefits.figures.readings import Reading
from benefits.figures.standing import Standing, standing

__all__ = [
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
    "standing",
    "to_json",
]
