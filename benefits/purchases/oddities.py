"""What somebody should look at later. None of it refuses a sale."""

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from benefits.agreements import Remark
from benefits.purchases.models import Purchase

LOOKED_AT: Final = 100
ENOUGH_TO_JUDGE: Final = 20
TIMES_USUAL: Final = 10
_LATEST: Final = (
    select(Purchase.list_price)
    .where(Purchase.outlet_id == bindparam("outlet_id"))
    .order_by(Purchase.bought_at.desc())
    .limit(LOOKED_AT)
)


def unusual_price(session: Session, outlet_id: int, list_price: int) -> Remark | None:
    """Warn of a price far above what this outlet usually takes: zeros too many, perhaps."""
    usual = usual_most(session, outlet_id)
    if usual is None or list_price <= TIMES_USUAL * usual:
        return None
    return Remark("price_unusual", {"list_price": list_price, "usual": usual})


def usual_most(session: Session, outlet_id: int) -> int | None:
    """Return the price that 95 of an outlet's last 100 purchases kept to, once there are some."""
    prices = sorted(session.scalars(_LATEST, {"outlet_id": outlet_id}))
    if len(prices) < ENOUGH_TO_JUDGE:
        return None
    return prices[(len(prices) * 95 - 1) // 100]
