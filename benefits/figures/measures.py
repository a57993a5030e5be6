"""Each official figure, defined once over the live purchases.

A person counts once however often they buy, and once at every level above them, so a unit's
people are never the sum of its parts'. Sums are cast: PostgreSQL sums bigints into a numeric.
"""

from typing import Final

from sqlalchemy import BigInteger, ColumnElement, String, Subquery, cast, func

BETWEEN: Final = ","


def people(live: Subquery) -> ColumnElement[int]:
    return func.count(live.c.person.distinct())


def uses(live: Subquery) -> ColumnElement[int]:
    return func.count(live.c.k)  # every use has one, and an id would be sorted along


def benefit(live: Subquery) -> ColumnElement[int]:
    return _sum(live.c.benefit)


def subsidy(live: Subquery) -> ColumnElement[int]:
    return _sum(live.c.subsidy)


def turnover(live: Subquery) -> ColumnElement[int]:
    """What the shops received, the members' share and the subsidy together."""
    return _sum(live.c.paid)


def measured(live: Subquery) -> tuple[ColumnElement[int], ...]:
    """Return all five, in the order of `Figures`."""
    return people(live), *added(live)


def added(live: Subquery) -> tuple[ColumnElement[int], ...]:
    """Return those that add up over parts: all but the people."""
    return uses(live), benefit(live), subsidy(live), turnover(live)


def everybody(live: Subquery) -> ColumnElement[str]:
    """Return whose the uses are, with `BETWEEN` in between, for people who are to be told apart.

    Each is there as often as they bought: a set of them has the people.
    """
    return func.aggregate_strings(cast(live.c.person, String), BETWEEN)


def _sum(amount: ColumnElement[int]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(amount), 0), BigInteger)
