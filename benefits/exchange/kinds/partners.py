"""partners: `code,name,kind,tax_code,is_health`; `is_health` is what an officer said, if any.

It stands for whatever people go to in confidence: their health, or legal aid.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.exchange import cells
from benefits.exchange.columns import Column, read_rows
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.settling import by_code, named, settle
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.partners import Partner, PartnerKind, is_discreet, outlast, unsay
from benefits.purchases import used_partners


class Partners:
    name = "partners"
    is_whole = False
    header = ("code", "name", "kind", "tax_code", "is_health")
    columns = (
        Column("code", cells.code, is_needed=True),
        Column("name", cells.text),
        Column("kind", cells.one_of(PartnerKind)),
        Column("tax_code", cells.code),
        Column("is_health", cells.flag),
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        return read_rows(sheets, self.columns)

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        known = by_code(session, Partner.code, Partner, named(rows, "code"))
        return [self._apply_row(session, row, known) for row in rows]

    def _apply_row(self, session: Session, row: Row, known: dict[str, Partner]) -> Result:
        code, wanted = row.values["code"], {**row.values}
        if kind := wanted.get("kind"):
            wanted["kind"] = PartnerKind(kind)
        if code in known:
            if wanted.get("kind", known[code].kind) != known[code].kind:
                return Result.refused(row.line, "kind", kind, "partner_kind_fixed")
            return _changed(session, row, known[code], wanted)
        if not wanted.get("name"):
            return Result.refused(row.line, "name", "", "missing")
        known[code] = Partner(**{"kind": PartnerKind.DOANH_NGHIEP, **wanted})
        session.add(known[code])
        session.flush()  # rows below may name it
        return Result(row.line, RowState.ADDED)

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        for partner in session.scalars(select(Partner).order_by(Partner.id)):
            yield (
                partner.code,
                partner.name,
                partner.kind.value,
                partner.tax_code or "",
                cells.written_flag(partner.is_health),
            )


def _changed(session: Session, row: Row, partner: Partner, wanted: dict[str, Any]) -> Result:
    """Bring a partner to what its row says; once used in confidence, it stays so."""
    before, is_denied = partner.name, wanted.get("is_health") is False
    if is_denied and is_discreet(partner) and used_partners(session, [partner.id]):
        return Result.refused(row.line, "is_health", "0", "partner_stays_discreet")
    state = settle(partner, wanted)
    outlast(partner, before)
    if "is_health" not in wanted:
        unsay(partner, before)
    return Result(row.line, state)
