"""A version of an offer as a counter asks about it: what, where, when, to whom, how often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from benefits.agreements.covering import Covering
from benefits.agreements.models import Category, LimitScope, LimitWindow, Trust
from benefits.agreements.rules import Rule
from benefits.agreements.windows import Pause, pause_at
from benefits.members import BeneficiaryKind

SERVED_BY_DEFAULT: Final = (BeneficiaryKind.DOAN_VIEN, BeneficiaryKind.NGUOI_LAO_DONG)
_SUREST_FIRST: Final = tuple(Trust)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `allowed` uses within a window, counted for a scope."""

    scope: LimitScope
    window: LimitWindow
    allowed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """A version of an offer, ready to be asked about a card.

    `opens_on` and `closes_on` are where version and agreement overlap. `covering` says whom the
    agreement covers. `outlet_ids` is empty where the version holds at every outlet of the
    partner's. `seller` is who writes the invoices.
    """

    offer_id: int
    code: str
    version_id: int
    title: str
    terms: str
    category: Category
    agreement_id: int
    partner_id: int
    seller: str
    rule: Rule
    trust: Trust
    kinds: tuple[str, ...]
    limits: tuple[Limit, ...]
    covering: Covering
    outlet_ids: frozenset[int]
    version_from: date
    version_until: date | None
    agreed_from: date
    agreed_until: date | None
    is_draft: bool

    @property
    def opens_on(self) -> date:
        return max(self.version_from, self.agreed_from)

    @property
    def closes_on(self) -> date | None:
        return earlier(self.version_until, self.agreed_until)

    @property
    def is_cut_off(self) -> bool:
        """Tell whether it holds on no day at all, as its agreement was ended before."""
        return self.closes_on is not None and self.closes_on <= self.opens_on

    def is_coming_on(self, day: date) -> bool:
        """Tell whether it begins after a day, and before its agreement ends."""
        return not self.is_cut_off and day < self.opens_on

    def is_in_force_on(self, day: date) -> bool:
        closes_on = self.closes_on
        is_over = closes_on is not None and closes_on <= day
        return self.is_agreed_on(day) and self.version_from <= day and not is_over

    def pause_at(self, at: datetime) -> Pause | None:
        """Tell of an offer in force whether its rule keeps it for other days, and until which."""
        return pause_at(self.rule.windows, at, self.closes_on)

    def is_agreed_on(self, day: date) -> bool:
        """Tell whether the agreement is in force, whichever version was then offered."""
        is_over = self.agreed_until is not None and self.agreed_until <= day
        return not self.is_draft and self.agreed_from <= day and not is_over

    def covers(self, path: Sequence[int], day: date) -> bool:
        """Tell whether the agreement covers a unit on a day, by its path from the top."""
        return self.covering.covers(path, day)

    def serves(self, kind: str) -> bool:
        return kind in (self.kinds or SERVED_BY_DEFAULT)

    @property
    def counts_groups(self) -> bool:
        """Whether every group of products that the rule names is counted by itself."""
        return bool(self.rule.groups) and any(
            limit.scope is LimitScope.PRODUCT for limit in self.limits
        )

    def trusts(self, shown: Trust) -> bool:
        return _SUREST_FIRST.index(shown) <= _SUREST_FIRST.index(self.trust)

    def is_made_at(self, outlet_id: int) -> bool:
        return not self.outlet_ids or outlet_id in self.outlet_ids


def earlier(one: date | None, other: date | None) -> date | None:
    """Return the first of two ends, where none is the end of neither."""
    if one is None or other is None:
        return one or other
    return min(one, other)
