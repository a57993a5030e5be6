"""Person after person, home after home: the life, the cards, what was bought."""

from collections.abc import Callable
from random import Random

from benefits.cards import Card, CardEvent, CardIndex
from benefits.cards.typed_code import HOW_MANY
from benefits.database import keep_clear_of, take_keys
from benefits.members import Member, Membership
from benefits.members.models import MemberWord
from benefits.purchases import Purchase, Reversal
from benefits.simulation.appetite import appetites, counts
from benefits.simulation.asked import Asked
from benefits.simulation.batches import Batch
from benefits.simulation.buying import Shopper
from benefits.simulation.calendar import Calendar
from benefits.simulation.market import Market
from benefits.simulation.people import Census, Span
from benefits.simulation.plan import Plan
from benefits.simulation.registering import Registrar
from benefits.simulation.wallets import WITHOUT_CARD, Drawer


class Peopling:
    """One stream of chance makes everybody, so that nothing but the batch is held in memory."""

    def __init__(
        self, batch: Batch, plan: Plan, keys: list[int], market: Market, asked: Asked
    ) -> None:
        self.batch, self.plan, self.asked = batch, plan, asked
        session, self.calendar = batch.session, Calendar(asked)
        self.members = take_keys(session, "members", asked.members)
        [self.span] = take_keys(session, "memberships")
        [index] = take_keys(session, "cards")
        self.source: Random = asked.source("people")
        units = [keys[home.unit] for home in plan.homes]
        self.census = Census(plan, asked.length, asked.first.year, self.source)
        self.drawer = Drawer(self.calendar, asked.until, index, self.source)
        self.shopper = Shopper(plan, units, market, self.calendar, self.source)
        salt = asked.source("codes").randrange(HOW_MANY)
        self.registrar = Registrar(self.calendar, units, salt)

    def run(self, show: Callable[[int, int], None]) -> None:
        drawn, made = appetites(self.plan, self.asked), 0
        people = iter(zip(self.members, counts(drawn, self.asked.purchases), strict=True))
        for place, home in enumerate(self.plan.homes):
            for _ in range(home.size):
                key, count = next(people)
                self._member(key, place, count)
                made += count
                if self.batch.is_full:
                    self._store()
                    show(made, self.asked.purchases)
        self._store()
        show(made, self.asked.purchases)

    def _member(self, key: int, home: int, count: int) -> None:
        batch, life = self.batch, self.census.life(home)
        member, found_by = self.registrar.person(key, self.census.about(key), life[0].first)
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

    def _store(self) -> None:
        """Store what is held, and say which keys are taken."""
        self.batch.store()
        keep_clear_of(self.batch.session, "memberships", self.span - 1)
        keep_clear_of(self.batch.session, "cards", self.drawer.index - 1)
