"""Cards held up while keys change: codes signed by whichever key signs, and what scanners hold."""

import os
from datetime import datetime, timedelta

from benefits.cards import Card, CardIndex, KeyRing, Medium, Presented, card_url, shown
from benefits.cards.tokens import phone_token, printed_token, slot_at
from tests.counter import Counter
from tests.faces.people import Visitor
from tests.faces.till import API
from tests.support.offline_phone import OfflinePhone
from tests.world import World

HERE = "http://localhost"


def keys_of(scanner: Visitor) -> list[dict[str, str]]:
    found: list[dict[str, str]] = scanner.get(f"{API}/keys").get_json()["keys"]
    return found


def file_of(scanner: Visitor, keys: list[dict[str, str]]) -> OfflinePhone:
    return OfflinePhone(scanner.get(f"{API}/offline-file").data, keys)


def rotate(own_ring: KeyRing, at: datetime) -> None:
    """Make the next key, at the time of the drill."""
    made = own_ring.rotate()
    os.utime(own_ring.folder / f"{made}.pem", (at.timestamp(), at.timestamp()))


class Hand:
    """Cards held up at the pharmacy's counter, signed by whichever key signs at that moment."""

    def __init__(self, world: World, ring: KeyRing, now: datetime) -> None:
        self.world, self.ring, self.now = world, ring, now
        self.counter = Counter(world.session, ring, now, world.outlet.id, world.offer.id)
        self.phone = world.card(world.hanh, medium=Medium.PHONE)
        self.last_day = world.hanh_card.valid_until - timedelta(days=1)
        world.session.flush()

    def printed(self, card: Card, ring: KeyRing | None = None) -> str:
        token = printed_token(ring or self.ring, card.index, self.last_day, "doan_vien")
        return card_url(HERE, token)

    def typed(self, card: Card) -> str:
        return shown(self.world.session.get_one(CardIndex, card.index).typed_code)

    def on_phone(self) -> str:
        return phone_token(self.ring, self.phone.index, slot_at(self.now))

    def verdict(self, text: str) -> str | None:
        seen = self.counter.verify(Presented(text), now=self.now, own_hosts=("localhost",))
        return None if seen.reason is None else seen.reason.code
