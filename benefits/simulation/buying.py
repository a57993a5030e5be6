"""What one member bought on which days, and what was taken back, as rows of the ledger."""

from collections.abc import Sequence
from random import Random
from typing import Final, NamedTuple

from benefits.purchases import Evidence, Method
from benefits.simulation.calendar import AFTERWARDS, Calendar
from benefits.simulation.market import Market
from benefits.simulation.people import Span
from benefits.simulation.plan import Plan
from benefits.simulation.pouring import Row
from benefits.simulation.prices import Sum
from benefits.simulation.wallets import Wallet

REVERSED, WHOLE, LATE, BY_PHONE, TYPED = 0.02, 0.6, 0.03, 0.6, 0.07
LONGEST_DELAY: Final = 7
_REASONS: Final = ("wrong_amount", "wrong_card", "recorded_twice", "sale_cancelled")
_PARTLY: Final = "goods_returned"
_ON_PHONE, _PRINTED, _TYPED, _LATE = (
    Evidence.QUET_MA_DONG.value,
    Evidence.QUET_THE_IN.value,
    Evidence.GO_MA.value,
    Evidence.NHAP_SAU.value,
)
_RANDOM_BITS: Final = 62
_VERSION: Final = (7 << 76) | (2 << 62)

PURCHASE: Final = (
    *("member_id", "id", "card_index", "organization_id", "kind", "outlet_id"),
    *("offer_version_id", "agreement_id", "bought_at", "bought_on", "list_price", "paid"),
    *("benefit", "subsidy", "method", "evidence", "quantity", "warnings", "known_at"),
)
REVERSAL: Final = (
    *("member_id", "id", "purchase_id", "number", "list_price", "paid", "benefit", "subsidy"),
    *("is_whole", "reason", "reversed_at", "known_at"),
)


class Bought(NamedTuple):
    purchase: Row
    reversal: Row | None


class Shopper:
    """Draws purchases; ids count up as clients' would, so that indexes grow at their end."""

    def __init__(
        self,
        plan: Plan,
        units: Sequence[int],
        market: Market,
        calendar: Calendar,
        source: Random,
    ) -> None:
        self.plan, self.market, self.calendar, self.source = plan, market, calendar, source
        self.units, self.clock = units, calendar.clock

    def buy(self, member: int, life: tuple[Span, ...], wallet: Wallet) -> Bought:
        source, calendar = self.source, self.calendar
        after = min(calendar.length, life[-1].after)
        day = calendar.day(max(0, life[0].first, wallet.first), after, source)
        span = next(each for each in life if day < each.after)
        index, evidence = self._shown(wallet, day)
        upper = self.plan.upper_of(span.home, day)
        choice = self.market.choose(upper, source)
        price = choice.ladder[int(source.random() * len(choice.ladder))]
        second, known = calendar.second(source), day
        if source.random() < LATE:
            known = min(calendar.length - 1, day + 1 + int(source.random() * LONGEST_DELAY))
            evidence = _LATE if known > day else evidence
        at, key = calendar.at(day, second), self._id()
        purchase = (
            *(member, key, index, self.units[span.home], span.kind, choice.outlet),
            *(choice.version, choice.agreement, at, calendar.text(day)),
            *(price.list_price, price.paid, price.benefit, 0, price.method, evidence),
            *(1, "[]", at if known == day else calendar.at(known, second)),
        )
        is_back = source.random() < REVERSED
        return Bought(purchase, self._back(member, key, price, known, second) if is_back else None)

    def _shown(self, wallet: Wallet, day: int) -> tuple[int, str]:
        drawn = self.source.random()
        if wallet.phone is not None and day >= wallet.phone_first and drawn < BY_PHONE:
            return wallet.phone, _ON_PHONE
        index = wallet.printed if day < wallet.change else wallet.second
        return index, _TYPED if drawn > 1 - TYPED else _PRINTED

    def _back(self, member: int, key: str, price: Sum, known: int, second: int) -> Row:
        """Take back all of it, or some of the goods at the prices they were bought for."""
        source, calendar = self.source, self.calendar
        list_price, paid, benefit, method = price
        part = 0.2 + 0.5 * source.random()
        is_whole = source.random() < WHOLE or method == Method.STATED.value
        reason = _REASONS[int(source.random() * len(_REASONS))] if is_whole else _PARTLY
        if not is_whole:
            list_price = max(1, int(list_price * part))
            benefit = min(int(benefit * part), list_price)
            paid = list_price - benefit
        later = int(source.random() * 4)
        if later and known + later < calendar.length:
            at = calendar.at(known + later, second)
        else:
            at = calendar.at(known, second + 60 + int(source.random() * (AFTERWARDS - 60)))
        amounts = (list_price, paid, benefit, 0)
        return member, self._id(), key, 1, *amounts, int(is_whole), reason, at, at

    def _id(self) -> str:
        self.clock += 1
        drawn = self.source.getrandbits(_RANDOM_BITS)
        return f"{self.clock << 80 | _VERSION | drawn:032x}"
