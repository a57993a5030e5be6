"""Take in uses that happened elsewhere, as a file states them, a group of rows at a time.

What the file says was paid is kept. A limit that is full, a price the rule does not give or a
unit that is not covered is flagged and stored; only what cannot be a use of that card is refused.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from benefits.agreements import Remark
from benefits.purchases import invoices, quota
from benefits.purchases.answers import RowAnswer, RowState
from benefits.purchases.judging import Use, judged
from benefits.purchases.known import TakenIn, look_up, path_of, paths_of
from benefits.purchases.limits import Key
from benefits.purchases.models import Purchase


def take_in(session: Session, row: TakenIn, now: datetime) -> RowAnswer:
    [answer] = take_in_many(session, [row], now)
    return answer


def take_in_many(session: Session, rows: Sequence[TakenIn], now: datetime) -> list[RowAnswer]:
    """Store rows and answer each; a row stored before is the same, or refused if it differs."""
    known = look_up(session, rows)
    results = [judged(row, known, now) for row in rows]
    uses = [each for each in results if isinstance(each, Use)]
    if uses:
        _flag_uncovered(session, uses)
        _flag_papers(session, uses)
        _count(session, uses)
        _write(session, uses, now)
    return [
        RowAnswer(RowState.ADDED, warnings=tuple(each.warnings)) if isinstance(each, Use) else each
        for each in results
    ]


def _flag_uncovered(session: Session, uses: Iterable[Use]) -> None:
    stood = paths_of(session, {use.belonging.organization_id for use in uses})
    for use in uses:
        path = path_of(stood, use.belonging.organization_id, use.day)
        if not use.offer.covers(path, use.day):
            use.warnings.append(Remark("unit_not_covered"))


def _flag_papers(session: Session, uses: Iterable[Use]) -> None:
    """Flag invoices that somebody has claimed already, in this group or before."""
    claims = invoices.claimed(session, (use.paper for use in uses if use.paper))
    for use in uses:
        if use.paper is None:
            continue
        claimants = claims.setdefault(use.paper, {})
        if use.card.person_id in claimants:
            use.warnings.append(Remark("invoice_used"))
        elif claimants:
            use.warnings.append(Remark("invoice_on_another_card"))
        claimants[use.card.person_id] = use.row.id


def _count(session: Session, uses: Iterable[Use]) -> None:
    """Count the uses against their limits; flag as many, the latest, as were too many."""
    by_key: dict[Key, list[Use]] = defaultdict(list)
    allowed: dict[Key, int] = {}
    for use in uses:
        for key, limit in use.limits.items():
            by_key[key].append(use)
            allowed[key] = limit.allowed
    over = quota.fill(session, {key: (len(some), allowed[key]) for key, some in by_key.items()})
    for key, excess in over.items():
        in_order = sorted(by_key[key], key=lambda use: use.row.bought_at)
        for use in in_order[-excess:]:
            use.warnings.append(Remark("limit_exceeded", _told(key, allowed)))


def _told(key: Key, allowed: Mapping[Key, int]) -> dict[str, int | str | None]:
    return {"scope": key.scope, "window": key.window, "allowed": allowed[key]}


def _write(session: Session, uses: Sequence[Use], now: datetime) -> None:
    bought = cast("Table", Purchase.__table__)
    session.connection().execute(bought.insert(), [use.values(now) for use in uses])
    taken = (quota.takings_of(use.row.id, use.card.member_id, use.limits) for use in uses)
    quota.write_takings(session, [each for takings in taken for each in takings])
    invoices.claim_anyway(
        session, [(use.paper, use.card.member_id, use.row.id) for use in uses if use.paper]
    )
