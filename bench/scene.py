"""The union on which a counter is measured: units, members with printed cards, shops and offers."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benefits.access.machines import AT_A_TILL, issue_token
from benefits.agreements import LimitScope, LimitWindow, OfferLimit
from benefits.cards import KeyRing, card_url, printed_token
from benefits.cards.models import Card, CardIndex, CardStatus, Medium
from benefits.cards.typed_code import derived_from
from benefits.database import Database, keep_clear_of
from benefits.members import BeneficiaryKind, Member, Membership
from benefits.members.names import sort_key
from benefits.organization import Level
from benefits.periods import day_of
from tests.world import KNOWN, World

MEMBERS: Final = 20_000
UNITS, PARTNERS, OUTLETS_EACH = 40, 20, 2
PUBLIC_URL: Final = "https://the.congdoan.example"
PLENTY: Final = 10_000
SEED: Final = 7


@dataclass(frozen=True, slots=True)
class Shop:
    """An outlet, the token of its till, and the version of the offer that everybody uses there."""

    outlet_id: int
    version_id: int
    agreement_id: int
    outlet_code: str
    offer_code: str
    word: str


@dataclass(frozen=True, slots=True)
class Owner:
    """A member with a card, numbered alike, and the unit that issued it."""

    number: int
    organization_id: int

    @property
    def card_code(self) -> str:
        return derived_from(f"bench {self.number}")


@dataclass(frozen=True, slots=True)
class Scene:
    shops: list[Shop]
    owners: list[Owner]
    last_day: date

    def sales(self, ring: KeyRing, lines: int, each: int) -> list[list[str]]:
        """Make what so many tills send: look at a card, record, look at the next, record."""
        chance, now = random.Random(SEED), datetime.now(UTC)
        return [
            list(self._till(self.shops[line % len(self.shops)], each, chance, ring, now))
            for line in range(lines)
        ]

    def _till(
        self, shop: Shop, count: int, chance: random.Random, ring: KeyRing, now: datetime
    ) -> Iterator[str]:
        for owner in chance.choices(self.owners, k=count):
            token = printed_token(ring, owner.number, self.last_day, "doan_vien")
            card = card_url(PUBLIC_URL, token)
            yield request("verifications", shop.word, {"card": card})
            sale = {
                "id": str(uuid4()),
                "card": card,
                "offer_version": shop.version_id,
                "list_price": chance.randrange(20_000, 900_000, 1_000),
                "bought_at": now.isoformat(),
            }
            yield request("purchases", shop.word, sale)


def request(path: str, word: str, body: dict[str, object]) -> str:
    sent = json.dumps(body)
    head = (
        f"POST /api/v1/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {word}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n"
    )
    return head + sent


def build(database: Database, members: int = MEMBERS) -> Scene:
    """Write the union down: two offers a partner, one of them counted by member and day."""
    today = day_of(datetime.now(UTC))
    with database.write() as session:
        world = World(session)
        units = [
            world.unit(f"CS{n}", f"CĐCS Công ty {n}", Level.CO_SO, world.north)
            for n in range(UNITS)
        ]
        owners = [Owner(n, units[n % UNITS].id) for n in range(10, 10 + members)]
        _people(session, owners, today)
        shops = [shop for n in range(PARTNERS) for shop in _shops(world, n, today)]
    return Scene(shops, owners, today + timedelta(days=364))


def _shops(world: World, number: int, today: date) -> Iterator[Shop]:
    session = world.session
    partner = world.partner(f"P{number}", f"Siêu thị số {number}")
    agreement = world.signed(
        f"{number}/TT",
        partner,
        world.province,
        since=today - timedelta(days=300),
        until=today + timedelta(days=300),
    )
    offer_code = f"P{number}-10"
    used = world.offered(offer_code, agreement, "Giảm 10% hóa đơn", value=1_000)
    world.offered(f"P{number}-5", agreement, "Giảm thêm 5% ngày lễ", value=500)
    a_day = {"scope": LimitScope.MEMBER, "window": LimitWindow.DAY}
    session.execute(insert(OfferLimit).values(offer_version_id=used.id, allowed=PLENTY, **a_day))
    for place in range(OUTLETS_EACH):
        code = f"P{number}-{place}"
        outlet = world.shop(code, partner, f"Siêu thị số {number} – {place}")
        _, word = issue_token(
            session, name="till", permissions=AT_A_TILL, now=KNOWN, outlet_id=outlet.id
        )
        yield Shop(outlet.id, used.id, agreement.id, code, offer_code, word)


def _people(session: Session, owners: list[Owner], today: date) -> None:
    begins, ends = today - timedelta(days=365), today + timedelta(days=365)
    names = [f"Nguyễn Thị Hạnh {owner.number}" for owner in owners]
    members = [
        {
            "id": owner.number,
            "member_no": f"B{owner.number}",
            "full_name": name,
            "sort_key": sort_key(name),
            "known_at": KNOWN,
        }
        for owner, name in zip(owners, names, strict=True)
    ]
    memberships = [
        {
            "member_id": owner.number,
            "id": owner.number,
            "organization_id": owner.organization_id,
            "kind": BeneficiaryKind.DOAN_VIEN,
            "valid_from": begins,
            "known_at": KNOWN,
        }
        for owner in owners
    ]
    indexes = [
        {
            "index": owner.number,
            "member_id": owner.number,
            "code": owner.card_code,
            "typed_code": owner.card_code,
        }
        for owner in owners
    ]
    cards = [
        {
            "member_id": owner.number,
            "index": owner.number,
            "medium": Medium.PRINT,
            "status": CardStatus.ACTIVE,
            "status_on": begins,
            "valid_from": begins,
            "valid_until": ends,
            "known_at": KNOWN,
        }
        for owner in owners
    ]
    kinds = (Member, members), (Membership, memberships), (CardIndex, indexes), (Card, cards)
    for kind, rows in kinds:
        session.execute(insert(kind), rows)
    for register in ("members", "memberships", "cards"):
        keep_clear_of(session, register, owners[-1].number)
