"""agreements: `number,partner_code,signed_by,signed_on,valid_from,valid_until,covers`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from benefits.agreements import Agreement, Coverage
from benefits.exchange import cells
from benefits.exchange.columns import Column, read_rows
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.settling import by_code, ids_by_code, named, settle
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.organization import Organization
from benefits.partners import Partner


class Agreements:
    name = "agreements"
    is_whole = False
    header = (
        "number",
        "partner_code",
        "signed_by",
        "signed_on",
        "valid_from",
        "valid_until",
        "covers",
    )
    columns = (
        Column("number", cells.code, is_needed=True),
        Column("partner_code", cells.code, is_needed=True),
        Column("signed_by", cells.code, is_needed=True),
        Column("signed_on", cells.day),
        Column("valid_from", cells.day, is_needed=True),
        Column("valid_until", cells.day),
        Column("covers", cells.codes),
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        return read_rows(sheets, self.columns)

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        covered = {code for row in rows for code in row.values.get("covers", ())}
        codes = named(rows, "signed_by") | covered
        taking = _Taking(
            session,
            circumstances,
            units=ids_by_code(session, Organization.code, Organization.id, codes),
            partners=ids_by_code(session, Partner.code, Partner.id, named(rows, "partner_code")),
            known=by_code(session, Agreement.number, Agreement, named(rows, "number")),
        )
        return [taking.refusal(row) or taking.take(row) for row in rows]

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        covers: defaultdict[int, list[str]] = defaultdict(list)
        for agreement_id, code in session.execute(
            select(Coverage.agreement_id, Organization.code)
            .join(Organization, Organization.id == Coverage.organization_id)
            .where(Coverage.is_excluded.is_(False))
            .order_by(Organization.code)
        ):
            covers[agreement_id].append(code)
        for agreement, partner_code, signer in session.execute(
            select(Agreement, Partner.code, Organization.code)
            .join(Partner, Partner.id == Agreement.partner_id)
            .join(Organization, Organization.id == Agreement.signed_by_id)
            .order_by(Agreement.id)
        ):
            ends = min(filter(None, (agreement.valid_until, agreement.terminated_on)), default=None)
            days = (agreement.signed_on, agreement.valid_from, ends)
            yield (
                agreement.number,
                partner_code,
                signer,
                *map(cells.written_day, days),
                ";".join(covers[agreement.id]),
            )


def _covered(session: Session, agreement_id: int) -> set[int]:
    mine = Coverage.agreement_id == agreement_id
    return set(session.scalars(select(Coverage.organization_id).where(mine)))


def _cover(session: Session, agreement_id: int, organization_ids: set[int]) -> None:
    session.execute(delete(Coverage).where(Coverage.agreement_id == agreement_id))
    session.add_all(
        Coverage(agreement_id=agreement_id, organization_id=each) for each in organization_ids
    )
    session.flush()  # the next row may read it back


@dataclass(slots=True)
class _Taking:
    """One group's look-ups, and what is done with a row."""

    session: Session
    circumstances: Circumstances
    units: dict[str, int]
    partners: dict[str, int]
    known: dict[str, Agreement]

    def refusal(self, row: Row) -> Result | None:
        told = row.values
        if told["partner_code"] not in self.partners:
            return _refused(row, "partner_code", "partner_unknown")
        if told["signed_by"] not in self.units:
            return _refused(row, "signed_by", "organization_unknown")
        for code in told.get("covers", ()):
            if code not in self.units:
                return Result.refused(row.line, "covers", code, "organization_unknown")
        if (until := told.get("valid_until")) and until <= told["valid_from"]:
            return _refused(row, "valid_until", "span_empty")
        agreement = self.known.get(told["number"])
        if agreement and agreement.partner_id != self.partners[told["partner_code"]]:
            return _refused(row, "partner_code", "agreement_partner_fixed")
        return None

    def take(self, row: Row) -> Result:
        told = row.values
        wanted = {
            "signed_by_id": self.units[told["signed_by"]],
            "signed_on": cells.as_day(told.get("signed_on")),
            "valid_from": cells.as_day(told["valid_from"]),
            "valid_until": cells.as_day(told.get("valid_until")),
        }
        covers = {self.units[code] for code in told.get("covers", ())}
        agreement = self.known.get(told["number"])
        if agreement is None:
            return self._add(row, wanted, covers)
        state = settle(agreement, wanted)
        if covers and _covered(self.session, agreement.id) != covers:
            _cover(self.session, agreement.id, covers)
            state = RowState.CHANGED
        return Result(row.line, state)

    def _add(self, row: Row, wanted: dict[str, Any], covers: set[int]) -> Result:
        agreement = Agreement(
            number=row.values["number"],
            partner_id=self.partners[row.values["partner_code"]],
            held_by_id=wanted["signed_by_id"],
            known_at=self.circumstances.now,
            **{**wanted, "signed_on": wanted["signed_on"] or wanted["valid_from"]},
        )
        self.session.add(agreement)
        self.session.flush()  # its coverage names it
        _cover(self.session, agreement.id, covers or {agreement.signed_by_id})
        self.known[agreement.number] = agreement
        return Result(row.line, RowState.ADDED)


def _refused(row: Row, column: str, code: str) -> Result:
    return Result.refused(row.line, column, row.values[column], code)
