"""Who looked at a member's card, and when."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.partners import Outlet, Partner
from benefits.purchases.models import Verification


class Glance(NamedTuple):
    """One look; without an outlet it was somebody who opened the card's address."""

    at: datetime
    result: str
    outlet_name: str | None
    partner_name: str | None


def glances_at(session: Session, member_id: int, *, most: int = 200) -> list[Glance]:
    """List the looks at a member's cards, the latest first."""
    looks = session.execute(
        select(Verification.verified_at, Verification.result, Outlet.name, Partner.name)
        .outerjoin(Outlet, Outlet.id == Verification.outlet_id)
        .outerjoin(Partner, Partner.id == Outlet.partner_id)
        .where(Verification.member_id == member_id)
        .order_by(Verification.verified_at.desc(), Verification.id.desc())
        .limit(most)
    )
    return [Glance(*look) for look in looks]
