"""What was taken back: two purchases in a hundred, wholly or in part."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final

from benefits.demo.buying import Bought
from benefits.demo.tree import Row

SHARE, WHOLE = 0.02, 0.6
REASONS: Final = ("wrong_amount", "wrong_card", "recorded_twice", "sale_cancelled")
PARTIAL: Final = "goods_returned"
_STEP: Final = 1_000


def take_back(purchases: Iterable[Bought], before: datetime, source: Random) -> Iterator[Row]:
    """Return rows of a reversals file; every purchase is taken back once at most."""
    for one in purchases:
        if source.random() >= SHARE:
            continue
        reversal_id = uuid.UUID(int=source.getrandbits(128), version=4)
        minutes = source.choice((3, 8, 14, 60, 60 * 26, 60 * 70))
        at = min(one.at + timedelta(minutes=minutes), before)
        part = _part(one, source) if source.random() >= WHOLE else None
        amounts, reason = (part, PARTIAL) if part else (("", "", ""), source.choice(REASONS))
        yield str(reversal_id), str(one.id), *amounts, reason, at.isoformat()


def _part(one: Bought, source: Random) -> tuple[int, int, int] | None:
    """Return the goods brought back, at the prices they were bought for."""
    goods = round(one.list_price * source.uniform(0.2, 0.7) / _STEP) * _STEP
    if not 0 < goods < one.list_price or not one.paid:
        return None
    paid = one.paid * goods // one.list_price
    return goods, paid, min(one.subsidy * goods // one.list_price, paid)
