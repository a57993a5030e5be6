"""What the ledger answers to a row, as the result of that row."""

from benefits.exchange.models import RowState
from benefits.exchange.outcome import Problem, Result, Row
from benefits.purchases import RowAnswer


def result_of(row: Row, answer: RowAnswer) -> Result:
    flags = tuple(
        Problem(row.line, "", "", warning.code, dict(warning.params), is_flag=True)
        for warning in answer.warnings
    )
    state = RowState(answer.state.value)
    if answer.reason is None:
        return Result(row.line, state, flags)
    value = row.values.get(answer.column, "")
    return Result.refused(
        row.line, answer.column, value, answer.reason.code, **dict(answer.reason.params)
    )
