"""Twelve months at the tills: who bought what, where and when, and what was taken back."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple

from benefits.agreements import Basket, Rule, quote
from benefits.cards import Medium
from benefits.demo.deals import Signed
from benefits.demo.people import Person, Stay
from benefits.demo.seasons import busyness, days_between, is_working_day, moment, tet_fever
from benefits.demo.shops import Shop
from benefits.demo.treats import TET, Treat
from benefits.demo.tree import Row, Tree
from benefits.demo.wallets import Held, Wallets
from benefits.money import Dong

EVIDENCE: Final = {"quet_the_in": 74, "go_ma": 14, "danh_sach": 4, "nhap_sau": 3}
SCANNED: Final = ("quet_the_in", "quet_ma_dong")
FROM_FILES: Final = "tap_tin_doi_tac"
FILING_SHOP: Final = "SX"
"""The supermarket that sends its own sales as a file now and then."""

ZIPF: Final = 0.8
FAITHFUL: Final = 0.7
TRIES: Final = 60


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """An offer with all that decides whether somebody may take it."""

    treat: Treat
    shop: Shop
    signed: Signed
    rule: Rule

    @property
    def outlets(self) -> Sequence[str]:
        return self.treat.outlets or self.shop.outlet_codes()

    @property
    def kinds(self) -> Sequence[str]:
        return self.treat.rule.get("kinds") or ("doan_vien", "nguoi_lao_dong")

    def wanted_on(self, day: date) -> float:
        """Tell how likely it is among its shop's offers on a day; 0 where it is not offered."""
        if not self.signed.holds_on(day):
            return 0
        if not self.shop.works_on_holidays and not is_working_day(day):
            return 0
        return self.treat.weight * (tet_fever(day) if self.treat.season == TET else 1.0)


class Bought(NamedTuple):
    id: uuid.UUID
    card: Held
    outlet: str
    choice: Choice
    at: datetime
    list_price: Dong
    paid: Dong
    subsidy: Dong
    invoice: str
    evidence: str

    def row(self) -> Row:
        what = (str(self.id), self.card.code, self.outlet, self.choice.treat.code)
        prices = (self.list_price, self.paid, self.subsidy)
        return *what, self.at.isoformat(), *prices, self.invoice, self.evidence


@dataclass(slots=True)
class Market:
    """Lets people buy until enough was bought."""

    people: Sequence[Person]
    tree: Tree
    wallets: Wallets
    choices: Sequence[Choice]
    first_day: date
    today: date
    source: Random
    used: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    on_day: dict[date, Mapping[Choice, float]] = field(default_factory=dict)
    invoices: int = 0

    def run(self, count: int) -> list[Bought]:
        """Return the purchases in the order in which they happened."""
        days = days_between(self.first_day, self.today)
        busy = list(accumulate(map(busyness, days)))
        eager = list(accumulate(1 / (rank + 8) ** ZIPF for rank in range(len(self.people))))
        buyers = self.source.sample(self.people, len(self.people))
        bought: list[Bought] = []
        for _ in range(count * TRIES):
            [day] = self.source.choices(days, cum_weights=busy)
            [person] = self.source.choices(buyers, cum_weights=eager)
            if one := self._buy(person, day):
                bought.append(one)
            if len(bought) == count:
                break
        return sorted(bought, key=lambda one: (one.at, one.id))

    def _buy(self, person: Person, day: date) -> Bought | None:
        stay, card = person.stay_on(day), self._card(person, day)
        wanted = self._wanted(day)
        if stay is None or card is None or not wanted:
            return None
        [choice] = self.source.choices([*wanted], [*wanted.values()])
        if not self._may(choice, stay, day) or self._is_used_up(choice, person, day):
            return None
        return self._pay(person, card, choice, day)

    def _card(self, person: Person, day: date) -> Held | None:
        """Take the phone where there is one on it, most of the time; else the printed card."""
        phone = self.wallets.card_on(person.number, day, Medium.PHONE)
        if phone and self.source.random() < FAITHFUL:
            return phone
        return self.wallets.card_on(person.number, day, Medium.PRINT)

    def _wanted(self, day: date) -> Mapping[Choice, float]:
        if day not in self.on_day:
            self.on_day[day] = _wanted(self.choices, day)
        return self.on_day[day]

    def _may(self, choice: Choice, stay: Stay, day: date) -> bool:
        covered = not self.tree.path(stay.unit, day).isdisjoint(choice.signed.covers)
        return covered and stay.kind.value in choice.kinds

    def _is_used_up(self, choice: Choice, person: Person, day: date) -> bool:
        return any(
            self.used.get(key, 0) >= allowed for key, allowed in _quotas(choice, person, day)
        )

    def _pay(self, person: Person, card: Held, choice: Choice, day: date) -> Bought | None:
        at = moment(day, choice.shop.hours, self.source)
        answer = quote(choice.rule, Basket(list_price=choice.treat.prices.draw(self.source)), at=at)
        if not answer.applies:
            return None
        for key, _ in _quotas(choice, person, day):
            self.used[key] = self.used.get(key, 0) + 1
        return Bought(
            id=uuid.UUID(int=self.source.getrandbits(128), version=4),
            card=card,
            outlet=self._outlet(person, choice),
            choice=choice,
            at=at,
            list_price=answer.list_price,
            paid=answer.paid,
            subsidy=answer.subsidy,
            invoice=self._invoice(choice),
            evidence=self._evidence(card, choice),
        )

    def _outlet(self, person: Person, choice: Choice) -> str:
        """People mostly go to the same outlet."""
        if self.source.random() < FAITHFUL:
            return choice.outlets[int(person.number[2:]) % len(choice.outlets)]
        return self.source.choice(choice.outlets)

    def _invoice(self, choice: Choice) -> str:
        if choice.rule.discount.value in {"free", "typed"} or self.source.random() < 0.35:  # noqa: PLR2004
            return ""
        self.invoices += 1
        return f"{choice.shop.code}{self.invoices:07d}"

    def _evidence(self, card: Held, choice: Choice) -> str:
        if card.medium is Medium.PHONE:
            return "quet_ma_dong"
        if choice.treat.rule.get("trust") == "printed":
            return "quet_the_in"
        files = 12 if choice.shop.code == FILING_SHOP else 0
        [evidence] = self.source.choices([*EVIDENCE, FROM_FILES], [*EVIDENCE.values(), files])
        return evidence


def _wanted(choices: Sequence[Choice], day: date) -> dict[Choice, float]:
    """Share each shop's weight among what it offers that day."""
    weights = {choice: choice.wanted_on(day) for choice in choices}
    of_shop: dict[str, float] = defaultdict(float)
    for choice, weight in weights.items():
        of_shop[choice.shop.code] += weight
    return {
        choice: choice.shop.weight * weight / of_shop[choice.shop.code]
        for choice, weight in weights.items()
        if weight
    }


def _quotas(
    choice: Choice, person: Person, day: date
) -> Iterator[tuple[tuple[str, str, str, str], int]]:
    spans = {"day": day.isoformat(), "month": f"{day:%Y-%m}", "total": ""}
    for limit in choice.treat.rule.get("limits", ()):
        window = limit["window"]
        yield (choice.treat.code, person.number, window, spans[window]), limit["allowed"]
