"""Sheets of a pile whose code could not be read, as long as nobody said where they belong."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Response
from sqlalchemy import select

from benefits.cards.rolls import sorting
from benefits.database import evidence_among
from benefits.desk import scope
from benefits.desk.carding import roll_page
from benefits.errors import NotFound
from benefits.jobs import FileStore, Job, StoredFile
from benefits.web import current


class Unread(NamedTuple):
    """Which sheet of the pile it was, and its file."""

    number: int
    file: str


def job(job_id: int) -> Job:
    found = scope.job(job_id)
    if found.kind != "sort_scans":
        raise NotFound
    return found


def left(job: Job) -> Sequence[Unread]:
    """List the sheets that still wait for a word; one on which something rests is known already."""
    told = [Unread(each["sheet"], each["file"]) for each in (job.result or {}).get("unread", ())]
    still = select(StoredFile.hash).where(
        StoredFile.hash.in_([each.file for each in told]),
        StoredFile.deleted_at.is_(None),
    )
    if not told:
        return []
    session = current.session()
    files = set(session.scalars(still))
    waiting = files - evidence_among(session, files)
    return [each for each in told if each.file in waiting]


def sheet(job: Job, number: str | None) -> Unread:
    found = next((each for each in left(job) if str(each.number) == number), None)
    if found is None:
        raise NotFound
    return found


def picture_of(sheet: Unread) -> Response:
    kept = current.session().get_one(StoredFile, sheet.file)
    drawn = sorting.drawn(FileStore(current.settings().files_dir), sheet.file, kept.media_type)
    if drawn is None:
        raise NotFound
    return roll_page.picture_answer(drawn)
