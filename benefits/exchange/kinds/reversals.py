"""reversals: `id,purchase_id,list_price,paid,subsidy,reason,at`; no amounts take back all."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.exchange import cells
from benefits.exchange.columns import Column, read_rows
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.telling import result_of
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.money import Dong
from benefits.purchases import Amounts, Reversal, ReversalRequest

UNSAID = "tap_tin_nhap"


class Reversals:
    name = "reversals"
    is_whole = False
    header = ("id", "purchase_id", "list_price", "paid", "subsidy", "reason", "at")
    columns = (
        Column("id", cells.uuid, is_needed=True),
        Column("purchase_id", cells.uuid, is_needed=True),
        Column("list_price", cells.dong),
        Column("paid", cells.dong),
        Column("subsidy", cells.dong),
        Column("reason", cells.text),
        Column("at", cells.instant),
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        for row in read_rows(sheets, self.columns):
            yield _half_said(row) if isinstance(row, Row) else row

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        requests = [_request(row, circumstances) for row in rows]
        answers = purchases.reverse_many(session, requests, circumstances.now)
        return [result_of(row, answer) for row, answer in zip(rows, answers, strict=True)]

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        rows = select(Reversal).order_by(
            Reversal.reversed_at, Reversal.purchase_id, Reversal.number
        )
        for each in session.scalars(rows.execution_options(yield_per=1000)):
            amounts = (each.list_price, each.paid, each.subsidy)
            at = cells.written_instant(each.reversed_at)
            yield each.id, each.purchase_id, *amounts, each.reason, at


def _half_said(row: Row) -> Row | list[Problem]:
    """Refuse a list price without what was paid of it, and the other way round."""
    amounts = {"list_price", "paid"}
    said = amounts & row.values.keys()
    if said in (set(), amounts):
        return row
    return [Problem(row.line, column, "", "missing") for column in sorted(amounts - said)]


def _request(row: Row, circumstances: Circumstances) -> ReversalRequest:
    told = row.values
    amounts = None
    if "paid" in told:
        subsidy = Dong(told.get("subsidy", 0))
        amounts = Amounts(Dong(told["list_price"]), Dong(told["paid"]), subsidy)
    return ReversalRequest(
        id=UUID(told["id"]),
        purchase_id=UUID(told["purchase_id"]),
        reason=told.get("reason", UNSAID),
        amounts=amounts,
        account_id=circumstances.account_id,
        at=cells.as_instant(told.get("at")),
    )
