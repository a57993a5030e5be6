"""Letting everybody leave whom a list taken in did not name: group by group, each in one piece."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit
from benefits.cli.place import Place
from benefits.errors import Refusal
from benefits.exchange import Problem
from benefits.jobs import Done, Job, Report
from benefits.members import EndReason, Member, Membership, enrolment, leaving
from benefits.members.holding import hold_belonging
from benefits.members.in_bulk import in_groups
from benefits.members.onward import span_on
from benefits.periods import ONE_DAY

MOST_SHOWN: Final = 500
COLUMN: Final = "Mã đoàn viên"


def end_leavers(place: Place, job: Job, report: Report) -> Done:
    """End the spans of those whom an officer said have left; begun again, it goes on.

    Whoever moved, left or came again since is passed over, and told.
    """
    spans: dict[int, int] = dict(job.input["people"])
    done, kept = 0, list[Problem]()
    for group in in_groups(spans):
        with place.database.write() as session:
            refused = _end(session, {each: spans[each] for each in group}, job, place)
            kept += _told(session, refused)
        done += len(group)
        report(done, len(spans))
    shown = [problem.to_json() for problem in kept[:MOST_SHOWN]]
    counts = {"left": len(spans) - len(kept), "refused_cells": len(kept)}
    return Done({**counts, "refusals": shown})


def _end(
    session: Session, group: Mapping[int, int], job: Job, place: Place
) -> Mapping[int, Refusal]:
    last, reason = date.fromisoformat(job.input["last_day"]), EndReason(job.input["reason"])
    hold_belonging(session)
    spans = enrolment.spans_of(session, group)
    lived = {each: span_on(spans[each], last) or spans[each][-1] for each in group}
    moved = {each for each, span_id in group.items() if lived[each].id != span_id}
    day = last + ONE_DAY
    left = {each for each in group.keys() - moved if _has_left(lived[each], day, reason)}
    waiting = sorted(group.keys() - moved - left)
    refused = leaving.leave_many(session, waiting, day, reason)
    told = {"last_day": last.isoformat(), "reason": reason.value}
    by, now = job.account_id, place.now
    for each in waiting:
        if each not in refused:
            audit.note(session, by, "member_left", "members", each, now=now, fields=told)
    return {**refused, **{each: Refusal("belongs_otherwise_now") for each in moved}}


def _has_left(span: Membership, day: date, reason: EndReason) -> bool:
    """Tell of somebody whom an earlier try of the same work has let go."""
    return (span.valid_until, span.ended_because) == (day, reason)


def _told(session: Session, refused: Mapping[int, Refusal]) -> Iterator[Problem]:
    named = select(Member.id, Member.member_no).where(Member.id.in_(list(refused)))
    for number, (key, member_no) in enumerate(session.execute(named.order_by(Member.sort_key)), 1):
        why = refused[key]
        yield Problem(number, COLUMN, member_no, why.code, _shown(why))


def _shown(why: Refusal) -> dict[str, str]:
    return {
        name: f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
        for name, value in why.params.items()
    }
