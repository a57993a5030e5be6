"""What a client's UUID was answered, kept for ever: the same again gets the same answer."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from json import JSONEncoder
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from benefits.agreements import Basket
from benefits.cards import Presented
from benefits.database import Prepared, Question, foresee
from benefits.errors import Conflict
from benefits.money import Dong
from benefits.purchases.invoices import tidy
from benefits.purchases.models import Evidence, Outcome, Purchase, Submission
from benefits.purchases.tills import Till

_CANONICAL: Final = JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_THIS: Final = select(bindparam("id", type_=Submission.id.type).label("id")).subquery()
SUBMISSIONS: Final = cast("Table", Submission.__table__)
_STORED: Final = Prepared(
    select(
        Submission.digest,
        Submission.answer,
        Submission.outlet_id,
        Purchase.member_id.label("bought_by"),
    )
    .select_from(_THIS)
    .outerjoin(Submission, Submission.id == _THIS.c.id)
    .outerjoin(Purchase, Purchase.id == _THIS.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What a till sends to be recorded.

    `id` is the client's, the same in every repetition; so is `bought_at`. `expected_paid` is what
    the cashier saw, where the till showed it. `evidence` is left out where the card tells it.
    `is_at_once` is said where the card is held up now: nothing waits in a queue to be sent then.
    """

    id: UUID
    presented: Presented
    till: Till
    offer_version_id: int
    basket: Basket
    bought_at: datetime
    invoice: str | None = None
    expected_paid: Dong | None = None
    evidence: Evidence | None = None
    id_compared: bool | None = None
    group_id: UUID | None = None
    device_time: datetime | None = None
    clock_offset_ms: int | None = None
    is_at_once: bool = False

    def content(self, card_index: int | None) -> dict[str, Any]:
        """Return what makes two submissions the same: not when, nor by which clock, it was sent."""
        return {
            "card": card_index,
            "outlet": self.till.outlet_id,
            "offer_version": self.offer_version_id,
            "basket": self.basket.to_json(),
            "invoice": tidy(self.invoice),
            "bought_at": self.bought_at.astimezone(UTC).isoformat(),
        }


def earlier(
    session: Session,
    submission_id: UUID,
    asked: dict[str, Any],
    outlet_id: int,
    *,
    alongside: Iterable[Question] = (),
) -> dict[str, Any] | Purchase | None:
    """Return the first answer to this UUID, or the purchase if it came in a file.

    One that asks for something else is refused. Both versions are told to the outlet that sent
    the first, and to nobody else. Questions that will be asked next are asked `alongside`.
    """
    question = asking(submission_id)
    if others := tuple(alongside):
        foresee(session, question, *others)
    first = question.first(session) or {}
    if first["digest"] is not None:
        if first["digest"] == digest(asked):
            return dict(first["answer"]["answer"])
        before, owner = first["answer"]["content"], first["outlet_id"]
    elif first["bought_by"] is not None:
        purchase = session.get_one(Purchase, (first["bought_by"], submission_id))
        before, owner = _told_by(purchase), purchase.outlet_id
        if before == _as_told(asked):
            return purchase
    else:
        return None
    told = {"first": before, "sent": asked} if owner == outlet_id else {}
    raise Conflict("submission_differs", id=str(submission_id), **told)


def asking(submission_id: UUID) -> Question:
    """Return what `earlier` will ask."""
    return _STORED.asking(id=submission_id)


def basket_of(session: Session, submission_id: UUID) -> Basket | None:
    """Return what lay on the counter when a sale was sent."""
    kept = session.scalar(select(Submission.answer).where(Submission.id == submission_id))
    return None if kept is None else Basket.from_json(kept["content"]["basket"])


def row_of(
    submission_id: UUID,
    asked: dict[str, Any],
    answer: dict[str, Any],
    *,
    outlet_id: int,
    now: datetime,
) -> dict[str, Any]:
    """Return what is kept of an answer, to be written down with what it is about."""
    return {
        "id": submission_id,
        "digest": digest(asked),
        "outcome": Outcome.ACCEPTED,
        "answer": {"content": asked, "answer": answer},
        "outlet_id": outlet_id,
        "known_at": now,
    }


def digest(asked: dict[str, Any]) -> str:
    return hashlib.sha256(_CANONICAL.encode(asked).encode()).hexdigest()


def _told_by(purchase: Purchase) -> dict[str, Any]:
    """Tell the content of a purchase that came from a file and was never submitted."""
    return {
        "card": purchase.card_index,
        "outlet": purchase.outlet_id,
        "offer_version": purchase.offer_version_id,
        "list_price": purchase.list_price,
        "invoice": purchase.invoice,
        "bought_at": purchase.bought_at.astimezone(UTC).isoformat(),
    }


def _as_told(asked: dict[str, Any]) -> dict[str, Any]:
    basket = asked["basket"]
    told = {name: value for name, value in asked.items() if name != "basket"}
    return told | {"list_price": basket["stated"] or basket["list_price"]}
