"""How many units, people, cards and uses stand below each of some units, as the tree is today."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import aliased

from benefits import organization
from benefits.cards.finding import belonged_on
from benefits.desk.member_filters import holds_card
from benefits.members import Member, Membership
from benefits.organization import Placement, as_known, holds_on
from benefits.purchases import Purchase, Reversal
from benefits.web import current

FEW_UNITS: Final = 300


class Counts(NamedTuple):
    people: int = 0
    with_card: int = 0
    uses: int = 0


def is_small(unit_id: int) -> bool:
    """Tell whether few enough units stand below one to count their people at once."""
    some = organization.reach_of(unit_id).limit(FEW_UNITS + 1).subquery()
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
    """Count people, who of them has a printed card, and this month's uses; two statements."""
    session, (stand, inside) = current.session(), _sub_trees(unit_ids, today)
    people = session.execute(
        inside.join(Membership, Membership.organization_id == stand.organization_id)
        .join(Member, Member.id == Membership.member_id)
        .where(belonged_on(today), Member.erased_at.is_(None))
        .add_columns(func.count(), func.sum(case((holds_card(today), 1), else_=0)))
    )
    counts = {unit: Counts(count, int(cards or 0)) for unit, count, cards in people}
    wholly = and_(
        Reversal.member_id == Purchase.member_id,
        Reversal.purchase_id == Purchase.id,
        Reversal.is_whole,
    )
    uses = session.execute(
        inside.join(Purchase, Purchase.organization_id == stand.organization_id)
        .outerjoin(Reversal, wholly)
        .where(Purchase.bought_on.between(today.replace(day=1), today), Reversal.id.is_(None))
        .add_columns(func.count())
    )
    for unit, count in uses:
        counts[unit] = counts.get(unit, Counts())._replace(uses=count)
    return {each: counts.get(each, Counts()) for each in unit_ids}


def _sub_trees(
    unit_ids: Sequence[int], today: date
) -> tuple[type[Placement], Select[*tuple[Any, ...]]]:
    """Pair each unit with everything that stands in its sub-tree today."""
    root, stand = aliased(Placement), aliased(Placement)
    inside = (
        select(root.organization_id)
        .join(stand, stand.path.startswith(root.path))
        .where(root.organization_id.in_(unit_ids))
        .where(*(each for side in (root, stand) for each in _today(side, today)))
        .group_by(root.organization_id)
    )
    return stand, inside


def _today(side: type[Placement], today: date) -> tuple[Any, Any]:
    return holds_on(side, today), as_known(side)
