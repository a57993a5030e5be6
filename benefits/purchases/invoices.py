"""One invoice serves one member once."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Table, delete, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from benefits.database import is_postgresql
from benefits.members.merging import survivor_of
from benefits.members.names import clean
from benefits.purchases.models import InvoiceClaim


class Paper(NamedTuple):
    """An invoice by who wrote it and its number, however it was typed."""

    seller: str
    number: str


def paper(seller: str, invoice: str | None) -> Paper | None:
    written = tidy(invoice)
    return None if written is None else Paper(seller, written.upper().replace(" ", ""))


def tidy(invoice: str | None) -> str | None:
    """Return an invoice number as it is kept; an empty one is none."""
    return clean(invoice or "") or None


def claimed(session: Session, papers: Iterable[Paper]) -> dict[Paper, dict[int, UUID]]:
    """Return who claimed these invoices, each person by the record that stands for him or her."""
    wanted = set(papers)
    found: dict[Paper, dict[int, UUID]] = {}
    if not wanted:
        return found
    for claim, person_id in session.execute(
        select(InvoiceClaim, survivor_of(InvoiceClaim.member_id)).where(
            InvoiceClaim.seller.in_({each.seller for each in wanted}),
            InvoiceClaim.invoice.in_({each.number for each in wanted}),
        )
    ):
        key = Paper(claim.seller, claim.invoice)
        if key in wanted:
            found.setdefault(key, {})[person_id] = claim.purchase_id
    return found


def claim(session: Session, written: Paper, member_id: int, purchase_id: UUID) -> None:
    """Claim an invoice; where another till was quicker the database refuses the second."""
    session.add(
        InvoiceClaim(
            member_id=member_id,
            seller=written.seller,
            invoice=written.number,
            purchase_id=purchase_id,
        )
    )


def claim_anyway(session: Session, claims: Iterable[tuple[Paper, int, UUID]]) -> None:
    """Let purchases that happened, by paper, member and id, hold their invoices; the last wins."""
    rows: dict[tuple[Paper, int], dict[str, Any]] = {
        (written, member_id): {
            "member_id": member_id,
            "seller": written.seller,
            "invoice": written.number,
            "purchase_id": purchase_id,
        }
        for written, member_id, purchase_id in claims
    }
    if not rows:
        return
    statement = _claiming(is_postgresql=is_postgresql(session))
    session.connection().execute(statement, list(rows.values()))


def free(session: Session, purchases: Sequence[tuple[int, UUID]]) -> None:
    """Let go of the invoices of purchases, given by member and id."""
    session.execute(
        delete(InvoiceClaim).where(
            InvoiceClaim.member_id.in_({member_id for member_id, _ in purchases}),
            InvoiceClaim.purchase_id.in_({purchase_id for _, purchase_id in purchases}),
        )
    )


@cache
def _claiming(*, is_postgresql: bool) -> Any:
    claims = cast("Table", InvoiceClaim.__table__)
    new: Any = (postgresql_insert if is_postgresql else sqlite_insert)(claims)
    return new.on_conflict_do_update(
        index_elements=["member_id", "seller", "invoice"],
        set_={"purchase_id": new.excluded.purchase_id},
    )
