"""Work in the background: how far it is, what came of it, the file it made, another try."""

import io
import zipfile
from pathlib import PurePath
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit, jobs
from benefits.access import Permission, invitation
from benefits.cards import letters
from benefits.desk import job_files, job_list, scope
from benefits.desk.carding import renamed
from benefits.desk.inviting.making import KIND as INVITING
from benefits.desk.job_list import KINDS, WAITING
from benefits.desk.rosters import import_reading
from benefits.errors import Conflict, NotFound
from benefits.exchange import Problem, reason_of
from benefits.jobs import FileStore, Job, JobState, StoredFile
from benefits.web import allow, current, lists
from benefits.web.languages import language
from benefits.web.lists import MEDIA_TYPES
from benefits.web.telling import sentence

pages = Blueprint("jobs", __name__, url_prefix="/viec")
lists.offer_files(pages, job_list.asked, Permission.SEE_DESK, name="list_file")

IMPORTING: Final = frozenset({"rehearse", "import"})


@pages.get("/")
@allow(Permission.SEE_DESK)
def listed() -> ResponseReturnValue:
    return render_template("desk/jobs/list.html", listing=lists.opened(job_list.asked()))


@pages.get("/<int:job_id>")
@allow(Permission.SEE_DESK)
def page(job_id: int) -> ResponseReturnValue:
    job = scope.job(job_id)
    result, is_anothers = job.result or {}, _is_anothers(job)
    has_file = _made(job) is not None and not is_anothers
    return render_template(
        "desk/jobs/page.html",
        job=job,
        title=KINDS.get(job.kind, _("Việc đang chạy")),
        is_waiting=job.state in WAITING,
        has_file=has_file,
        is_anothers=is_anothers,
        worthless=_worthless_letters(job) if has_file else 0,
        result=result,
        refusals=_told(job, result.get("refusals", ())),
        flags=_told(job, result.get("flags", ())),
        skips=_told(job, result.get("skips", ())),
        failure=_failure(job),
        is_settled=jobs.is_settled(job),
        parts=import_reading.parts_of(job),
        reading=import_reading,
        renamed=renamed.by_import(job),
    )


@pages.get("/<int:job_id>/tep")
@allow(Permission.SEE_DESK)
def file(job_id: int) -> ResponseReturnValue:
    """Hand out the file that the work made."""
    job = scope.job(job_id)
    made = _made(job)
    if made is None or _is_anothers(job):
        raise NotFound
    path = FileStore(current.settings().files_dir).path(made.hash)
    answer = send_file(
        path.resolve(),
        made.media_type,
        as_attachment=True,
        download_name=_numbered(made.name, job.id),
    )
    job_files.note_taken(job, made.name, answer)
    return answer


@pages.get("/<int:job_id>/tep/<part>")
@allow(Permission.SEE_DESK)
def part(job_id: int, part: str) -> ResponseReturnValue:
    """Hand out the rows of a file of which one thing became."""
    job = scope.job(job_id)
    made = _made(job)
    if made is None or job.kind not in IMPORTING:
        raise NotFound
    with zipfile.ZipFile(FileStore(current.settings().files_dir).path(made.hash)) as packed:
        name = f"{part}.xlsx"
        if name not in packed.namelist():
            raise NotFound
        content = io.BytesIO(packed.read(name))
    download = f"{job.id}-{name}"
    answer = send_file(content, MEDIA_TYPES["xlsx"], as_attachment=True, download_name=download)
    job_files.note_taken(job, name, answer)
    return answer


@pages.post("/<int:job_id>/chay-lai")
@allow(Permission.SEE_DESK)
def again(job_id: int) -> ResponseReturnValue:
    job = scope.job(job_id)
    if job.state is not JobState.FAILED:
        raise Conflict("job_not_failed")
    jobs.again(job)
    by = current.actor().account_id
    audit.note(current.session(), by, "job_again", "jobs", job.id, now=current.now())
    flash(_("Đã xếp hàng để chạy lại."), "good")
    return redirect(url_for(".page", job_id=job.id), 303)


@pages.post("/<int:job_id>/bo-qua")
@allow(Permission.SEE_DESK)
def settle(job_id: int) -> ResponseReturnValue:
    """Say of failed work that nothing more is to be done about it."""
    job = scope.job(job_id)
    if job.state is not JobState.FAILED:
        raise Conflict("job_not_failed")
    if not jobs.is_settled(job):
        jobs.settle(job, current.now())
        by = current.actor().account_id
        audit.note(current.session(), by, "job_settled", "jobs", job.id, now=current.now())
    flash(_("Đã ghi: việc này không cần xử lý nữa."), "good")
    return redirect(url_for(".listed"), 303)


def _made(job: Job) -> StoredFile | None:
    """Return the file the work made, unless it was deleted since."""
    found = current.session().get(StoredFile, job.result_file) if job.result_file else None
    return found if found is not None and found.deleted_at is None else None


def _numbered(name: str, number: int) -> str:
    """Call a file as its reader would, with the number of the work: thu-kich-hoat-2.pdf."""
    file = PurePath(name)
    return f"{file.stem}-{number}{file.suffix}"


def _is_anothers(job: Job) -> bool:
    """Tell a file of first passwords that somebody else had printed: nobody else hands it out."""
    return job.kind == INVITING and job.account_id != current.actor().account_id


def _worthless_letters(job: Job) -> int:
    """Count the letters in a file that nobody should be handed any more."""
    result, session = job.result or {}, current.session()
    if job.kind == INVITING:
        return invitation.made_worthless(session, job.id, result.get("good", 0))
    drawn = result.get("letters")
    return letters.made_worthless(session, job.id, drawn) if drawn else 0


def _told(job: Job, problems: list[dict[str, Any]]) -> list[tuple[Problem, str]]:
    found = (import_reading.pointing(job, Problem.from_json(each)) for each in problems)
    return [(problem, reason_of(problem, language=language())) for problem in found]


def _failure(job: Job) -> str | None:
    if job.state is not JobState.FAILED or job.error is None:
        return None
    if job.error.startswith("fault:"):
        said = _("Hệ thống gặp lỗi khi làm việc này. Lỗi đã được ghi lại; hãy thử chạy lại.")
        return str(said)
    return sentence(job.error, **(job.result or {}).get("params", {}))
