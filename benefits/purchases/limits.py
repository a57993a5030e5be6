"""Which counters a use of an offer takes from, and which of them leave none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from benefits.agreements import Limit, LimitScope, LimitWindow, Offering, Remark
from benefits.periods import ONE_DAY

SHARED: Final = 0
FOR_GOOD: Final = date(1970, 1, 1)
OF_ONE_MEMBER: Final = (LimitScope.MEMBER, LimitScope.PRODUCT)


class Key(NamedTuple):
    """A counter; they are always taken in this order, so that no two tills wait for each other."""

    member_id: int
    offer_id: int
    scope: str
    subject: str
    window: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class Buyer:
    """Whose uses are counted, and with whom they are shared."""

    member_id: int
    household_id: int | None
    organization_id: int
    outlet_id: int
    products: tuple[str, ...] = ()


Limits = dict[Key, Limit]


def limits_of(offering: Offering, buyer: Buyer, day: date) -> Limits:
    """Return the counters that one use of an offer takes from, in the order of taking."""
    keys = {
        Key(
            buyer.member_id if limit.scope in OF_ONE_MEMBER else SHARED,
            offering.offer_id,
            limit.scope.value,
            subject,
            limit.window.value,
            _opening(limit.window, day),
        ): limit
        for limit in offering.limits
        for subject in _subjects(limit.scope, buyer, is_one=not offering.rule.groups)
    }
    return dict(sorted(keys.items()))


def openings(day: date) -> dict[str, date]:
    """Return when the counters were opened that a use of a day takes from, by window."""
    return {window.value: _opening(window, day) for window in LimitWindow}


def reached(limits: Limits, taken: Mapping[Key, int], day: date) -> Remark | None:
    """Return the limit that leaves no use; of several, the one that opens last."""
    full = [limit for key, limit in limits.items() if taken.get(key, 0) >= limit.allowed]
    if not full:
        return None
    last = max(full, key=lambda limit: opens_again(limit.window, day) or date.max)
    opens_on = opens_again(last.window, day)
    params: dict[str, int | str | None] = {
        "scope": last.scope.value,
        "window": last.window.value,
        "allowed": last.allowed,
        "opens_on": None if opens_on is None else opens_on.isoformat(),
    }
    return Remark("limit_reached", params)


def opens_again(window: LimitWindow, day: date) -> date | None:
    """Return the first day on which a limit full today has room again; none for a total."""
    if window is LimitWindow.DAY:
        return day + ONE_DAY
    if window is LimitWindow.MONTH:
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return None


def alone(member_id: int) -> str:
    """Name the household of somebody who has none."""
    return f"m{member_id}"


def _opening(window: LimitWindow, day: date) -> date:
    if window is LimitWindow.DAY:
        return day
    return day.replace(day=1) if window is LimitWindow.MONTH else FOR_GOOD


def _subjects(scope: LimitScope, buyer: Buyer, *, is_one: bool) -> Iterable[str]:
    """Name who or what is counted; somebody without a household is one by himself.

    An offer that names no groups of products `is_one` product, whatever is bought.
    """
    if scope is LimitScope.HOUSEHOLD:
        return (str(buyer.household_id or alone(buyer.member_id)),)
    if scope is LimitScope.PRODUCT:
        return ("",) if is_one else sorted(set(buyer.products))
    whose = {
        LimitScope.MEMBER: buyer.member_id,
        LimitScope.OUTLET: buyer.outlet_id,
        LimitScope.ORGANIZATION: buyer.organization_id,
        LimitScope.ALL: "",
    }
    return (str(whose[scope]),)
