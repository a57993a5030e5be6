"""How many units, people, cards and uses stand below each of some units, as the tree is today."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from benefits import figures
from benefits.cards.finding import belonged_on
from benefits.desk import scope
from benefits.desk.people.member_filters import holds_card
from benefits.members import Member, Membership
from benefits.organization import Placement, as_known, holds_on
from benefits.periods import ONE_DAY, Period
from benefits.web import current

FEW_UNITS: Final = 300


class Counts(NamedTuple):
    people: int = 0
    with_card: int = 0
    uses: int = 0


def is_small(unit_id: int) -> bool:
    """Tell whether few enough units stand below one to count their people at once."""
    some = scope.below(unit_id).limit(FEW_UNITS + 1).subquery()
    count = current.session().scalar(select(func.count()).select_from(some)) or 0
    return count <= FEW_UNITS


def below(unit_ids: Sequence[int], today: date) -> dict[int, int]:
    """Count the units directly below each."""
    rows = (
        select(Placement.parent_id, func.count())
        .where(Placement.parent_id.in_(unit_ids), holds_on(Placement, today), as_known(Placement))
        .group_by(Placement.parent_id)
    )
    return {parent or 0: count for parent, count in current.session().execute(rows)}


def counted(unit_ids: Sequence[int], today: date) -> dict[int, Counts]:
    """Count people, who of them has a printed card, and this month's uses; six statements."""
    people = _people(unit_ids, today)
    with_card = _people(unit_ids, today, holds_card(today, Membership.member_id))
    uses = _uses(unit_ids, today)
    return {
        each: Counts(people.get(each, 0), with_card.get(each, 0), uses.get(each, 0))
        for each in unit_ids
    }


def _people(unit_ids: Sequence[int], today: date, *which: ColumnElement[bool]) -> Mapping[int, int]:
    stand, inside = _sub_trees(unit_ids, today)
    erased = select(Member.id).where(Member.erased_at.is_not(None))
    return _numbers(
        inside.join(Membership, Membership.organization_id == stand.organization_id).where(
            belonged_on(today), Membership.member_id.not_in(erased), *which
        )
    )


def _uses(unit_ids: Sequence[int], today: date) -> Mapping[int, int]:
    """Count the uses of the month so far as its figures do, those of closed units among them."""
    month = Period(today.replace(day=1), today + ONE_DAY)
    return figures.uses_below(current.session(), unit_ids, month, current.now())


def _numbers(rows: Select[*tuple[Any, ...]]) -> Mapping[int, int]:
    return dict(current.session().execute(rows.add_columns(func.count())).all())


def _sub_trees(
    unit_ids: Sequence[int], today: date
) -> tuple[type[Placement], Select[*tuple[Any, ...]]]:
    """Pair each unit with everything that stands in its sub-tree today."""
    root, stand = aliased(Placement), aliased(Placement)
    inside = (
        select(root.organization_id)
        .join(stand, stand.path.startswith(root.path))
        .where(root.organization_id.in_(unit_ids))
        # No sub-tree leads out of the officer's own: units beyond it need not be compared.
        .where(stand.path.contains(f"/{scope.organization_id()}/", autoescape=True))
        .where(*(each for side in (root, stand) for each in _today(side, today)))
        .group_by(root.organization_id)
    )
    return stand, inside


def _today(side: type[Placement], today: date) -> tuple[Any, Any]:
    return holds_on(side, today), as_known(side)
