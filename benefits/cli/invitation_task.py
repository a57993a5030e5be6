"""Printing invitations to sign in: drawn first, kept as a file, and only then good."""

import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from benefits import audit
from benefits.access import invitation
from benefits.access.invitation import Work
from benefits.cards.invitations import InvitationBatch
from benefits.cards.issuing import in_groups
from benefits.cli.letter_task import INVITATIONS, PDF, forget_old
from benefits.cli.place import Place
from benefits.cli.print_task import MOST_NAMED, answers
from benefits.errors import Conflict
from benefits.jobs import Done, FileStore, Job, Report


def print_invitations(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Draw letters, keep the PDF, and let their first passwords open, group by group.

    A try that breaks off half-way leaves earlier letters good for whoever had none of it yet;
    the next try draws everybody's anew. Who comes in with an earlier letter meanwhile keeps the
    password chosen then.
    """
    now, by, good = place.now, job.account_id, 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / INVITATIONS
        with place.database.read() as session:
            batch = _batch(place, session, job, now)
            if batch.write_pdf(file, report) == 0:
                raise Conflict("nobody_to_invite")
        with place.database.write() as session, file.open("rb") as content:
            forget_old(session, store, now)
            kept = store.keep(session, content, name=file.name, media_type=PDF, now=now)
    for group in in_groups(batch.drawn):
        with place.database.write() as session:
            for each in invitation.hand_out(session, group, by=by, now=now, work=_work(job)):
                good += 1
                _note(session, job, each, now)
    told = {
        "letters": len(batch.drawn),
        "good": good,
        "is_https": place.settings.is_https,
        "answers": answers(place.settings.public_url),
        "illegible": len(batch.illegible),
        "illegible_letters": batch.illegible[:MOST_NAMED],
    }
    return Done(told, kept)


def _batch(place: Place, session: Session, job: Job, now: datetime) -> InvitationBatch:
    return InvitationBatch(
        session,
        place.settings.public_url,
        job.input["account_ids"],
        now,
        by=job.account_id,
        sender=job.input["within"],
        work=_work(job),
        hotline=place.settings.hotline,
    )


def _work(job: Job) -> Work:
    return Work(job.id, job.created_at)


def _note(session: Session, job: Job, account_id: int, now: datetime) -> None:
    act, fields = "invitation_printed", {"job": job.id}
    audit.note(session, job.account_id, act, "accounts", account_id, now=now, fields=fields)
