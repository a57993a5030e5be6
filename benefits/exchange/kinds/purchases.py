"""purchases: `id,card_code,outlet_code,offer_code,bought_at,list_price,paid,subsidy,…`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.agreements import Offer, OfferVersion
from benefits.cards import CardIndex
from benefits.exchange import cells
from benefits.exchange.columns import Column, read_rows
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.telling import result_of
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.members import Member
from benefits.members.merging import survivor_of
from benefits.money import Dong
from benefits.organization import Organization
from benefits.partners import Outlet
from benefits.purchases import Attribution, Evidence, Purchase, newest


class Purchases:
    name = "purchases"
    is_whole = False
    header = (
        "id",
        "card_code",
        "outlet_code",
        "offer_code",
        "bought_at",
        "list_price",
        "paid",
        "subsidy",
        "invoice",
        "evidence",
        "organization_code",
        "member_no",
        "benefit",
    )
    columns = (
        Column("id", cells.uuid, is_needed=True),
        Column("card_code", cells.code, is_needed=True),
        Column("outlet_code", cells.code, is_needed=True),
        Column("offer_code", cells.code, is_needed=True),
        Column("bought_at", cells.instant, is_needed=True),
        Column("list_price", cells.dong, is_needed=True),
        Column("paid", cells.dong),
        Column("subsidy", cells.dong),
        Column("invoice", cells.code),
        Column("evidence", cells.one_of(Evidence)),
        Column("organization_code", cells.code),
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        return read_rows(sheets, self.columns)

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        told = [_taken_in(row) for row in rows]
        answers = purchases.take_in_many(session, told, circumstances.now)
        return [result_of(row, answer) for row, answer in zip(rows, answers, strict=True)]

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        """Write uses; whose a merged record's is, is said by the record that stands for it."""
        unit = func.coalesce(newest(Attribution.organization_id), Purchase.organization_id)
        rows = (
            select(
                Purchase,
                CardIndex.code,
                Outlet.code,
                Offer.code,
                Organization.code,
                Member.member_no,
            )
            .join(CardIndex, CardIndex.index == Purchase.card_index)
            .join(Outlet, Outlet.id == Purchase.outlet_id)
            .join(OfferVersion, OfferVersion.id == Purchase.offer_version_id)
            .join(Offer, Offer.id == OfferVersion.offer_id)
            .join(Member, Member.id == survivor_of(Purchase.member_id))
            .join(Organization, Organization.id == unit)
            .order_by(Purchase.bought_at, Purchase.id)
            .execution_options(yield_per=1000)
        )
        for bought, card, outlet, offer, organization, number in session.execute(rows):
            amounts = (bought.list_price, bought.paid, bought.subsidy)
            yield (
                bought.id,
                card,
                outlet,
                offer,
                cells.written_instant(bought.bought_at),
                *amounts,
                bought.invoice or "",
                bought.evidence.value,
                organization,
                number,
                bought.benefit,
            )


def _taken_in(row: Row) -> purchases.TakenIn:
    told = row.values
    paid, subsidy = told.get("paid"), told.get("subsidy")
    return purchases.TakenIn(
        id=UUID(told["id"]),
        card_code=told["card_code"],
        outlet_code=told["outlet_code"],
        offer_code=told["offer_code"],
        bought_at=datetime.fromisoformat(told["bought_at"]),
        list_price=Dong(told["list_price"]),
        paid=None if paid is None else Dong(paid),
        subsidy=None if subsidy is None else Dong(subsidy),
        invoice=told.get("invoice"),
        evidence=Evidence(told.get("evidence", Evidence.TAP_TIN_NHAP)),
        organization_code=told.get("organization_code"),
    )
