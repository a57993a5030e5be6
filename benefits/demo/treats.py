"""What an offer of the demo is made of."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from benefits.agreements import Category, Discount
from benefits.demo.prices import Prices

EVERYBODY: Final = ["doan_vien", "nguoi_lao_dong", "than_nhan"]
MEMBERS: Final = ["doan_vien"]
TET: Final = "tet"
"""Marks an offer that is made only in the weeks before Tết."""


class Treat(NamedTuple):
    """An offer under a deal, and what people usually pay where it is used.

    `rule` is the document of the offers file; `weight` is how often it is taken among the offers
    of its partner.
    """

    code: str
    deal: str
    title: str
    discount: Discount
    value: str
    prices: Prices
    ceiling: int | None = None
    min_spend: int | None = None
    category: Category = Category.DOI_TAC
    weight: float = 1
    outlets: tuple[str, ...] = ()
    season: str = ""
    rule: Mapping[str, Any] = {}


def at_most(allowed: int, window: str) -> dict[str, Any]:
    """Limit how often one member may use an offer."""
    return {"scope": "member", "window": window, "allowed": allowed}


ONCE_A_DAY: Final = at_most(1, "day")
