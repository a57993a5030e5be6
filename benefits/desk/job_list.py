"""The work in the background that was asked for at the officer's unit, the latest first."""

from collections.abc import Sequence
from typing import Any, Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, String, and_, cast, or_, select

from benefits import jobs
from benefits.access import Account, AccountRole
from benefits.desk import scope
from benefits.folding import folded
from benefits.jobs import Job, JobState
from benefits.web import Words, current
from benefits.web.lists import (
    Badge,
    Column,
    FilterForm,
    Line,
    Register,
    Selection,
    Shape,
    choice_field,
)

KINDS: Final = Words(
    {
        "rehearse": _l("Xem trước tệp"),
        "import": _l("Nhập tệp"),
        "issue_cards": _l("Cấp thẻ"),
        "change_cards": _l("Đổi tình trạng nhiều thẻ"),
        "print_cards": _l("In thẻ"),
        "print_letters": _l("In thư kích hoạt"),
        "print_invitations": _l("In thư mời đăng nhập"),
        "draw_up_rolls": _l("Lập danh sách nhận thẻ"),
        "sort_scans": _l("Xếp bản đã ký vào danh sách"),
        "print_rolls": _l("In danh sách nhận thẻ"),
        "end_leavers": _l("Ghi người rời"),
        "take_photos": _l("Nhận ảnh từ tệp zip"),
        "tidy": _l("Dọn dữ liệu hết hạn giữ"),
        "export_list": _l("Xuất danh sách"),
    }
)
WAITING: Final = frozenset({JobState.QUEUED, JobState.RUNNING})
COLUMNS: Final = (
    Column(_l("Việc")),
    Column(_l("Số"), Shape.NUMBER),
    Column(_l("Người giao")),
    Column(_l("Giao lúc"), Shape.MOMENT),
    Column(_l("Xong lúc"), Shape.MOMENT),
    Column(_l("Kết quả"), Shape.BADGE),
)
QUEUED, RUNNING = Badge(_l("Đang xếp hàng"), "info"), Badge(_l("Đang làm"), "info")
DONE, FAILED = Badge(_l("Xong"), "good"), Badge(_l("Bị lỗi"), "bad")
SETTLED: Final = Badge(_l("Bị lỗi, không cần xử lý nữa"), "neutral")
STATES: Final = Words(
    {
        "dang": _l("Đang xếp hàng hoặc đang làm"),
        "loi": _l("Bị lỗi, chưa xử lý"),
        "xong": _l("Xong"),
    }
)


class JobFilters(FilterForm):
    ket_qua = choice_field(_l("Kết quả"), STATES)
    loai = choice_field(_l("Loại việc"), KINDS)


def asked() -> Register:
    form = JobFilters.asked()
    wanted = [_stands(state)] if (state := form.chosen("ket_qua")) else []
    if kind := form.chosen("loai"):
        wanted.append(Job.kind == kind)
    if form.typed:
        wanted.append(_found(form.typed))
    selection = Selection(reached(Job.id), tuple(wanted), is_descending=True)
    return Register("viec-chay-nen", COLUMNS, selection, lines, form)


def reached(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Select of the work begun for the own unit, by whoever acts or acted there, and one's own."""
    own, me = scope.organization_id(), current.actor().account_id
    people = select(AccountRole.account_id).where(AccountRole.organization_id == own)
    within = Job.input["within"].as_integer()
    return select(*columns).where(
        or_(
            and_(Job.account_id.in_(people), within == own),
            and_(Job.account_id == me, within.is_(None)),
        )
    )


def _found(typed: str) -> ColumnElement[bool]:
    """Match the number of the work, or the name of who asked for it."""
    people = select(Account.id).where(Account.name_key.contains(folded(typed), autoescape=True))
    return or_(cast(Job.id, String) == typed, Job.account_id.in_(people))


def badge_of(job: Job) -> Badge:
    if job.state is JobState.FAILED:
        return SETTLED if jobs.is_settled(job) else FAILED
    return {JobState.QUEUED: QUEUED, JobState.RUNNING: RUNNING, JobState.DONE: DONE}[job.state]


def lines(job_ids: Sequence[int]) -> list[Line]:
    rows = current.session().execute(
        select(Job, Account.name)
        .outerjoin(Account, Account.id == Job.account_id)
        .where(Job.id.in_(job_ids))
    )
    told = {job.id: _line(job, who) for job, who in rows}
    return [told[each] for each in job_ids]


def _stands(state: str) -> ColumnElement[bool]:
    if state == "loi":
        return jobs.waits_for_somebody()
    return Job.state.in_(WAITING) if state == "dang" else Job.state == JobState.DONE


def _line(job: Job, who: str | None) -> Line:
    title = KINDS.get(job.kind, _("Việc đang chạy"))
    told = (title, job.id, who, job.created_at, job.finished_at, badge_of(job))
    return Line(told, url_for("jobs.page", job_id=job.id))
