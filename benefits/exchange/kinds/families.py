"""Families in a file of people: through whom a relative belongs, and who shares a household."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.exchange.kinds.kind import Memory
from benefits.exchange.kinds.matching import Matching
from benefits.exchange.kinds.settling import named
from benefits.exchange.kinds.speaking import mark
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Result, Row
from benefits.members import BeneficiaryKind, Household, Membership

NOT_YET = 0
"""Stands in a rehearsal for somebody whom only the file knows."""


def through(row: Row, kind: str | None, matching: Matching, memory: Memory) -> int | Result:
    """Return through whom a row's person belongs, or why the row is refused or must wait.

    A relative may stand in the file before the member.
    """
    number = row.values["relative_of"]
    if kind != BeneficiaryKind.THAN_NHAN or number == row.values.get("member_no"):
        return Result.refused(row.line, "relative_of", number, "relative_of_whom")
    if number in matching.by_number:
        return matching.by_number[number].id
    if number in matching.new:
        return matching.new[number]
    if mark(number) not in matching.remembered.said.numbers or memory.is_last_turn:
        return Result.refused(row.line, "relative_of", number, "member_unknown")
    return NOT_YET if memory.is_rehearsal else Result(row.line, RowState.WAITING)


def households(session: Session, rows: Sequence[Row]) -> dict[str, int]:
    """Find the households that rows name; make those of which nobody has heard."""
    codes = named(rows, "household")
    if not codes:
        return {}
    new = codes - _known(session, codes).keys()
    session.add_all(Household(code=code) for code in sorted(new))
    session.flush()
    return _known(session, codes)


def _known(session: Session, codes: Iterable[str]) -> dict[str, int]:
    found = session.execute(select(Household.code, Household.id).where(Household.code.in_(codes)))
    return {code: key for code, key in found}  # noqa: C416 - typed rows are not pairs


def relate(span: Membership, member_id: int) -> bool:
    """Let a span be through somebody; tell whether that is news."""
    if span.relative_of_id == member_id:
        return False
    if member_id != NOT_YET:
        span.relative_of_id = member_id
    return True


def span_meant(spans: Sequence[Membership], since: date | None, today: date) -> Membership | None:
    """Find the span a row speaks of: the one since its day, else the last that has begun."""
    if since is not None:
        return next((span for span in spans if span.valid_from == since), None)
    begun = [span for span in spans if span.valid_from <= today]
    return begun[-1] if begun else None
