"""Taking files in: an upload is kept and rehearsed first, and only then imported."""

from typing import BinaryIO, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from sqlalchemy import and_, or_, select
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import audit, jobs
from benefits.access import Permission
from benefits.desk import scope, unit_picker
from benefits.desk.rosters.import_reading import choice_sent
from benefits.errors import Conflict, NotAllowed
from benefits.exchange import KINDS, since_then
from benefits.jobs import FileStore, Job, JobState
from benefits.organization import Organization
from benefits.web import Form, Words, allow, current

pages = Blueprint("imports", __name__, url_prefix="/nhap")

SECOND_LOOK: Final = "is_second_look"

NAMES: Final = Words(
    {
        "members": _l("Danh sách đoàn viên, người lao động"),
        "organizations": _l("Đơn vị công đoàn"),
        "partners": _l("Đối tác"),
        "outlets": _l("Điểm ưu đãi"),
        "agreements": _l("Thỏa thuận"),
        "offers": _l("Ưu đãi"),
        "cards": _l("Thẻ"),
        "purchases": _l("Lượt sử dụng"),
        "reversals": _l("Lượt hủy, hoàn"),
    }
)


class UploadForm(Form):
    donvi = HiddenField()
    kind = SelectField(_l("Loại tệp"), default="members", choices=[])
    file = FileField(
        _l("Tệp Excel (.xlsx, .xls) hoặc CSV"), validators=[FileRequired(_l("Hãy chọn một tệp."))]
    )

    def offer_kinds(self, *, is_top: bool) -> None:
        """Everybody imports people; what holds for the whole union only its top imports."""
        offered = [kind for kind in NAMES if kind in KINDS and (is_top or kind == "members")]
        self.kind.choices = [SelectChoice(kind, NAMES[kind]) for kind in offered]


@pages.get("/")
@allow(Permission.MANAGE_MEMBERS)
def page() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    form = UploadForm(donvi=unit.code)
    form.offer_kinds(is_top=scope.is_top())
    return _page(unit, form)


@pages.post("/")
@allow(Permission.MANAGE_MEMBERS)
def upload() -> ResponseReturnValue:
    """Keep the file, and let what it would do be found out in the background."""
    form, is_top = UploadForm(), scope.is_top()
    unit = scope.unit_or_own(form.donvi.data)
    form.offer_kinds(is_top=is_top)
    if not form.is_sent():
        return _page(unit, form), 422
    job = enqueue("rehearse", _keep(form), asked_of(unit, form.kind.data, is_top=is_top))
    return redirect(url_for("jobs.page", job_id=job.id), 303)


@pages.post("/<int:job_id>")
@allow(Permission.MANAGE_MEMBERS)
def take_in(job_id: int) -> ResponseReturnValue:
    """Import what was rehearsed, as whoever presses the button may."""
    rehearsal = scope.job(job_id)
    if rehearsal.kind != "rehearse" or rehearsal.state is not JobState.DONE:
        raise Conflict("nothing_rehearsed")
    is_top, kind = scope.is_top(), rehearsal.input["kind"]
    if kind != "members" and not is_top:
        raise NotAllowed
    unit = current.session().get_one(Organization, rehearsal.input["organization_id"])
    asked = asked_of(scope.unit(unit.code), kind, is_top=is_top) | _as_read(rehearsal)
    if kind == "members":
        asked["since"] = corrected_since(rehearsal)
    job = _taken_in(rehearsal, asked)
    if job is None and kind == "members" and _has_moved(rehearsal, unit):
        return _seen_anew(rehearsal, asked)
    if job is None:
        job = enqueue("import", rehearsal.input_file or "", asked)
    if job.state is not JobState.DONE:
        flash(_("Đang nhập. Có thể rời trang này; việc vẫn tiếp tục."), "info")
    return redirect(url_for("jobs.page", job_id=job.id), 303)


