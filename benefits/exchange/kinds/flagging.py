"""What is taken from a roster's row and still deserves a look."""

from dataclasses import replace

from benefits.exchange.outcome import Problem, Result, Row
from benefits.members.belonging import Settled


def flags_of(row: Row, settled: Settled) -> tuple[Problem, ...]:
    found = [
        Problem(row.line, column, value, code, params[0] if params else {}, is_flag=True)
        for column, value, code, *params in row.values.get("flags", ())
    ]
    if settled.is_transfer and "from" not in row.values:
        found.append(Problem(row.line, "organization_code", "", "transferred_today", is_flag=True))
    return tuple(found)


def with_twin(result: Result) -> Result:
    flag = Problem(result.line, "full_name", "", "possible_twin", is_flag=True)
    return replace(result, problems=(*result.problems, flag))
