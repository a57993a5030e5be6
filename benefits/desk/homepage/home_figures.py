"""The running month beside the one before it and the same month of last year."""

from typing import NamedTuple

from benefits import figures
from benefits.desk import scope
from benefits.desk.counting.period_choices import beside, label_of
from benefits.figures import Question, Row
from benefits.periods import Period, code_of_month, day_of
from benefits.web import current

YEAR_DIGITS = 4


class Compared(NamedTuple):
    code: str
    label: str
    period: Period
    row: Row


def told() -> list[Compared]:
    """Ask for three periods; the running one comes first and is not over yet."""
    code = code_of_month(day_of(current.now()))
    before, _after = beside(code) or (code, code)
    last_year = f"{int(code[:YEAR_DIGITS]) - 1}{code[YEAR_DIGITS:]}"
    codes = (code, before, last_year)
    asked = [
        Question(scope.organization_id(), Period.of_code(each), current.now()) for each in codes
    ]
    rows = figures.ask_together(current.session(), asked)
    return [
        Compared(each, label_of(each), question.period, row)
        for each, question, row in zip(codes, asked, rows, strict=True)
    ]
