"""The uses that a question asks about, each under the keys of the days it falls in."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Subquery, select

from benefits.agreements import Agreement
from benefits.figures import spans
from benefits.figures.answers import Only
from benefits.figures.live import OF_OFFERS, live_purchases
from benefits.figures.spans import Span
from benefits.organization import Organization


@lru_cache(maxsize=200)
def counted(only: Only, *, on_postgresql: bool, key: str = "k") -> Subquery:
    """Return the live purchases under the key `k` of each span that they count in.

    `key` is what the rows are grouped by.
    """
    needs_offers = bool(key in OF_OFFERS or only.categories or only.partner_id is not None)
    table = spans.as_table(on_postgresql=on_postgresql)
    live = live_purchases(table, with_offers=needs_offers)
    return select(live).where(*_left_in(live, only)).subquery("counted")


def bound(as_of: datetime, chosen: Iterable[Span]) -> dict[str, object]:
    """Return what a statement over `counted` needs to know."""
    return {"as_of": as_of, "spans": spans.written(chosen)}


def _left_in(live: Subquery, only: Only) -> Iterable[ColumnElement[bool]]:
    for name, values in (
        ("category", only.categories),
        ("kind", only.kinds),
        ("evidence", only.evidence),
        ("method", only.methods),
    ):
        if values:
            yield live.c[name].in_(sorted(values))
    for name in ("agreement_id", "partner_id", "outlet_id"):
        if (value := getattr(only, name)) is not None:
            yield live.c[name] == value
    if only.signed_at:
        signed = (
            select(Agreement.id)
            .join(Organization, Organization.id == Agreement.signed_by_id)
            .where(Organization.level.in_(sorted(only.signed_at)))
        )
        yield live.c.agreement_id.in_(signed)
