"""What somebody should look at later. None of it refuses a sale."""

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from benefits.agreements import Remark
from benefits.database import DongAmount, Prepared
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

# With so many that are not far below it, a price cannot be above what 95 of 100 kept to.
ENOUGH_LIKE_IT: Final = LOOKED_AT - (LOOKED_AT * 95 - 1) // 100
_LATEST_FEW: Final = _LATEST.subquery()
_LIKE_IT: Final = Prepared(
    select(_LATEST_FEW.c.list_price)
    .where(_LATEST_FEW.c.list_price * TIMES_USUAL >= bindparam("list_price", type_=DongAmount()))
    .limit(ENOUGH_LIKE_IT)
)


def unusual_price(session: Session, outlet_id: int, list_price: int) -> Remark | None:
    """Warn of a price far above what this outlet usually takes: zeros too many, perhaps."""
    like_it = _LIKE_IT.all(session, outlet_id=outlet_id, list_price=list_price)
    if len(like_it) >= ENOUGH_LIKE_IT:
        return None
    usual = usual_most(session, outlet_id)
    if usual is None or list_price <= TIMES_USUAL * usual:
        return None
    return Remark("price_unusual", {"list_price": list_price, "usual": usual})


def usual_most(session: Session, outlet_id: int) -> int | None:
    """Return the price that 95 of an outlet's last 100 purchases kept to, once there are some."""
    prices = sorted(session.scalars(_LATEST, {"outlet_id": outlet_id}))
    if len(prices) < ENOUGH_TO_JUDGE:
        return None
    return prices[_usual_at(len(prices))]


def _usual_at(seen: int) -> int:
    """Return which of so many prices in rising order is the one that 95 of 100 kept to."""
    return (seen * 95 - 1) // 100
