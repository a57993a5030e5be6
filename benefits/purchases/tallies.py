"""How often each version of an offer was used, and what members got by it."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, cast, exists, func, select
from sqlalchemy.orm import Session

from benefits.money import Dong
from benefits.purchases.models import Purchase, Reversal


class Tally(NamedTuple):
    """Uses that were not wholly taken back, and the benefit that is left of them."""

    uses: int = 0
    benefit: Dong = Dong(0)


def by_version(
    session: Session, version_ids: Collection[int], organizations: Select[Any]
) -> Mapping[int, Tally]:
    """Count the uses of these versions by people who then belonged to some organizations."""
    whole = exists().where(
        Reversal.member_id == Purchase.member_id,
        Reversal.purchase_id == Purchase.id,
        Reversal.is_whole,
    )
    back = (
        select(func.coalesce(func.sum(Reversal.benefit), 0))
        .where(Reversal.member_id == Purchase.member_id, Reversal.purchase_id == Purchase.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Purchase.offer_version_id,
            func.count(),
            cast(func.sum(Purchase.benefit - back), BigInteger),
        )
        .where(
            Purchase.offer_version_id.in_(version_ids),
            Purchase.organization_id.in_(organizations),
            ~whole,
        )
        .group_by(Purchase.offer_version_id)
    )
    return {version: Tally(uses, Dong(benefit)) for version, uses, benefit in rows}
