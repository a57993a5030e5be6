"""Whether cards reached their owners: when that was signed for, and on which page of which list."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from flask import url_for
from sqlalchemy import select

from benefits.cards.rolls import handing_over
from benefits.cards.rolls.handing_over import HandedOver
from benefits.cards.rolls.models import Roll
from benefits.desk import scope
from benefits.web import current


class Signed(NamedTuple):
    """Where a card stands on a list; `url` leads there, if the list is within reach."""

    at: HandedOver
    url: str | None


def of_cards(indexes: Collection[int]) -> Mapping[int, Signed]:
    """Say of those cards that are on a list where they stand."""
    found = handing_over.of_cards(current.session(), indexes) if indexes else []
    reached = select(Roll.id).where(
        Roll.id.in_([each.roll_id for each in found]), Roll.organization_id.in_(scope.unit_ids())
    )
    open_ones = set(current.session().scalars(reached)) if found else set[int]()
    return {each.card_index: Signed(each, _url(each, open_ones)) for each in found}


def _url(at: HandedOver, reached: Collection[int]) -> str | None:
    if at.roll_id not in reached:
        return None
    return url_for("rolls.one", roll_id=at.roll_id, trang=at.page)
