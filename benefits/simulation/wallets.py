"""The cards of one member: a printed one, perhaps a second after the first, perhaps the phone's."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from benefits.cards import CardStatus, Medium
from benefits.simulation.calendar import Calendar
from benefits.simulation.people import FOR_GOOD

WITHOUT_CARD, LOST, REPLACED, ON_PHONE = 0.1, 0.02, 0.01, 0.09
_OLD_GOOD_FOR: Final = 30
_YEARS: Final = 2
_WAVES: Final = (-390, -30)


@dataclass(slots=True)
class Held:
    """A card; `ended` is the day its status says, `first` and `after` are its days."""

    index: int
    medium: Medium
    first: int
    after: int
    status: CardStatus = CardStatus.ACTIVE
    ended: int | None = None


@dataclass(slots=True)
class Wallet:
    """`change` is the day from which the second printed card is shown instead of the first."""

    cards: list[Held]
    change: int
    second: int
    printed: int
    phone: int | None
    phone_first: int

    @property
    def first(self) -> int:
        return self.cards[0].first


class Drawer:
    """Gives out cards with consecutive indexes."""

    def __init__(self, calendar: Calendar, until: date, index: int, source: Random) -> None:
        self.calendar, self.source, self.index = calendar, source, index
        self.good_until = calendar.number(date(until.year + _YEARS, 1, 1))

    def give(self, came: int, before: int) -> Wallet:
        """Give cards to somebody who came on a day and still was there before another."""
        source = self.source
        wave = _WAVES[0] + int(source.random() * (_WAVES[1] - _WAVES[0]))
        first = min(max(wave, came + 3 + int(source.random() * 15)), before - 1)
        fate, drawn, on_phone = source.random(), source.random(), source.random()
        cards = [Held(self._next(), Medium.PRINT, first, self.good_until)]
        change = self._change(first, before, drawn) if fate < LOST + REPLACED else None
        if change is not None:
            self._end(cards[0], change, is_lost=fate < LOST)
            cards.append(Held(self._next(), Medium.PRINT, change, self.good_until))
        phone_first = max(first, 0)
        phone = self._next() if on_phone < ON_PHONE else None
        if phone is not None:
            cards.append(Held(phone, Medium.PHONE, phone_first, self.good_until))
        changed = FOR_GOOD if change is None else change
        second = cards[0].index if change is None else cards[1].index
        return Wallet(cards, changed, second, cards[0].index, phone, phone_first)

    def _change(self, first: int, before: int, drawn: float) -> int | None:
        low = max(first, 0) + 1
        return low + int(drawn * (before - low)) if before > low else None

    def _end(self, card: Held, day: int, *, is_lost: bool) -> None:
        card.ended = day
        card.status = CardStatus.LOST if is_lost else CardStatus.REPLACED
        if not is_lost:
            card.after = min(card.after, day + _OLD_GOOD_FOR)

    def _next(self) -> int:
        self.index += 1
        return self.index - 1
