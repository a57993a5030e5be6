"""Each official figure, defined once over the live purchases.

A person counts once however often they buy, and once at every level above them, so a unit's
people are never the sum of its parts'. Sums are cast: PostgreSQL sums bigints into a numeric.
"""

from typing import Final

from sqlalchemy import BigInteger, ColumnElement, FromClause, Subquery, cast, func

MEASURES: Final = ("people", "uses", "benefit", "subsidy", "turnover")


def people(live: Subquery) -> ColumnElement[int]:
    return func.count(live.c.person.distinct())


def uses(live: Subquery) -> ColumnElement[int]:
    return func.count(live.c.id)


def benefit(live: Subquery) -> ColumnElement[int]:
    return _sum(live.c.benefit)


def subsidy(live: Subquery) -> ColumnElement[int]:
    return _sum(live.c.subsidy)


def turnover(live: Subquery) -> ColumnElement[int]:
    """What the shops received, the members' share and the subsidy together."""
    return _sum(live.c.paid)


def measured(live: Subquery) -> tuple[ColumnElement[int], ...]:
    """Return all five, in the order of `MEASURES`."""
    return people(live), uses(live), benefit(live), subsidy(live), turnover(live)


def of_a_person(live: Subquery) -> tuple[ColumnElement[int], ...]:
    """Return what adds up over people, of the uses of each, under the names of the measures."""
    each = uses(live), benefit(live), subsidy(live), turnover(live)
    return tuple(one.label(name) for one, name in zip(each, MEASURES[1:], strict=True))


def of_all(everybody: FromClause) -> tuple[ColumnElement[int], ...]:
    """Return all five of a row for each person."""
    return func.count(), *(_sum(everybody.c[name]) for name in MEASURES[1:])


def _sum(amount: ColumnElement[int]) -> ColumnElement[int]:
    return cast(func.coalesce(func.sum(amount), 0), BigInteger)
