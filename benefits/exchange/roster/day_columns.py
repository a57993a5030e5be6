"""Which way round the days of a column are written, judged by all that is written in it.

5/7/1990 alone is 5 July. Where days of the same column can only be month first, it may be 7 May.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from benefits.exchange.days import MONTHS, Order
from benefits.exchange.reading import Row, Sheet
from benefits.exchange.roster.headings import Field, Heading
from benefits.exchange.roster.layout import Layout

_BIRTHS: Final = frozenset({Field.BIRTH, Field.MALE, Field.FEMALE})
_DAYS: Final = _BIRTHS | {Field.FROM, Field.JOINED, Field.UNTIL, Field.LAST_DAY}
_SLIPS: Final = 20
"""Of so many days, one that is the other way round was mistyped."""
_ENOUGH: Final = 5
_LAST_OF_MONTH: Final = 31
_TYPED: Final = re.compile(r"([0-9]{1,2})[./\\,-]([0-9]{1,2})[./\\,-][0-9]")
_STORED: Final = re.compile(r"-([0-9]{2})-([0-9]{2})")

Orders = Mapping[Field, Order]


@dataclass(slots=True)
class _Tally:
    """In how many ways the days of a field begin that can be read one way alone, or both."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0
    typed_in_cells_of_days: int = 0
    beyond_months: int = 0

    def count(self, written: Iterable[str]) -> None:
        """Count how days begin: of a hundred thousand there are but a few hundred ways."""
        for beginning in {_beginning(each) for each in written}:
            if match := _TYPED.match(beginning):
                self._count_typed(int(match[1]), int(match[2]))
            elif match := _STORED.fullmatch(beginning):
                month, day = int(match[1]), int(match[2])
                self.typed_in_cells_of_days += month != day <= MONTHS
                self.beyond_months += day > MONTHS

    def _count_typed(self, first: int, second: int) -> None:
        self.day_first += _LAST_OF_MONTH >= first > MONTHS >= second
        self.month_first += _LAST_OF_MONTH >= second > MONTHS >= first
        self.either += first != second and first <= MONTHS >= second

    @property
    def may_be_slips(self) -> bool:
        """Tell whether few days can be month first alone, of many that may be either.

        Of days as they fall most are after the twelfth; first days of months never are.
        """
        return not self.day_first and 0 < self.month_first < self.either

    @property
    def order(self) -> Order | None:
        """Return what the field itself tells, or None where every day could be either."""
        if not self.month_first:
            return self._without_month_first()
        if not self.day_first:
            return Order.UNSURE if self.may_be_slips else Order.MONTH_FIRST
        is_slip = self.month_first * _SLIPS < self.day_first
        return Order.DAY_FIRST if is_slip else Order.UNSURE

    def _without_month_first(self) -> Order | None:
        """Suspect a spreadsheet that took for days only what it could read month first."""
        if not self.day_first:
            return None
        is_parted = self.day_first >= _ENOUGH <= self.typed_in_cells_of_days
        is_turned = is_parted and not (self.either or self.beyond_months)
        return Order.TURNED if is_turned else Order.DAY_FIRST


def orders_of(read: Iterable[tuple[Sheet, Layout, Sequence[Row]]]) -> Orders:
    """Judge each field by all sheets; one that tells nothing itself goes with the others."""
    tallies: dict[Field, _Tally] = {}
    for sheet, layout, top in read:
        fields = {each.column: _judged_as(each) for each in layout.headings if each.field in _DAYS}
        written = sheet.texts(fields.keys()) if sheet.texts else _of_top(top, fields.keys())
        for column, texts in written.items():
            tally = tallies.setdefault(fields[column], _Tally())
            tally.count(texts)
    told = {field: tally.order for field, tally in tallies.items()}
    if Order.DAY_FIRST in told.values():
        told = {field: _beside_day_first(tallies[field], order) for field, order in told.items()}
    others = _of_the_others({order for order in told.values() if order})
    return {field: order or others for field, order in told.items()}


def _beside_day_first(tally: _Tally, order: Order | None) -> Order | None:
    """No field is month first where another is plainly not; few slips are no more than that."""
    if tally.may_be_slips:
        return Order.DAY_FIRST
    return Order.UNSURE if order is Order.MONTH_FIRST else order


def with_orders(layout: Layout, orders: Orders) -> Layout:
    headings = (
        replace(each, order=orders.get(_judged_as(each), Order.DAY_FIRST))
        if each.field in _DAYS
        else each
        for each in layout.headings
    )
    return replace(layout, headings=tuple(headings))


def _judged_as(heading: Heading) -> Field:
    """Births under Nam and under Nữ are written alike."""
    return Field.BIRTH if heading.field in _BIRTHS else heading.field or Field.BIRTH


def _of_the_others(told: set[Order]) -> Order:
    if told == {Order.MONTH_FIRST}:
        return Order.MONTH_FIRST
    return Order.UNSURE if told and not told & {Order.DAY_FIRST, Order.TURNED} else Order.DAY_FIRST


def _beginning(written: str) -> str:
    """Return a day without its year, or with no more of it than tells that it is one."""
    return written[4:10] if written[4:5] == "-" else written.replace(" ", "").lstrip("'")[:7]


def _of_top(top: Sequence[Row], columns: Iterable[int]) -> dict[int, set[str]]:
    return {at: {cells[at] for _, cells in top if at < len(cells)} for at in columns}