@pages.post("/<int:job_id>/doc-lai")
@allow(Permission.MANAGE_MEMBERS)
def read_anew(job_id: int) -> ResponseReturnValue:
    """Rehearse a list again, read as somebody says it should be."""
    rehearsal = scope.job(job_id)
    is_told = "recognised" in (rehearsal.result or {})
    if rehearsal.kind != "rehearse" or rehearsal.state is not JobState.DONE or not is_told:
        raise Conflict("nothing_rehearsed")
    chosen, since = choice_sent(rehearsal).to_json(), corrected_since(rehearsal)
    asked = {**rehearsal.input, "choice": chosen, "before": job_id, "since": since}
    job = enqueue("rehearse", rehearsal.input_file or "", asked)
    return redirect(url_for("jobs.page", job_id=job.id), 303)


def corrected_since(rehearsal: Job) -> int | None:
    """Tell from which correction on people are known better than by a list: since its upload."""
    first: int | None = rehearsal.input.get("since")
    seen = (rehearsal.result or {}).get("register") or {}
    return seen.get(since_then.CORRECTED) if first is None else first


def _has_moved(rehearsal: Job, unit: Organization) -> bool:
    """Tell whether what was shown does not hold any more, as of a list looked at long ago.

    Once is enough: where many work on a large list's people, it would never get in.
    """
    if rehearsal.input.get(SECOND_LOOK):
        return False
    seen = (rehearsal.result or {}).get("register")
    if seen is None:
        return True
    return since_then.has_moved(current.session(), seen, {unit.id, *seen["units"]})


def _seen_anew(rehearsal: Job, asked: dict[str, object]) -> ResponseReturnValue:
    """Rehearse a list once more: somebody has worked on its people since it was."""
    asked = {**asked, "before": rehearsal.id, SECOND_LOOK: True}
    job = enqueue("rehearse", rehearsal.input_file or "", asked)
    said = _(
        "Đơn vị này đã có thay đổi từ lần xem trước ấy, nên tệp được xem trước lại. "
        "Hãy xem kết quả mới rồi bấm nhập; lần này tệp được nhập ngay."
    )
    flash(said, "warn")
    return redirect(url_for("jobs.page", job_id=job.id), 303)


def _taken_in(rehearsal: Job, asked: dict[str, object]) -> Job | None:
    """Find the same import where the button was pressed before: under way, or done since."""
    going_on = Job.state.in_((JobState.QUEUED, JobState.RUNNING))
    done_since = and_(Job.state == JobState.DONE, Job.id > rehearsal.id)
    same = select(Job).where(Job.kind == "import", Job.input_file == rehearsal.input_file)
    mine = same.where(or_(going_on, done_since), Job.account_id == current.actor().account_id)
    return next(
        (job for job in current.session().scalars(mine.order_by(Job.id)) if job.input == asked),
        None,
    )


def _as_read(rehearsal: Job) -> dict[str, object]:
    """Read the file just as it was rehearsed."""
    told = ("choice", "is_pasted")
    return {name: rehearsal.input[name] for name in told if name in rehearsal.input}


def _page(unit: Organization, form: UploadForm) -> str:
    return render_template("desk/imports/page.html", form=form, picker=unit_picker.pick(unit))


def keep(content: BinaryIO, name: str, media_type: str) -> str:
    """Keep a file by what it holds; the request may be answered a second time."""
    content.seek(0)
    store = FileStore(current.settings().files_dir)
    session, now = current.session(), current.now()
    return store.keep(session, content, name=name, media_type=media_type, now=now)


def _keep(form: UploadForm) -> str:
    sent = form.file.data
    return keep(sent.stream, sent.filename, sent.mimetype or "application/octet-stream")


def asked_of(unit: Organization, kind: str, *, is_top: bool) -> dict[str, object]:
    own = scope.organization_id()
    asked = {"kind": kind, "organization_id": unit.id, "within": own}
    return asked if is_top else {**asked, "reach_of": own}


def enqueue(what: str, file: str, asked: dict[str, object]) -> Job:
    session, by, now = current.session(), current.actor().account_id, current.now()
    job = jobs.enqueue(session, what, now=now, input=asked, input_file=file, account_id=by)
    fields = {"file": file, "organization": asked["organization_id"]}
    audit.note(session, by, f"{what}_{asked['kind']}", "jobs", job.id, now=now, fields=fields)
    return job
