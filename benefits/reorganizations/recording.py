"""The record of decisions that were carried out, to be listed and looked up by unit."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from benefits.agreements import Scan, kept_scan
from benefits.reorganizations.models import ConcernedUnit, Reorganization
from benefits.reorganizations.plans import Choices, Decision, Kind, Part, Plan


def digest_of(plan: Plan, choices: Choices, decision: Decision) -> str | None:
    """Return what tells one request from any other, down to the last word of it."""
    if decision.form_id is None:
        return None
    asked = [asdict(each) for each in (plan, choices, decision)]
    told = json.dumps(asked, default=_told, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def kept(choices: Choices, plan: Plan) -> dict[str, Any]:
    """Write choices as they are kept with the record, and who goes to which part of a unit."""
    back = choices.takes_back
    told = asdict(choices) | {"takes_back": None if back is None else sorted(back)}
    return told | {"parts": list(map(_kept_part, plan.parts))} if plan.kind is Kind.CHIA else told


def _kept_part(part: Part) -> dict[str, Any]:
    told = {"code": part.code, "takes_rest": part.takes_rest}
    return told | {"units": list(part.units), "members": sorted(part.members)}


def done_by(session: Session, digest: str | None) -> Reorganization | None:
    """Find what a request did, if it was carried out already."""
    if digest is None:
        return None
    return session.scalar(select(Reorganization).where(Reorganization.digest == digest))


def recorded() -> Select[Reorganization]:
    """Select the records, the newest first."""
    return select(Reorganization).order_by(Reorganization.id.desc())


def units_of(session: Session, record_ids: Iterable[int]) -> dict[int, list[ConcernedUnit]]:
    """Return the units each record is about."""
    found: dict[int, list[ConcernedUnit]] = defaultdict(list)
    named = select(ConcernedUnit).where(ConcernedUnit.reorganization_id.in_(set(record_ids)))
    order = (ConcernedUnit.concern, ConcernedUnit.organization_id)
    for unit in session.scalars(named.order_by(*order)):
        found[unit.reorganization_id].append(unit)
    return found


def about_units(unit_ids: Select[int] | Iterable[int]) -> Select[int]:
    """Select the ids of the records that are about some units."""
    chosen = unit_ids if isinstance(unit_ids, Select) else list(unit_ids)
    return select(ConcernedUnit.reorganization_id).where(ConcernedUnit.organization_id.in_(chosen))


def scan_of(session: Session, record: Reorganization) -> Scan | None:
    """Return the scan of the decision, where one was kept."""
    return kept_scan(session, record.scan_hash)


def _told(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)
