"""agreements: `number,partner_code,signed_by,signed_on,valid_from,valid_until,covers`.

Optional besides: `excludes` names units left out, `covers_tags` groups whose units are covered,
each by its name or, where several units have one of that name, as `holder_code:name`. A unit that
is covered, or left out, from a later day on stands as `CODE@2026-03-01`; without a day, the day
known before stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.agreements import (
    Agreement,
    Coverage,
    TagCoverage,
    ends_on,
    is_called_off,
    never_holds,
)
from benefits.errors import Refusal
from benefits.exchange import cells
from benefits.exchange.columns import Column, read_rows
from benefits.exchange.kinds import covered_cells
from benefits.exchange.kinds.covering import Days, Whom
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.settling import by_code, ids_by_code, named, settle
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.organization import Organization, Tag
from benefits.partners import Partner

UNITS: Final = ("covers", "excludes")


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
        "excludes",
        "covers_tags",
    )
    columns = (
        Column("number", cells.code, is_needed=True),
        Column("partner_code", cells.code, is_needed=True),
        Column("signed_by", cells.code, is_needed=True),
        Column("signed_on", cells.day),
        Column("valid_from", cells.day, is_needed=True),
        Column("valid_until", cells.day),
        Column("covers", covered_cells.read),
        Column("excludes", covered_cells.read),
        Column("covers_tags", cells.codes),
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        return read_rows(sheets, self.columns)

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        named_units = {
            code for row in rows for name in UNITS for code, _since in row.values.get(name, ())
        }
        codes = named(rows, "signed_by") | named_units
        taking = _Taking(
            session,
            circumstances,
            units=ids_by_code(session, Organization.code, Organization.id, codes),
            partners=ids_by_code(session, Partner.code, Partner.id, named(rows, "partner_code")),
            known=by_code(session, Agreement.number, Agreement, named(rows, "number")),
        )
        return [taking.refusal(row) or taking.take(row) for row in rows]

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        """Tell of what was signed and held: a draft, or one called off, binds nobody."""
        covers, tags = _covering(session), _tags_covered(session)
        for agreement, partner_code, signer in session.execute(
            select(Agreement, Partner.code, Organization.code)
            .join(Partner, Partner.id == Agreement.partner_id)
            .join(Organization, Organization.id == Agreement.signed_by_id)
            .where(Agreement.is_draft.is_(False), ~is_called_off())
            .order_by(Agreement.id)
        ):
            days = (agreement.signed_on, agreement.valid_from, ends_on(agreement))
            yield (
                agreement.number,
                partner_code,
                signer,
                *map(cells.written_day, days),
                covered_cells.written(covers[agreement.id, False]),
                covered_cells.written(covers[agreement.id, True]),
                ";".join(sorted(tags[agreement.id])),
            )


def _covering(session: Session) -> Mapping[tuple[int, bool], list[tuple[str, date | None]]]:
    """Read the units of each agreement that it covers, and those it leaves out."""
    found: defaultdict[tuple[int, bool], list[tuple[str, date | None]]] = defaultdict(list)
    for agreement_id, is_excluded, code, since in session.execute(
        select(Coverage.agreement_id, Coverage.is_excluded, Organization.code, Coverage.since).join(
            Organization, Organization.id == Coverage.organization_id
        )
    ):
        found[agreement_id, is_excluded].append((code, since))
    return found


def _tags_covered(session: Session) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = (
        select(TagCoverage.agreement_id, Organization.code, Tag.name)
        .join(Tag, Tag.id == TagCoverage.tag_id)
        .join(Organization, Organization.id == Tag.held_by_id)
    )
    for agreement_id, holder, name in session.execute(rows):
        found[agreement_id].append(organization.full_name(holder, name))
    return found


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
        if unknown := self._unknown(row):
            return unknown
        if (until := told.get("valid_until")) and until <= told["valid_from"]:
            return _refused(row, "valid_until", "span_empty")
        agreement = self.known.get(told["number"])
        if agreement and agreement.partner_id != self.partners[told["partner_code"]]:
            return _refused(row, "partner_code", "agreement_partner_fixed")
        return None

    def _unknown(self, row: Row) -> Result | None:
        """Refuse whom nobody knows among those that are covered or left out."""
        for column in UNITS:
            for code, _since in row.values.get(column, ()):
                if code not in self.units:
                    return Result.refused(row.line, column, code, "organization_unknown")
        for said in row.values.get("covers_tags", ()):
            try:
                organization.tag_said(self.session, said)
            except Refusal as refusal:
                why = dict(refusal.params)
                return Result.refused(row.line, "covers_tags", said, refusal.code, **why)
        return None

    def take(self, row: Row) -> Result:
        told = row.values
        wanted = {
            "signed_by_id": self.units[told["signed_by"]],
            "signed_on": cells.as_day(told.get("signed_on")),
            "valid_from": cells.as_day(told["valid_from"]),
            "valid_until": cells.as_day(told.get("valid_until")),
        }
        whom = self._whom(told)
        agreement = self.known.get(told["number"])
        if agreement is None:
            return self._add(row, wanted, whom)
        if wanted["valid_until"] == ends_on(agreement):
            wanted["valid_until"] = None  # it ended early that day: its own last day is untouched
        was_draft, agreement.is_draft = agreement.is_draft, False
        ended, first = agreement.terminated_on, agreement.valid_from
        state = RowState.CHANGED if was_draft else RowState.SAME
        if settle(agreement, wanted) is RowState.CHANGED:
            state = RowState.CHANGED
        if never_holds(first, ended):
            agreement.terminated_on = agreement.valid_from  # called off, it holds on no other day
        if whom.settle(self.session, agreement.id):
            state = RowState.CHANGED
        flag = Problem(row.line, "number", agreement.number, "draft_in_force", is_flag=True)
        return Result(row.line, state, (flag,) if was_draft else ())

    def _whom(self, told: Mapping[str, Any]) -> Whom:
        units, left_out = (self._days(told.get(column, ())) for column in UNITS)
        tags = (organization.tag_said(self.session, said) for said in told.get("covers_tags", ()))
        return Whom(units, left_out, frozenset(tag.id for tag in tags))

    def _days(self, told: Iterable[tuple[str, str | None]]) -> Days:
        return {self.units[code]: cells.as_day(since) for code, since in told}

    def _add(self, row: Row, wanted: dict[str, Any], whom: Whom) -> Result:
        agreement = Agreement(
            number=row.values["number"],
            partner_id=self.partners[row.values["partner_code"]],
            held_by_id=wanted["signed_by_id"],
            known_at=self.circumstances.now,
            **{**wanted, "signed_on": wanted["signed_on"] or wanted["valid_from"]},
        )
        self.session.add(agreement)
        self.session.flush()  # its coverage names it
        if not whom.units and not whom.tags:
            whom = Whom({agreement.signed_by_id: None}, whom.left_out, whom.tags)
        whom.store(self.session, agreement.id)
        self.known[agreement.number] = agreement
        return Result(row.line, RowState.ADDED)


def _refused(row: Row, column: str, code: str) -> Result:
    return Result.refused(row.line, column, row.values[column], code)
