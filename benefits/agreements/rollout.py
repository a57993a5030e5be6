"""Which CĐCS say that they have told their people of an agreement."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements.models import Acknowledgement, Agreement
from benefits.agreements.states import never_holds
from benefits.errors import Conflict, Invalid, NotFound
from benefits.periods import day_of


def told_by(session: Session, agreement_id: int) -> Mapping[int, Acknowledgement]:
    """Return what each unit said of an agreement, by the unit."""
    said = select(Acknowledgement).where(Acknowledgement.agreement_id == agreement_id)
    return {each.organization_id: each for each in session.scalars(said)}


def acknowledge(
    session: Session, agreement: Agreement, unit_ids: Collection[int], on: date, *, now: datetime
) -> list[int]:
    """Note that units told their people by a day; return those of which that is news."""
    if agreement.is_draft:
        raise Conflict("agreement_not_signed")
    if never_holds(agreement.valid_from, agreement.terminated_on):
        raise Conflict("agreement_called_off")
    if on > day_of(now):
        raise Invalid("rollout_ahead")
    if on < agreement.signed_on:
        raise Invalid("rollout_before_signing", signed_on=agreement.signed_on)
    locked = session.get(Agreement, agreement.id, with_for_update=True)
    if locked is None:
        raise NotFound
    known = told_by(session, agreement.id)
    news = sorted(set(unit_ids) - set(known))
    for each in news:
        made = Acknowledgement(
            agreement_id=agreement.id, organization_id=each, acknowledged_on=on, known_at=now
        )
        session.add(made)
    return news


def take_back(session: Session, agreement: Agreement, unit_id: int, *, now: datetime) -> bool:
    """Take back a slip on the day it was made; tell whether there was one.

    Later a report may have counted it, and a report is never counted otherwise.
    """
    said = told_by(session, agreement.id).get(unit_id)
    if said is None:
        return False
    if day_of(said.known_at) != day_of(now):
        raise Conflict("rollout_stays")
    session.delete(said)
    return True
