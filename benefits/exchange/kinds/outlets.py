"""outlets: `code,partner_code,name,address,latitude,longitude`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.exchange import cells
from benefits.exchange.columns import Column, read_rows
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.settling import by_code, ids_by_code, named, settle
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.partners import Outlet, Partner, outlast


class Outlets:
    name = "outlets"
    is_whole = False
    header = ("code", "partner_code", "name", "address", "latitude", "longitude")
    columns = (
        Column("code", cells.code, is_needed=True),
        Column("partner_code", cells.code, is_needed=True),
        Column("name", cells.text),
        Column("address", cells.text),
        Column("latitude", cells.latitude),
        Column("longitude", cells.longitude),
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        return read_rows(sheets, self.columns)

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        partners = ids_by_code(session, Partner.code, Partner.id, named(rows, "partner_code"))
        known = by_code(session, Outlet.code, Outlet, named(rows, "code"))
        return [self._apply_row(session, row, partners, known) for row in rows]

    def _apply_row(
        self, session: Session, row: Row, partners: dict[str, int], known: dict[str, Outlet]
    ) -> Result:
        wanted = {**row.values}
        code, partner_code = wanted["code"], wanted.pop("partner_code")
        partner_id = partners.get(partner_code)
        if partner_id is None:
            return Result.refused(row.line, "partner_code", partner_code, "partner_unknown")
        if code in known:
            if known[code].partner_id != partner_id:
                return Result.refused(
                    row.line, "partner_code", partner_code, "outlet_partner_fixed"
                )
            return Result(row.line, _changed(session, known[code], wanted))
        if not wanted.get("name"):
            return Result.refused(row.line, "name", "", "missing")
        known[code] = Outlet(partner_id=partner_id, **wanted)
        session.add(known[code])
        return Result(row.line, RowState.ADDED)

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        rows = select(Outlet, Partner.code).join(Partner, Partner.id == Outlet.partner_id)
        for outlet, partner_code in session.execute(rows.order_by(Outlet.id)):
            place = ("" if at is None else at for at in (outlet.latitude, outlet.longitude))
            yield outlet.code, partner_code, outlet.name, outlet.address or "", *place


def _changed(session: Session, outlet: Outlet, wanted: dict[str, Any]) -> RowState:
    """Bring an outlet to what is told."""
    before = outlet.name
    state = settle(outlet, wanted)
    if outlet.name != before:
        outlast(session.get_one(Partner, outlet.partner_id), before, outlet.name)
    return state
