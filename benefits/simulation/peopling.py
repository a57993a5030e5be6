"""Person after person, home after home: the life, the cards, what was bought."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benefits.cards import Card, CardEvent, CardIndex
from benefits.cards.typed_code import HOW_MANY
from benefits.members import Member, Membership
from benefits.members.models import MemberWord
from benefits.purchases import Purchase, Reversal
from benefits.simulation.appetite import appetites, counts
from benefits.simulation.asked import Asked
from benefits.simulation.batches import Batch, Packed
from benefits.simulation.buying import Shopper
from benefits.simulation.calendar import Calendar
from benefits.simulation.market import Market
from benefits.simulation.people import Census, Span, of_age
from benefits.simulation.plan import Plan
from benefits.simulation.registering import Registrar
from benefits.simulation.wallets import WITHOUT_CARD, Drawer


@dataclass(frozen=True, slots=True)
class Start:
    """All that is known before the first person: the same start makes the same people."""

    asked: Asked
    plan: Plan
    market: Market
    units: list[int]
    members: range
    span: int
    card: int
    as_text: bool


class Peopling:
    """One stream of chance makes everybody, so that nothing but the batch is held in memory."""

    def __init__(self, start: Start) -> None:
        asked, plan = start.asked, start.plan
        self.start, self.plan, self.calendar = start, plan, Calendar(asked)
        self.batch, self.span = Batch(as_text=start.as_text), start.span
        self.source: Random = asked.source("people")
        units = [start.units[home.unit] for home in plan.homes]
        self.census = Census(plan, asked.length, asked.first.year, self.source)
        self.drawer = Drawer(self.calendar, asked.until, start.card, self.source)
        self.shopper = Shopper(plan, units, start.market, self.calendar, self.source)
        salt = asked.source("codes").randrange(HOW_MANY)
        self.registrar = Registrar(self.calendar, units, salt)

    def batches(self) -> Iterator[Packed]:
        asked = self.start.asked
        drawn = appetites(self.plan, asked)
        people = iter(zip(self.start.members, counts(drawn, asked.purchases), strict=True))
        for place, home in enumerate(self.plan.homes):
            for _ in range(home.size):
                key, count = next(people)
                self._member(key, place, count)
                if self.batch.is_full:
                    yield self.batch.pack(self.span, self.drawer.index)
        yield self.batch.pack(self.span, self.drawer.index)

    def _member(self, key: int, home: int, count: int) -> None:
        batch, drawn = self.batch, self.census.life(home)
        about = self.census.about(key)
        life = of_age(drawn, about, self.start.asked.first)
        member, found_by = self.registrar.person(key, about, life[0].first)
        batch.add(Member, [member])
        batch.add(MemberWord, found_by)
        batch.add(Membership, self.registrar.spans(key, self.span, life))
        self.span += len(life)
        if count or self.source.random() >= WITHOUT_CARD:
            self._supply(key, life, count)

    def _supply(self, key: int, life: tuple[Span, ...], count: int) -> None:
        batch = self.batch
        before = min(self.calendar.length, life[-1].after)
        wallet = self.drawer.give(life[0].first, before)
        indexes, cards, events = self.registrar.cards(key, wallet)
        batch.add(CardIndex, indexes)
        batch.add(Card, cards)
        batch.add(CardEvent, events)
        bought = [self.shopper.buy(key, life, wallet) for _ in range(count)]
        batch.add(Purchase, [each.purchase for each in bought])
        batch.add(Reversal, [each.reversal for each in bought if each.reversal])
