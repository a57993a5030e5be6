"""A file that work made is taken away like a list, noted with the units whose people it names.

Cards, letters with codes, rows of a list: each person is told that it was taken, and by which unit.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Final

from flask import Response, request
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from benefits import audit
from benefits.audit import Entry
from benefits.cards import Card
from benefits.cards.rolls.models import Roll
from benefits.desk import scope
from benefits.errors import NotFound
from benefits.jobs import FileStore, Job
from benefits.members import Membership
from benefits.purchases.glances import ROSTER_TAKEN
from benefits.web import current
from benefits.web.lists.files import JOB_KIND

OF_NOBODY: Final = frozenset(
    {"organizations", "partners", "outlets", "agreements", "offers", "purchases", "reversals"}
)
"""Files that name no members."""
OF_NO_MEMBERS: Final = frozenset({"print_invitations"})
"""Work whose files name officers and managers."""
MOST_UNITS: Final = 50
"""Of people of more units than that it is noted with the unit for which the work was begun."""
MOST_ASKED: Final = 1_000
GOES_ON: Final = timedelta(days=1)
"""So long the rest of a file that was cut off may be fetched without another note."""


def forget(job_id: int, kind: str) -> Job:
    """Delete the file that some work of this kind made, before its time; 404 without one."""
    job = scope.job(job_id)
    if job.kind != kind or job.result_file is None:
        raise NotFound
    store = FileStore(current.settings().files_dir)
    store.forget(current.session(), job.result_file, current.now())
    return job


def note_taken(job: Job, what: str, answer: Response) -> None:
    """Write down, once it is on its way, that the officer took a file of some work away."""
    if job.kind == JOB_KIND and job.account_id == current.actor().account_id:
        return  # noted when it was asked for
    if not _is_taken(job, what, answer):
        return
    by, now = current.actor().account_id, current.now()
    units = units_named(job)
    act = "list_taken" if units is None else ROSTER_TAKEN
    subjects = [scope.organization_id()] if units is None else units
    fields = {"list": job.kind, "job": job.id, "format": what}

    def note(session: Session) -> None:
        for unit in subjects:
            audit.note(session, by, act, "organizations", unit, now=now, fields=fields)

    current.after_read(note)


def _is_taken(job: Job, what: str, answer: Response) -> bool:
    """Tell a file that is handed out from a look at how long it is, and from the rest of one.

    A rest that no beginning came before is a taking too: it may be all but the first byte.
    """
    if request.method != "GET" or answer.status_code not in {200, 206}:
        return False
    return not answer.content_range.start or not _was_noted_lately(job, what)


def _was_noted_lately(job: Job, what: str) -> bool:
    noted = exists().where(
        Entry.account_id == current.actor().account_id,
        Entry.act.in_(("list_taken", ROSTER_TAKEN)),
        Entry.known_at > current.now() - GOES_ON,
        Entry.fields["job"].as_integer() == job.id,
        Entry.fields["format"].as_string() == what,
    )
    return bool(current.session().scalar(select(noted)))


def units_named(job: Job) -> list[int] | None:
    """Tell whose people a file names: of which units; None where it names nobody."""
    asked = job.input
    if job.kind == JOB_KIND:
        named = asked.get("people_of")
        return None if named is None else [named]
    if asked.get("kind") in OF_NOBODY or job.kind in OF_NO_MEMBERS:
        return None
    units = sorted(set(_asked_for(job)))
    return (
        units if 0 < len(units) <= MOST_UNITS else [asked.get("within") or scope.organization_id()]
    )


def _asked_for(job: Job) -> Iterator[int]:
    """List the units that the work names, or those of the people it names."""
    asked = job.input
    yield from (asked[name] for name in ("unit", "organization_id") if name in asked)
    if "rolls" in asked:
        yield from _found(select(Roll.organization_id).where(Roll.id.in_(_few(asked["rolls"]))))
    if "member_ids" in asked:
        yield from _units_of(_few(asked["member_ids"]))
    if "indexes" in asked:
        yield from _units_of(_found(_owners(_few(asked["indexes"]))))


def _owners(indexes: Collection[int]) -> Select[int]:
    return select(Card.member_id).where(Card.index.in_(indexes))


def _units_of(member_ids: Collection[int]) -> Collection[int]:
    return _found(
        select(Membership.organization_id).where(
            Membership.member_id.in_(member_ids), scope.is_last_membership()
        )
    )


def _found(asked: Select[int]) -> Collection[int]:
    return set(current.session().scalars(asked))


def _few(keys: list[int]) -> list[int]:
    """Ask of no more than a statement takes; of more it is noted as of everybody's."""
    return keys if len(keys) <= MOST_ASKED else []
