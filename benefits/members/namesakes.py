"""People of one unit who share name and year, where a birthday is not known: perhaps one person.

A year alone is too little to tell the whole union by, but not to tell one unit's people by.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import combinations
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.util import AliasedClass

from benefits.database import insert_or_ignore
from benefits.members.merging import is_merged
from benefits.members.models import Member, Membership, Twins, TwinState

Pair = tuple[int, int]
_YEAR: Final = 4
_LABELS: Final = ("unit", "name", "year")


class _Record(NamedTuple):
    id: int
    birth: str
    paper: str | None


def find(session: Session, units: Collection[int], day: date) -> list[Pair]:
    """Return the pairs of those units, each by the lower id first."""
    return [pair for same in _alike(session, units, day) for pair in _pairs(same)]


def note(session: Session, pairs: Iterable[Pair], now: datetime) -> None:
    """Put pairs on the list of possible twins; those that somebody has decided on stay decided."""
    rows: list[dict[str, object]] = [
        {"low_id": low, "high_id": high, "state": TwinState.OPEN, "found_at": now}
        for low, high in pairs
    ]
    insert_or_ignore(session, Twins, *rows)


def share_name_and_year(
    low: type[Member] | AliasedClass[Member], high: type[Member] | AliasedClass[Member]
) -> ColumnElement[bool]:
    """Tell of a statement's two records whether they share name and year, one birthday unknown."""
    is_year_alone = or_(func.length(low.birth) == _YEAR, func.length(high.birth) == _YEAR)
    return and_(low.sort_key == high.sort_key, _year(low.birth) == _year(high.birth), is_year_alone)


def _alike(session: Session, units: Collection[int], day: date) -> Iterator[list[_Record]]:
    """Yield those who share unit, name and year."""
    of_whom = (Membership.organization_id, Member.sort_key, _year(Member.birth))
    belonging = (
        Membership.member_id == Member.id,
        Membership.organization_id.in_(units),
        Membership.valid_from <= day,
        or_(Membership.valid_until.is_(None), Membership.valid_until > day),
        Member.birth.is_not(None),
        Member.erased_at.is_(None),
        ~is_merged(Member.id),
    )
    shared = (
        select(*(each.label(name) for each, name in zip(of_whom, _LABELS, strict=True)))
        .where(*belonging)
        .group_by(*of_whom)
        .having(func.count() > 1, func.min(func.length(Member.birth)) == _YEAR)
        .subquery()
    )
    found = (
        select(Membership.organization_id, Member.sort_key, Member.id, Member.birth)
        .add_columns(Member.citizen_id_hash)
        .where(*belonging)
        .where(*(one == other for one, other in zip(of_whom, shared.c, strict=True)))
        .order_by(Member.id)
    )
    groups: defaultdict[tuple[int, str, str], list[_Record]] = defaultdict(list)
    for unit, name, key, birth, paper in session.execute(found):
        groups[unit, name, birth[:_YEAR]].append(_Record(key, birth, paper))
    yield from groups.values()


def _pairs(same: list[_Record]) -> Iterator[Pair]:
    for one, other in combinations(same, 2):
        is_birthday_unknown = _YEAR in {len(one.birth), len(other.birth)}
        are_numbered_apart = one.paper and other.paper and one.paper != other.paper
        if is_birthday_unknown and not are_numbered_apart and one.id != other.id:
            yield min(one.id, other.id), max(one.id, other.id)


def _year(birth: InstrumentedAttribute[str | None]) -> ColumnElement[str]:
    return func.substr(birth, 1, _YEAR)
