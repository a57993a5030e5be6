"""Printing activation letters: drawn first, kept as a file, and only then good."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from benefits import jobs
from benefits.access import activation
from benefits.cards.issuing import in_groups
from benefits.cards.letters import LetterBatch, Whom, wanting
from benefits.cli.place import Place
from benefits.cli.print_task import MOST_NAMED, answers
from benefits.errors import Conflict
from benefits.jobs import Done, FileStore, Job, Report, StoredFile
from benefits.members import merging

KINDS: Final = ("print_letters", "print_invitations")
LETTERS: Final = "thu-kich-hoat.pdf"
INVITATIONS: Final = "thu-moi.pdf"
PDF: Final = "application/pdf"
KEPT_FOR: Final = timedelta(days=7)


def print_letters(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Draw letters, keep the PDF, and let their codes replace earlier ones, group by group.

    A try that breaks off half-way leaves earlier letters good for whoever had none of it yet;
    the next try draws everybody's anew.
    """
    now = place.now
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / LETTERS
        with place.database.read() as session:
            hotline, url = place.settings.hotline, place.settings.public_url
            batch = LetterBatch(session, url, _members(session, job, now), now, hotline=hotline)
            if batch.write_pdf(file, report) == 0:
                raise Conflict("nobody_needs_letter")
        with place.database.write() as session, file.open("rb") as content:
            forget_old(session, store, now)
            kept = store.keep(session, content, name=file.name, media_type=PDF, now=now)
    for group in in_groups(batch.drawn):
        with place.database.write() as session:
            people = merging.people_of(session, [each.member_id for each in group])
            activation.void(session, people, now)  # a merged record's letter is the person's too
            activation.send(session, group, by=job.account_id, now=now, job_id=job.id)
    told = {
        "letters": len(batch.drawn),
        "is_https": place.settings.is_https,
        "answers": answers(place.settings.public_url),
        "illegible": len(batch.illegible),
        "illegible_letters": batch.illegible[:MOST_NAMED],
    }
    return Done(told, kept)


def _members(session: Session, job: Job, now: datetime) -> list[int]:
    if "member_ids" in job.input:
        return list(job.input["member_ids"])
    whom = Whom(job.input["whom"])
    return wanting(session, job.input["unit"], whom, now=now, but_of_job=job.id)


def forget_old(session: Session, store: FileStore, now: datetime) -> int:
    """Delete letters printed a week ago: a file of codes is not kept longer than it is needed.

    One kept by work that broke off afterwards is no work's, and goes by the day it was kept.
    """
    before = now - KEPT_FOR
    old = select(Job.result_file).where(
        Job.kind.in_(KINDS), Job.finished_at < before, Job.result_file.is_not(None)
    )
    of_a_job = exists().where(
        or_(Job.result_file == StoredFile.hash, Job.input_file == StoredFile.hash)
    )
    nobodys = select(StoredFile.hash).where(
        StoredFile.name.in_((LETTERS, INVITATIONS)),
        StoredFile.media_type == PDF,
        StoredFile.stored_at < before,
        StoredFile.deleted_at.is_(None),
        ~of_a_job,
    )
    found = [*session.scalars(old), *session.scalars(nobodys)]
    return jobs.let_go(session, store, map(str, found), now)
