"""Rows II.1.1–II.1.3 of Phụ lục 01: agreements signed, agreements in force, CĐCS reached."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from benefits.agreements import (
    Acknowledgement,
    Agreement,
    Covering,
    coverings_of,
    holders_on,
    is_called_off,
)
from benefits.periods import Period
from benefits.reports.form import Whose
from benefits.reports.scope import Scope


@dataclass(frozen=True, slots=True)
class InForce:
    """Agreements on the last day: `own` signed by the unit or below it, the rest above."""

    all: int
    own: int


@dataclass(frozen=True, slots=True)
class Reached:
    """CĐCS that acknowledged an agreement, that used one, and how many there are in all."""

    acknowledged: frozenset[int]
    used: frozenset[int]
    grassroots: int

    @property
    def either(self) -> int:
        return len(self.acknowledged | self.used)


def signed(scope: Scope) -> int:
    """Count agreements signed in the period by a unit that then stood in the sub-tree."""
    found = scope.session.execute(
        select(Agreement.signed_by_id, Agreement.signed_on).where(
            Agreement.signed_on >= scope.period.first,
            Agreement.signed_on < scope.period.after,
            Agreement.is_draft.is_(False),
            Agreement.known_at <= scope.as_of,
        )
    )
    return sum(scope.standing.is_under(signer, scope.organization_id, day) for signer, day in found)


def in_force(scope: Scope) -> InForce:
    """Count agreements in force on the last day that cover any unit of the sub-tree."""
    day = Period(scope.last_day, scope.period.after)
    covering = _covering(scope, day)
    holders = holders_on(scope.session, covering, scope.last_day)
    reaching = [
        each
        for each, words in covering.items()
        if any(words.covers(path, scope.last_day) for path in scope.open_paths.values())
    ]
    return InForce(len(reaching), sum(holders[each] in scope.open_paths for each in reaching))


def reached(scope: Scope) -> Reached:
    """Count the CĐCS open on the last day that told their people, or whose people used it."""
    used = scope.used_by(Whose.PARTNERS, scope.grassroots)
    covering = _covering(scope, scope.period)
    told = scope.session.execute(
        select(Acknowledgement.organization_id, Acknowledgement.agreement_id).where(
            Acknowledgement.acknowledged_on < scope.period.after,
            Acknowledgement.known_at <= scope.as_of,
            Acknowledgement.organization_id.in_(scope.grassroots),
        )
    )
    acknowledged = {
        unit
        for unit, agreement in told
        if agreement in covering
        and covering[agreement].covers(scope.open_paths[unit], scope.last_day)
    }
    return Reached(frozenset(acknowledged), used, len(scope.grassroots))


def _covering(scope: Scope, days: Period) -> dict[int, Covering]:
    """Collect the coverage of every agreement in force on some of these days."""
    rows = scope.session.scalars(
        select(Agreement.id).where(*_in_force(days), Agreement.known_at <= scope.as_of)
    )
    return coverings_of(scope.session, rows, scope.as_of)


def _in_force(days: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        Agreement.is_draft.is_(False),
        ~is_called_off(),
        Agreement.valid_from < days.after,
        or_(Agreement.valid_until.is_(None), Agreement.valid_until > days.first),
        or_(Agreement.terminated_on.is_(None), Agreement.terminated_on > days.first),
    )
