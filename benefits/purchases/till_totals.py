"""What outlets took over a span of days, added up by the database, however many uses there were."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from benefits.money import Dong
from benefits.periods import start_of
from benefits.purchases.history import Totals
from benefits.purchases.models import Purchase, Reversal

Outlets = Select[int] | Collection[int]
_AMOUNTS: Final = ("list_price", "paid", "benefit", "subsidy")
NOTHING: Final = Totals(0, Dong(0), Dong(0), Dong(0), Dong(0))


def totals_by(
    session: Session,
    key: InstrumentedAttribute[Any],
    outlet_ids: Outlets,
    first: date,
    after: date,
) -> Mapping[Any, Totals]:
    """Add up what is left of the uses at some outlets by a column of theirs; two statements.

    `after` is the first day no longer meant.
    """
    return _added_up(session, key, bought_at(outlet_ids, first, after))


def totals_between(session: Session, outlet_ids: Outlets, first: date, after: date) -> Totals:
    """Add up what is left of the uses at some outlets."""
    return totals_where(session, *bought_at(outlet_ids, first, after))


def totals_where(session: Session, *wanted: ColumnElement[bool]) -> Totals:
    return _added_up(session, None, wanted).get(None, NOTHING)


def bought_at(outlet_ids: Outlets, first: date, after: date) -> tuple[ColumnElement[bool], ...]:
    """Choose uses by outlet and days, along the index that has both."""
    return (
        Purchase.outlet_id.in_(outlet_ids),
        Purchase.bought_at >= start_of(first),
        Purchase.bought_at < start_of(after),
    )


def _added_up(
    session: Session,
    key: InstrumentedAttribute[Any] | None,
    wanted: Collection[ColumnElement[bool]],
) -> Mapping[Any, Totals]:
    """Sum uses and what was taken back of them; a whole reversal leaves nothing of its use."""
    bought = select(func.count(), *_sums(Purchase)).where(*wanted)
    of_purchase = (Reversal.member_id == Purchase.member_id) & (Reversal.purchase_id == Purchase.id)
    back = select(func.count().filter(Reversal.is_whole), *_sums(Reversal)).where(*wanted)
    back = back.select_from(Purchase).join(Reversal, of_purchase)
    if key is not None:
        bought, back = (each.add_columns(key).group_by(key) for each in (bought, back))
    width = len(_AMOUNTS) + 1
    gone = {row[width] if key is not None else None: row for row in session.execute(back)}
    found = {}
    for row in session.execute(bought):
        name = row[width] if key is not None else None
        less = gone.get(name, (0,) * width)
        left = [int(row[at] or 0) - int(less[at] or 0) for at in range(width)]
        stands = Totals(left[0], *map(Dong, left[1:]))
        found[name] = replace(stands, reversed=int(less[0]))
    return found


def _sums(rows: type[Purchase] | type[Reversal]) -> list[ColumnElement[Any]]:
    return [func.sum(getattr(rows, name)) for name in _AMOUNTS]
