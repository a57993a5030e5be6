"""The nine files one installation writes and another reads, in the order they need each other."""

from benefits.exchange.kinds.agreements import Agreements
from benefits.exchange.kinds.cards import Cards
from benefits.exchange.kinds.kind import Circumstances, Kind
from benefits.exchange.kinds.members import Members
from benefits.exchange.kinds.offers import Offers
from benefits.exchange.kinds.organizations import Organizations
from benefits.exchange.kinds.outlets import Outlets
from benefits.exchange.kinds.partners import Partners
from benefits.exchange.kinds.purchases import Purchases
from benefits.exchange.kinds.reversals import Reversals

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Organizations(),
        Members(),
        Partners(),
        Outlets(),
        Agreements(),
        Offers(),
        Cards(),
        Purchases(),
        Reversals(),
    )
}

__all__ = ["KINDS", "Circumstances", "Kind"]
