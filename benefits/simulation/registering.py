"""One member as rows of the registers: the person, the words of the name, spans, cards."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from benefits.cards import CardStatus
from benefits.cards.typed_code import HOW_MANY, numbered
from benefits.members.names import likeness, sort_key, words
from benefits.simulation.calendar import Calendar
from benefits.simulation.people import FOR_GOOD, About, Span
from benefits.simulation.pouring import Row
from benefits.simulation.wallets import Held, Wallet

MEMBER: Final = (
    *("id", "member_no", "full_name", "sort_key", "likeness", "birth"),
    *("sex", "phone", "known_at"),
)
WORD: Final = ("member_id", "word")
MEMBERSHIP: Final = (
    *("member_id", "id", "organization_id", "kind", "valid_from", "valid_until", "known_at"),
)
CARD_INDEX: Final = ("index", "member_id", "code", "typed_code")
CARD: Final = (
    *("member_id", "index", "medium", "status", "status_on", "valid_from", "valid_until"),
    *("replaced_by", "known_at"),
)
EVENT: Final = ("member_id", "index", "number", "status", "effective_on", "known_at")
_FACTOR: Final = 15_485_863
"""A prime other than the base of the codes, so that no two indexes meet in one code."""


@lru_cache(maxsize=200_000)
def spelled(full_name: str) -> tuple[str, tuple[str, ...]]:
    """Return what a name is sorted by, and the words it is found by."""
    return sort_key(full_name), tuple(sorted(words(full_name)))


class Registrar:
    """Writes rows down; `salt` makes the codes of one seed unlike those of another."""

    def __init__(self, calendar: Calendar, units: Sequence[int], salt: int) -> None:
        self.calendar, self.units, self.salt = calendar, units, salt

    def person(self, key: int, about: About, came: int) -> tuple[Row, list[Row]]:
        order, found_by = spelled(about.full_name)
        member = (
            *(key, f"MP{key:08d}", about.full_name, order, likeness(about.full_name, about.birth)),
            *(about.birth, about.sex, about.phone, self._known(came)),
        )
        return member, [(key, word) for word in found_by]

    def spans(self, key: int, first: int, life: Sequence[Span]) -> list[Row]:
        return [
            (
                *(key, number, self.units[span.home], span.kind, self._day(span.first)),
                *(None if span.after == FOR_GOOD else self._day(span.after),),
                self._known(span.first),
            )
            for number, span in enumerate(life, start=first)
        ]

    def cards(self, key: int, wallet: Wallet) -> tuple[list[Row], list[Row], list[Row]]:
        """Return the rows of indexes, cards and what happened to them."""
        indexes, cards, events = list[Row](), list[Row](), list[Row]()
        for card in wallet.cards:
            code = numbered((card.index * _FACTOR + self.salt) % HOW_MANY)
            indexes.append((card.index, key, code, code))
            cards.append(self._card(key, card))
            events += self._events(key, card)
        return indexes, cards, events

    def _card(self, key: int, card: Held) -> Row:
        replaced_by = card.index + 1 if card.status is CardStatus.REPLACED else None
        since = card.first if card.ended is None else card.ended
        return (
            *(key, card.index, card.medium.value, card.status.value, self._day(since)),
            *(self._day(card.first), self._day(card.after), replaced_by),
            self._known(card.first),
        )

    def _events(self, key: int, card: Held) -> list[Row]:
        active = CardStatus.ACTIVE.value
        happened: list[Row] = [
            (key, card.index, 1, active, self._day(card.first), self._known(card.first))
        ]
        if card.ended is not None:
            ended = (self._day(card.ended), self._known(card.ended))
            happened.append((key, card.index, 2, card.status.value, *ended))
        return happened

    def _day(self, day: int) -> str:
        return self.calendar.text(day)

    def _known(self, day: int) -> str:
        return self.calendar.morning(day)
