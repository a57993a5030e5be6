"""Giving out many cards, and taking many out of use: group by group, so that no till waits."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from benefits import audit
from benefits.cards import CardStatus, changing, giving
from benefits.cards.giving import Giving, Wish
from benefits.cards.issuing import in_groups, without_printed_card
from benefits.cli.place import Place
from benefits.errors import Refusal
from benefits.exchange import Outcome, Problem, RowState, write_problems
from benefits.exchange.number_list import numbers_in
from benefits.jobs import Done, FileStore, Job, Report
from benefits.periods import day_of

CSV: Final = "text/csv"
MOST_SHOWN: Final = 500
COLUMN: Final = "Mã đoàn viên"


def issue_cards(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Give printed cards to whoever of a unit has none, or to the people of a list."""
    if job.input_file:
        outcome = _issue_listed(place, store, job, report)
    else:
        outcome = _issue_all(place, job, report)
    kept = _keep(place, store, outcome) if outcome.refused else None
    with place.database.write() as session:
        count, first, last = giving.given_by(session, job.id)
        fields = {"count": count, "first": first, "last": last}
        unit, by = job.input["unit"], job.account_id
        audit.note(session, by, "cards_issued", "organizations", unit, now=place.now, fields=fields)
    return Done({"issued": count, "first": first, "last": last, **_told(outcome)}, kept)


def change_cards(place: Place, job: Job, report: Report) -> Done:
    """Change the status of the cards that a desk chose, as far as each can take it."""
    asked, indexes = job.input, job.input["indexes"]
    status, done, changed = CardStatus(asked["status"]), 0, 0
    for group in in_groups(indexes, changing.AT_ONCE):
        with place.database.write() as session:
            changed += _change(session, group, status, job, place.now)
        done += len(group)
        report(done, len(indexes))
    return Done({"changed": changed, "kept": len(indexes) - changed, "status": status.value})


def _change(
    session: Session, group: Sequence[int], status: CardStatus, job: Job, now: datetime
) -> int:
    by, reason = job.account_id, job.input["reason"]
    if status is CardStatus.REPLACED:
        return changing.replace_many(session, group, by=by, now=now, reason=reason, job_id=job.id)
    return changing.change_many(session, group, status, by=by, now=now, reason=reason)


def _issue_all(place: Place, job: Job, report: Report) -> Outcome:
    """Give cards to whoever has none; those whose card was revoked are told apart."""
    unit, day = job.input["unit"], day_of(place.now)
    with place.database.read() as session:
        lacking = without_printed_card(session, unit, day)
        revoked = giving.not_given(session, unit, day)
    done, how = 0, _giving(job)
    for group in in_groups(lacking, giving.AT_ONCE):
        with place.database.write() as session:
            giving.give(session, how, group, place.now)
        done += len(group)
        report(done, len(lacking))
    outcome = Outcome(read=len(lacking) + len(revoked))
    for line, (number, why) in enumerate(revoked, start=1):
        outcome.refused.append(Problem(line, COLUMN, number, why.code, dict(why.params)))
    return outcome


def _issue_listed(place: Place, store: FileStore, job: Job, report: Report) -> Outcome:
    """Go through a list twice: once to know how long it is."""
    if not store.path(job.input_file or "").is_file():
        raise Refusal("upload_forgotten")
    outcome, how, lines = Outcome(), _giving(job), dict[str, int]()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "danh-sach"
        store.copy(job.input_file or "", file)
        count = sum(1 for _ in numbers_in(file))
        if count == 0:
            raise Refusal("file_empty")
        for group in _groups(numbers_in(file)):
            wishes = [wish for wish in group if _is_first(wish, lines, outcome)]
            with place.database.write() as session:
                refused = giving.give_listed(session, how, wishes, place.now)
            for wish, why in refused:
                problem = Problem(wish.line, COLUMN, wish.number, why.code, dict(why.params))
                outcome.refused.append(problem)
            outcome.read += len(group)
            outcome.states[RowState.ADDED] += len(wishes) - len(refused)
            report(outcome.read, count)
    outcome.refused.sort(key=lambda each: each.line)
    return outcome


def _is_first(wish: Wish, lines: dict[str, int], outcome: Outcome) -> bool:
    """Refuse a number that stands in the list a second time."""
    before = lines.setdefault(wish.number, wish.line)
    if before != wish.line:
        params = {"line": before}
        outcome.refused.append(Problem(wish.line, COLUMN, wish.number, "listed_twice", params))
    return before == wish.line


def _groups(lines: Iterator[tuple[int, str]]) -> Iterator[Sequence[Wish]]:
    while group := [Wish(*line) for line in islice(lines, giving.AT_ONCE)]:
        yield group


def _giving(job: Job) -> Giving:
    until = job.input.get("until")
    return Giving(
        job_id=job.id,
        by=job.account_id,
        within=job.input["within"],
        valid_until=date.fromisoformat(until) if until else None,
    )


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "read": outcome.read,
        "refused_cells": len(outcome.refused),
        "refusals": [problem.to_json() for problem in outcome.refused[:MOST_SHOWN]],
    }


def _keep(place: Place, store: FileStore, outcome: Outcome) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "khong-cap-duoc.csv"
        write_problems(outcome, file)
        with place.database.write() as session, file.open("rb") as content:
            return store.keep(session, content, name=file.name, media_type=CSV, now=place.now)
