"""Who stands behind an agreement on a day, and whom it goes on to cover, when units are merged."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from benefits.agreements.covering import coverings_of
from benefits.agreements.models import Agreement, AgreementHolder, Coverage
from benefits.periods import ONE_DAY

Path = tuple[int, ...]


class Crossing(NamedTuple):
    """People who stood under `before` and stand under `after` from a day on."""

    before: Path
    after: Path


def holder_on(day: date) -> ColumnElement[int]:
    """Return who stands behind the agreements of a query on a day: whoever signed, until an heir.

    What is noted with the agreement is the holder of today, so it tells nothing of the days before
    an heir came.
    """
    handed_on = AgreementHolder.agreement_id == Agreement.id
    taken_over = (
        select(AgreementHolder.organization_id)
        .where(handed_on, AgreementHolder.since <= day)
        .order_by(AgreementHolder.since.desc())
        .limit(1)
        .correlate(Agreement)
        .scalar_subquery()
    )
    has_heirs = exists().where(handed_on).correlate(Agreement)
    at_first = case((has_heirs, Agreement.signed_by_id), else_=Agreement.held_by_id)
    return func.coalesce(taken_over, at_first)


def holders_on(session: Session, agreement_ids: Iterable[int], day: date) -> dict[int, int]:
    held = select(Agreement.id, holder_on(day)).where(Agreement.id.in_(set(agreement_ids)))
    return dict(session.execute(held).all())


def hand_to(
    session: Session, agreement_ids: Collection[int], unit_id: int, day: date, *, today: date
) -> None:
    """Let a unit stand behind agreements from a day on, whoever was to on later days."""
    mine = AgreementHolder.agreement_id.in_(agreement_ids)
    session.execute(delete(AgreementHolder).where(mine, AgreementHolder.since >= day))
    rows = [
        {"agreement_id": each, "since": day, "organization_id": unit_id}
        for each in sorted(agreement_ids)
    ]
    if rows:
        session.execute(insert(AgreementHolder), rows)
    if day <= today:
        held = update(Agreement).where(Agreement.id.in_(agreement_ids)).values(held_by_id=unit_id)
        session.execute(held.execution_options(synchronize_session="fetch"))


def handed_on(unit_id: int, on: date, day: date) -> Select[Agreement]:
    """Select the agreements of a unit handed to another on a day, still held there on a later."""
    was_handed = exists().where(
        AgreementHolder.agreement_id == Agreement.id, AgreementHolder.since == on
    )
    not_over = (Agreement.valid_until, Agreement.terminated_on)
    return select(Agreement).where(
        was_handed.correlate(Agreement),
        holder_on(on - ONE_DAY) == unit_id,
        holder_on(on) != unit_id,
        holder_on(day) == holder_on(on),
        *(or_(end.is_(None), end > day) for end in not_over),
    )


def settle_holders(session: Session, today: date) -> int:
    """Note with each agreement who has come to stand behind it by a day; return how many did."""
    holder = holder_on(today)
    behind = session.execute(select(Agreement.id, holder).where(Agreement.held_by_id != holder))
    rows = [{"id": key, "held_by_id": unit_id} for key, unit_id in behind]
    if rows:
        session.execute(update(Agreement), rows)
    return len(rows)


def lost(
    session: Session, crossings: Collection[Crossing], day: date
) -> Mapping[int, list[Crossing]]:
    """Find the agreements not over by a day that cover some the day before, and no longer."""
    ids = _open_after(session, day) if crossings else []
    found: dict[int, list[Crossing]] = {}
    for agreement_id, covering in coverings_of(session, ids).items():
        missed = [
            each
            for each in crossings
            if covering.covers(each.before, day - ONE_DAY) and not covering.covers(each.after, day)
        ]
        if missed:
            found[agreement_id] = missed
    return found


def carry(session: Session, lost_cover: Mapping[int, Iterable[Crossing]], day: date) -> int:
    """Let each agreement cover, from a day on, the last unit of every path it lost."""
    count = 0
    for agreement_id, crossings in lost_cover.items():
        for unit_id in {crossing.after[-1] for crossing in crossings if crossing.after}:
            known = session.get(Coverage, (agreement_id, unit_id))
            if known is None:
                known = Coverage(agreement_id=agreement_id, organization_id=unit_id, since=day)
                session.add(known)
                count += 1
            elif known.since is not None and known.since > day:
                known.since = day
                count += 1
    session.flush()
    return count


def _open_after(session: Session, day: date) -> list[int]:
    not_over = (Agreement.valid_until, Agreement.terminated_on)
    goes_on = and_(*(or_(end.is_(None), end > day) for end in not_over))
    return list(session.scalars(select(Agreement.id).where(goes_on)))
