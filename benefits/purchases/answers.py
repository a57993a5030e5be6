"""What an act at the till is answered: done, or turned down for a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Offer, OfferVersion, Remark
from benefits.members import Member
from benefits.members.names import masked
from benefits.periods import VIETNAM
from benefits.purchases.models import Purchase

_COLUMNS: Final = tuple(Purchase.__table__.columns)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A purchase is stored. `answer` is what was answered the first time, and ever after."""

    answer: dict[str, Any]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was stored, for this reason."""

    reason: Remark


class RowState(StrEnum):
    ADDED = "added"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What became of a row of a file; `column` names the cell that was refused."""

    state: RowState
    column: str = ""
    reason: Remark | None = None
    warnings: tuple[Remark, ...] = ()

    @classmethod
    def refused(cls, column: str, code: str, **params: int | str | None) -> "RowAnswer":
        return cls(RowState.REFUSED, column, Remark(code, params))


def answer_to(
    purchase: Mapping[str, Any],
    *,
    offer_code: str,
    offer_title: str,
    full_name: str,
    warnings: Iterable[Remark] = (),
) -> dict[str, Any]:
    """Say what was recorded, as every face and machine is told it."""
    return {
        "purchase_id": str(purchase["id"]),
        "result": "recorded",
        "list_price": purchase["list_price"],
        "paid": purchase["paid"],
        "benefit": purchase["benefit"],
        "subsidy": purchase["subsidy"],
        "member_pays": purchase["paid"] - purchase["subsidy"],
        "offer": {
            "code": offer_code,
            "title": offer_title,
            "version": purchase["offer_version_id"],
        },
        "member": {"name": masked(full_name), "kind": purchase["kind"].value},
        "invoice": purchase["invoice"],
        "evidence": purchase["evidence"].value,
        "bought_at": moment(purchase["bought_at"]),
        "recorded_at": moment(purchase["known_at"]),
        "warnings": [warning.to_json() for warning in warnings],
    }


def answer_about(session: Session, purchase: Purchase) -> dict[str, Any]:
    """Say of a purchase that came in a file what the till would have been told."""
    code, title, name = session.execute(
        select(Offer.code, OfferVersion.title, Member.full_name)
        .join(OfferVersion, OfferVersion.offer_id == Offer.id)
        .join(Member, Member.id == purchase.member_id)
        .where(OfferVersion.id == purchase.offer_version_id)
    ).one()
    warnings = map(Remark, purchase.warnings)
    row = {column.name: getattr(purchase, column.name) for column in _COLUMNS}
    return answer_to(row, offer_code=code, offer_title=title, full_name=name, warnings=warnings)


def moment(instant: datetime) -> str:
    """Write an instant as answers have it: the clock of Việt Nam, with its offset."""
    return instant.astimezone(VIETNAM).isoformat()
