"""Cards: printed ones for nearly everybody, some lost and given anew, some on a phone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from benefits.cards import CardStatus, Medium
from benefits.cards.typed_code import make
from benefits.demo.people import Person
from benefits.demo.tree import Row

WITHOUT_CARD, LOST, REPLACED, ON_PHONE = 0.04, 0.02, 0.01, 0.09


class Held(NamedTuple):
    """A card somebody has held; `until` is the first day on which it is no longer good."""

    code: str
    owner: str
    medium: Medium
    status: CardStatus
    first: date
    until: date

    def row(self) -> Row:
        return (
            self.code,
            self.owner,
            self.medium.value,
            self.status.value,
            self.first,
            self.until,
            "",
        )


class Wallets:
    """Who holds which card on which day."""

    def __init__(self) -> None:
        self.cards: dict[str, list[Held]] = defaultdict(list)

    def add(self, card: Held) -> None:
        self.cards[card.owner].append(card)

    def card_on(self, owner: str, day: date, medium: Medium) -> Held | None:
        return next(
            (
                card
                for card in self.cards.get(owner, ())
                if card.medium is medium and card.first <= day < card.until
            ),
            None,
        )

    def rows(self) -> Iterator[Row]:
        return (card.row() for cards in self.cards.values() for card in cards)


def hand_out(people: Iterable[Person], first_day: date, today: date, source: Random) -> Wallets:
    given = Wallets()
    for person in people:
        if source.random() < WITHOUT_CARD:
            continue
        issued = _issued(person, first_day, today, source)
        expires = date(max(issued.year, first_day.year) + 3, 1, 1)
        for card in _printed(person, issued, expires, today, source):
            given.add(card)
        if source.random() < ON_PHONE:
            since = min(today - timedelta(days=1), issued + timedelta(days=source.randint(0, 90)))
            status = CardStatus.ACTIVE
            given.add(Held(make(source), person.number, Medium.PHONE, status, since, expires))
    return given


def _issued(person: Person, first_day: date, today: date, source: Random) -> date:
    """Cards came in two waves before the year; whoever joined later got one within weeks."""
    wave = first_day - timedelta(days=source.choice((40, 230)))
    joined = person.stays[0].first + timedelta(days=source.randint(3, 18))
    return min(max(wave, joined), today - timedelta(days=1))


def _printed(
    person: Person, issued: date, expires: date, today: date, source: Random
) -> Iterator[Held]:
    """Give one card, or two where the first was lost, or replaced by one with a new design."""
    [fate] = source.choices(
        (CardStatus.ACTIVE, CardStatus.LOST, CardStatus.REPLACED),
        (1 - LOST - REPLACED, LOST, REPLACED),
    )
    ended = _between(issued, today, source)
    if fate is not CardStatus.ACTIVE and ended is not None:
        yield _print(person, fate, issued, ended, source)
        issued = ended if fate is CardStatus.REPLACED else ended + timedelta(days=6)
    yield _print(person, CardStatus.ACTIVE, issued, expires, source)


def _between(issued: date, today: date, source: Random) -> date | None:
    days = (today - issued).days
    return issued + timedelta(days=source.randint(20, days - 10)) if days > 40 else None  # noqa: PLR2004


def _print(person: Person, status: CardStatus, first: date, until: date, source: Random) -> Held:
    return Held(make(source), person.number, Medium.PRINT, status, first, until)
