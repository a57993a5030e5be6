"""Which units an agreement covers: those it names or leaves out, and those of its tags."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Select,
    bindparam,
    cast,
    false,
    null,
    or_,
    select,
)
from sqlalchemy.orm import Session

from benefits.agreements.models import Agreement, Coverage, TagCoverage
from benefits.organization import OrganizationTag, Worn, as_known, holds_on

Dated = tuple[tuple[int, Worn], ...]
Key = tuple[tuple[tuple[int, bool], ...], Dated, Dated, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Covering:
    """`covered` says of every unit named whether it is in or left out.

    `later` says from which day others are in because of a merger, `tagged` on which days because
    of a tag: of a tag's units, those under whoever signed the agreement or holds it now.
    """

    covered: Mapping[int, bool]
    later: Dated = ()
    tagged: Dated = ()
    holders: frozenset[int] = frozenset()

    @property
    def key(self) -> Key:
        """What two agreements that cover the same units on every day have in common."""
        return tuple(sorted(self.covered.items())), self.later, self.tagged, self.holders

    def covers(self, path: Sequence[int], day: date) -> bool:
        """Tell whether a unit is covered on a day, by its path from the top.

        The closest named decides; what is said of a unit itself, before what its tags say.
        """
        tagged = () if self.holders.isdisjoint(path) else self.tagged
        named: Mapping[int, bool] = self.covered
        if tagged or self.later:
            dated = (*self.later, *tagged)
            inside = {unit: True for unit, on in dated if on.valid_from <= day < on.valid_until}
            named = {**inside, **self.covered}
        return next((named[unit] for unit in reversed(path) if unit in named), False)


def coverings_of(
    session: Session, agreement_ids: Iterable[int], as_of: datetime | None = None
) -> dict[int, Covering]:
    """Read whom each agreement covers, in one statement."""
    ids = list(agreement_ids)
    covered: dict[int, dict[int, bool]] = {each: {} for each in ids}
    later: dict[int, list[tuple[int, Worn]]] = {each: [] for each in ids}
    tagged: dict[int, list[tuple[int, Worn]]] = {each: [] for each in ids}
    holders: dict[int, frozenset[int]] = {}
    statement = _LAST_KNOWN if as_of is None else _said(as_of)
    for each, unit, is_excluded, first, until, *held_by in session.execute(statement, {"ids": ids}):
        if None not in held_by:
            tagged[each].append((unit, Worn(first, until or date.max)))
            holders[each] = frozenset(held_by)
        elif first is None:
            covered[each][unit] = not is_excluded
        else:
            later[each].append((unit, Worn(first, date.max)))
    return {
        each: Covering(
            covered[each],
            tuple(sorted(later[each])),
            tuple(sorted(tagged[each])),
            holders.get(each, frozenset()),
        )
        for each in ids
    }


def _said(as_of: datetime | None = None) -> CompoundSelect[*tuple[Any, ...]]:
    """Select what is said of units by name, then what is said of them by their tags."""
    some: Any = bindparam("ids", expanding=True)
    nobody = cast(null(), Integer)
    named = select(
        Coverage.agreement_id,
        Coverage.organization_id,
        Coverage.is_excluded,
        Coverage.since,
        cast(null(), Date),
        nobody,
        nobody,
    ).where(Coverage.agreement_id.in_(some))
    by_tag = (
        select(
            TagCoverage.agreement_id,
            OrganizationTag.organization_id,
            false(),
            OrganizationTag.valid_from,
            OrganizationTag.valid_until,
            Agreement.signed_by_id,
            Agreement.held_by_id,
        )
        .join(Agreement, Agreement.id == TagCoverage.agreement_id)
        .join(OrganizationTag, OrganizationTag.tag_id == TagCoverage.tag_id)
        .where(TagCoverage.agreement_id.in_(some), as_known(OrganizationTag, as_of))
    )
    return named.union_all(by_tag)


_LAST_KNOWN: Final = _said()


def agreements_covering(path: Sequence[int], day: date) -> Select[int]:
    """Select the agreements that name a unit of a path as covered, itself or by a tag."""
    named = select(Coverage.agreement_id).where(
        Coverage.organization_id.in_(path),
        Coverage.is_excluded.is_(False),
        or_(Coverage.since.is_(None), Coverage.since <= day),
    )
    by_tag = (
        select(TagCoverage.agreement_id)
        .join(OrganizationTag, OrganizationTag.tag_id == TagCoverage.tag_id)
        .where(
            OrganizationTag.organization_id.in_(path),
            holds_on(OrganizationTag, day),
            as_known(OrganizationTag),
        )
    )
    return named.union(by_tag)  # type: ignore[return-value]


def covering_tags(held_by: Collection[int] | None = None) -> Select[int]:
    """Select the tags whose units agreements cover; told whose, those of their agreements alone."""
    named = select(TagCoverage.tag_id)
    if held_by is None:
        return named
    theirs = or_(Agreement.signed_by_id.in_(held_by), Agreement.held_by_id.in_(held_by))
    return named.join(Agreement, Agreement.id == TagCoverage.agreement_id).where(theirs)
