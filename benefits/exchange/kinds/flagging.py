"""What is taken from a roster's row and still deserves a look."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from benefits.exchange.kinds.pairing import Evidence
from benefits.exchange.kinds.speaking import Spoken
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import written_line
from benefits.members import EndReason, Member
from benefits.members.belonging import Settled
from benefits.members.names import is_birthday
from benefits.members.respanning import NewSpan

YEAR = 4


def flags_of(row: Row, settled: Settled) -> Iterator[Problem]:
    for column, value, code, *params in row.values.get("flags", ()):
        yield Problem(row.line, column, value, code, params[0] if params else {}, is_flag=True)
    if settled.moved_from is not None and "from" not in row.values:
        yield Problem(row.line, "organization_code", "", "transferred_today", is_flag=True)
    elif (since := _told_anew(settled)) is not None:
        told = {"since": f"{since:%d/%m/%Y}"}
        yield Problem(row.line, "organization_code", "", "unit_told_anew", told, is_flag=True)
    if settled.added and (ends := _unit_ends(settled.added)) is not None:
        code = "goes_on_in_heir" if _has_heir(settled.added) else "leaves_with_unit"
        told = {"since": f"{ends:%d/%m/%Y}"}
        yield Problem(row.line, "organization_code", "", code, told, is_flag=True)
    if settled.left_on is not None:
        left = {"since": f"{settled.left_on:%d/%m/%Y}"}
        yield Problem(row.line, "organization_code", "", "left_before", left, is_flag=True)


def unit_kept(row: Row) -> Problem:
    return Problem(row.line, "organization_code", "", "unit_kept", is_flag=True)


def _told_anew(settled: Settled) -> date | None:
    """Return the first day of a span whose unit is told to have been another all along."""
    if settled.moved_to is None:
        return None
    since = settled.moved_to[1]
    return None if any(span.valid_from == since for span in settled.added) else since


def _unit_ends(added: Sequence[NewSpan]) -> date | None:
    """Return when a unit ends before those who are entered into it leave."""
    cut = (each for each in added if each.ended_because is EndReason.DON_VI_GIAI_THE)
    ended = next(cut, None)
    if _has_heir(added):
        unit = added[0].organization_id
        return next(each.valid_from for each in added if each.organization_id != unit)
    return ended.valid_until if ended else None


def _has_heir(added: Sequence[NewSpan]) -> bool:
    return len({each.organization_id for each in added}) > 1


def by_name_alone(row: Row, member: Member, evidence: Evidence | None) -> Iterator[Problem]:
    """Flag somebody known by no more than a name, of whom the row tells something new."""
    if evidence in {Evidence.YEAR, Evidence.NOTHING_ELSE}:
        number = {"member_no": member.member_no}
        name = row.values.get("full_name", "")
        yield Problem(row.line, "full_name", name, "matched_by_name", number, is_flag=True)


def shares_name(row: Row, namesakes: list[Spoken]) -> Iterator[Problem]:
    """Flag a person of the file above whom it names another who may be the same."""
    own = row.values.get("same_as", row.line)
    birth = row.values.get("birth")
    above = (each for each in namesakes if each.line < own and _may_be_one(each.birth, birth))
    if first := next(above, None):
        name = row.values.get("full_name", "")
        params = {"line": written_line(first.line)}
        yield Problem(row.line, "full_name", name, "namesake_above", params, is_flag=True)


def _may_be_one(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    if is_birthday(one) and is_birthday(other):
        return one == other
    return one[:YEAR] == other[:YEAR]


def with_twin(result: Result) -> Result:
    flag = Problem(result.line, "full_name", "", "possible_twin", is_flag=True)
    return replace(result, problems=(*result.problems, flag))
