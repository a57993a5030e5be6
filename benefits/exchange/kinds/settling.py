"""Bringing a register row to what a file says, and telling whether that changed anything."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from benefits.database import Base
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Row

Record = TypeVar("Record", bound=Base)


def settle(record: Base, wanted: Mapping[str, Any]) -> RowState:
    """Set what differs; values that are None say nothing."""
    different = {
        name: value
        for name, value in wanted.items()
        if value is not None and getattr(record, name) != value
    }
    for name, value in different.items():
        setattr(record, name, value)
    return RowState.CHANGED if different else RowState.SAME


def by_code(
    session: Session,
    column: InstrumentedAttribute[str],
    model: type[Record],
    codes: Iterable[str | None],
) -> dict[str, Record]:
    """Find records by their file codes in one statement."""
    wanted = {code for code in codes if code}
    found = session.execute(select(column, model).where(column.in_(wanted))) if wanted else ()
    return {code: record for code, record in found}  # noqa: C416 - typed rows are not pairs


def ids_by_code(
    session: Session,
    code: InstrumentedAttribute[str],
    key: InstrumentedAttribute[int],
    codes: Iterable[str | None],
) -> dict[str, int]:
    wanted = {each for each in codes if each}
    found = session.execute(select(code, key).where(code.in_(wanted))) if wanted else ()
    return {each: number for each, number in found}  # noqa: C416


def named(rows: Sequence[Row], column: str) -> set[str]:
    """Collect the values of one column."""
    return {row.values[column] for row in rows if row.values.get(column)}
