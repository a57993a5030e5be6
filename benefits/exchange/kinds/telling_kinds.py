"""A file of another of the nine kinds, known by its headings: no row of it is a person."""

from collections.abc import Iterable
from typing import Final

from benefits.exchange.kinds.agreements import Agreements
from benefits.exchange.kinds.cards import Cards
from benefits.exchange.kinds.offers import Offers
from benefits.exchange.kinds.organizations import Organizations
from benefits.exchange.kinds.outlets import Outlets
from benefits.exchange.kinds.partners import Partners
from benefits.exchange.kinds.purchases import Purchases
from benefits.exchange.kinds.reversals import Reversals

_OTHERS: Final = (
    *(Organizations, Partners, Outlets, Agreements, Offers, Cards, Purchases, Reversals),
)
_FEW: Final = 3


def other_kind(headings: Iterable[str]) -> str | None:
    """Return the kind whose headings these are: all it has, or most of it and nothing else.

    Few are not enough: lists of people have a code and a name as well.
    """
    names = {each.strip().lower() for each in headings if each.strip()}
    for kind in _OTHERS:
        known, needed = set(kind.header), {each.name for each in kind.columns if each.is_needed}
        is_most = needed <= names <= known and len(names) > max(_FEW, len(known) // 2)
        if known <= names or is_most:
            return kind.name
    return None
