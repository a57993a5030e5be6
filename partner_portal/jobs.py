"""A file too long to be made while somebody waits: how far it is, and the file itself."""

from typing import Final

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.errors import NotFound
from benefits.jobs import FileStore, Job, JobState, StoredFile
from benefits.web import allow, current
from partner_portal import scope

pages = Blueprint("jobs", __name__, url_prefix="/tep")

WAITING: Final = frozenset({JobState.QUEUED, JobState.RUNNING})


@pages.get("/<int:job_id>")
@allow(Permission.MANAGE_OUTLET)
def page(job_id: int) -> ResponseReturnValue:
    job = scope.job(job_id)
    return render_template(
        "partner_portal/job.html",
        job=job,
        is_waiting=job.state in WAITING,
        has_file=_made(job) is not None,
    )


@pages.get("/<int:job_id>/tai")
@allow(Permission.MANAGE_OUTLET)
def file(job_id: int) -> ResponseReturnValue:
    made = _made(scope.job(job_id))
    if made is None:
        raise NotFound
    path = FileStore(current.settings().files_dir).path(made.hash)
    return send_file(path.resolve(), made.media_type, as_attachment=True, download_name=made.name)


def _made(job: Job) -> StoredFile | None:
    """Return the file the work made, unless it was deleted since."""
    found = current.session().get(StoredFile, job.result_file) if job.result_file else None
    return found if found is not None and found.deleted_at is None else None
