"""Lists of people, uploaded or taken away, are read once; they go after thirty days."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from benefits.jobs.files import FileStore
from benefits.jobs.letting_go import let_go
from benefits.jobs.models import Job, JobState, StoredFile

KEPT: Final = timedelta(days=30)
LOOKED_BACK: Final = timedelta(days=366)
OVER: Final = (JobState.DONE, JobState.FAILED)
# Work that makes a list of people, of what is wrong with one, or what people hold in the hand.
LISTING: Final = (
    "draw_up_rolls",
    "end_leavers",
    "export_list",
    "import",
    "issue_cards",
    "print_cards",
    "print_invitations",
    "print_letters",
    "print_rolls",
    "rehearse",
    "take_photos",
)
# What such work was asked and what it answered may name somebody.
PERSONAL: Final = frozenset({"query", "refusals", "flags", "skips", "recognised"})


def forget_lists(session: Session, store: FileStore, now: datetime) -> int:
    """Delete what was uploaded, or listed, by work that ended thirty days ago; say how many files.

    The row stays and says that there was a file. One that belongs to newer work too stays,
    and so does one that is evidence by now, wherever it came from first.
    """
    ended = and_(Job.state.in_(OVER), Job.finished_at < now - KEPT)
    lists = Job.kind.in_(LISTING)
    found = session.scalars(
        select(StoredFile.hash).where(
            StoredFile.deleted_at.is_(None),
            or_(_is_of(_read(ended)), _is_of(_made(ended & lists))),
            ~_is_of(_read(~ended)),
            ~_is_of(_made(~(ended & lists))),
        )
    ).all()
    count = let_go(session, store, found, now)
    _forget_words(session, ended & lists & (Job.finished_at >= now - KEPT - LOOKED_BACK))
    return count


def _forget_words(session: Session, which: ColumnElement[bool]) -> None:
    for job in session.scalars(select(Job).where(which)):
        if PERSONAL & {*job.input, *(job.result or {})}:
            job.input = _impersonal(job.input)
            job.result = None if job.result is None else _impersonal(job.result)


def _impersonal(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in PERSONAL}


def _is_of(files: Select[str | None]) -> ColumnElement[bool]:
    return StoredFile.hash.in_(files)


def _read(which: ColumnElement[bool]) -> Select[str | None]:
    return select(Job.input_file).where(Job.input_file.is_not(None), which)


def _made(which: ColumnElement[bool]) -> Select[str | None]:
    return select(Job.result_file).where(Job.result_file.is_not(None), which)
