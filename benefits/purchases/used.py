"""Whether a partner was ever used, which settles what may be said of it afterwards."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.partners import Outlet
from benefits.purchases.models import Purchase


def used_partners(session: Session, partner_ids: Collection[int]) -> frozenset[int]:
    """Tell which of some partners a card was ever used at, taken back since or not."""
    at = select(Purchase.id).where(Purchase.outlet_id == Outlet.id).correlate(Outlet).exists()
    used = select(Outlet.partner_id).where(Outlet.partner_id.in_(partner_ids), at).distinct()
    return frozenset(session.scalars(used))
