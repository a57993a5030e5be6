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
    return [_compared(each) for each in (code, before, last_year)]


def _compared(code: str) -> Compared:
    period = Period.of_code(code)
    question = Question(scope.organization_id(), period, current.now())
    [row] = figures.ask(current.session(), question).rows
    return Compared(code, label_of(code), period, row)
