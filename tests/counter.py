"""A counter of the pharmacy in the small province: shows cards, records uses, takes them back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from benefits.agreements import Basket, LimitScope, LimitWindow, OfferLimit, OfferVersion
from benefits.cards import Card, KeyRing, Presented, phone_token, printed_token
from benefits.cards.tokens import slot_at
from benefits.database import new_uuid
from benefits.money import Dong
from benefits.purchases import (
    Checked,
    Recorded,
    Recording,
    Refused,
    Till,
    record,
    verify,
)

HOST = "the.hoaphuong.example"
HOSTS = frozenset({HOST})


class Counter:
    """One outlet at one moment; every act takes only what differs from a plain sale."""

    def __init__(
        self, session: Session, ring: KeyRing, now: datetime, outlet_id: int, version_id: int
    ) -> None:
        self.session, self.ring, self.now = session, ring, now
        self.till = Till(outlet_id=outlet_id)
        self.version_id = version_id

    def printed(self, card: Card, host: str = HOST) -> Presented:
        last_day = card.valid_until - timedelta(days=1)
        token = printed_token(self.ring, card.index, last_day, "doan_vien")
        return Presented(f"HTTPS://{host.upper()}/Q/{token}")

    def on_phone(self, card: Card, at: datetime | None = None) -> Presented:
        return Presented(phone_token(self.ring, card.index, slot_at(at or self.now)))

    def verify(self, presented: Presented, **changes: Any) -> Checked:
        asked: dict[str, Any] = {
            "till": self.till,
            "now": self.now,
            "ring": self.ring,
            "own_hosts": HOSTS,
        }
        return verify(self.session, presented, **(asked | changes))

    def recording(self, presented: Presented, **changes: Any) -> Recording:
        plain: dict[str, Any] = {
            "id": new_uuid(),
            "presented": presented,
            "till": self.till,
            "offer_version_id": self.version_id,
            "basket": Basket(list_price=Dong(200_000)),
            "bought_at": self.now,
        }
        return Recording(**(plain | changes))

    def send(self, recording: Recording, **changes: Any) -> Recorded | Refused:
        asked: dict[str, Any] = {"now": self.now, "ring": self.ring, "own_hosts": HOSTS}
        return record(self.session, recording, **(asked | changes))

    def record(self, presented: Presented, **changes: Any) -> Recorded:
        answer = self.send(self.recording(presented, **changes))
        assert isinstance(answer, Recorded), answer
        return answer

    def refused(self, presented: Presented, **changes: Any) -> str:
        answer = self.send(self.recording(presented, **changes))
        assert isinstance(answer, Refused), answer
        return answer.reason.code


def limit(
    session: Session,
    version: OfferVersion,
    allowed: int = 1,
    scope: LimitScope = LimitScope.MEMBER,
    window: LimitWindow = LimitWindow.DAY,
) -> None:
    session.add(
        OfferLimit(offer_version_id=version.id, scope=scope, window=window, allowed=allowed)
    )
    session.flush()


def purchase_id(answer: Recorded) -> UUID:
    return UUID(answer.answer["purchase_id"])
