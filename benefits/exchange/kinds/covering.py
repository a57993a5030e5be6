"""Whom an agreement covers, as a row of a file says it and as it is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from benefits.agreements import Coverage, TagCoverage

Days = Mapping[int, date | None]
"""Units by their id, each with the day from which it counts where that is a later one."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Units that are covered, units left out, and tags; a part that is empty says nothing."""

    units: Days
    left_out: Days
    tags: frozenset[int]

    def settle(self, session: Session, agreement_id: int) -> bool:
        """Cover whom the row says. Tell whether that was news."""
        known = _known(session, agreement_id)
        said = Whom(
            _kept(self.units, known.units),
            _kept(self.left_out, known.left_out),
            self.tags or known.tags,
        )
        if said == known:
            return False
        said.store(session, agreement_id)
        return True

    def store(self, session: Session, agreement_id: int) -> None:
        for table in (Coverage, TagCoverage):
            session.execute(delete(table).where(table.agreement_id == agreement_id))
        covered = {unit: day for unit, day in self.units.items() if unit not in self.left_out}
        for units, is_excluded in ((covered, False), (self.left_out, True)):
            session.add_all(
                Coverage(
                    agreement_id=agreement_id,
                    organization_id=unit,
                    is_excluded=is_excluded,
                    since=since,
                )
                for unit, since in units.items()
            )
        session.add_all(TagCoverage(agreement_id=agreement_id, tag_id=each) for each in self.tags)
        session.flush()  # the next row may read it back


def _kept(said: Days, known: Days) -> Days:
    return {unit: day or known.get(unit) for unit, day in said.items()} or known


def _known(session: Session, agreement_id: int) -> Whom:
    units: dict[bool, dict[int, date | None]] = {False: {}, True: {}}
    rows = select(Coverage.is_excluded, Coverage.organization_id, Coverage.since)
    for is_excluded, unit, since in session.execute(
        rows.where(Coverage.agreement_id == agreement_id)
    ):
        units[is_excluded][unit] = since
    tags = select(TagCoverage.tag_id).where(TagCoverage.agreement_id == agreement_id)
    return Whom(units[False], units[True], frozenset(session.scalars(tags)))
