"""What waits for an officer: each with how many, what to do about it, and one way in."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from benefits import jobs
from benefits.access import AccountRole
from benefits.access.roles import was_ever_held
from benefits.desk import job_list
from benefits.desk.carding import card_counts, card_wants
from benefits.desk.counting.period_choices import label_of
from benefits.desk.homepage import home_corrections, home_partners, home_people, home_uses
from benefits.desk.homepage.home_task import Task
from benefits.desk.tree import tag_proposal_list
from benefits.jobs import Job, JobState
from benefits.organization import Level, Organization
from benefits.periods import day_of
from benefits.reports.due import due_now
from benefits.reports.sending import is_said_sent
from benefits.web import current
from benefits.web.filters import moment

LOOKED_BACK: Final = timedelta(days=30)
MOST_JOBS: Final = 200
BASE: Final = frozenset({Level.CO_SO, Level.BO_PHAN})


def tasks(unit: Organization) -> list[Task]:
    """List what waits at a unit, the pressing first; a unit at the base looks after cards too."""
    found = [
        *_report(unit),
        *home_corrections.tasks(unit, is_base=unit.level in BASE),
        *_jobs(),
        *_proposals(),
        *home_uses.in_doubt(),
        *home_partners.unasked(),
    ]
    if unit.level in BASE:
        found += [*_cards(unit), *home_people.confirmation(unit)]
        found += home_people.newcomers()
        found += home_partners.rollout(unit)
    found += home_people.twins()
    order = ("bad", "warn", "info")
    return sorted(found, key=lambda task: order.index(task.look))


def _report(unit: Organization) -> Iterator[Task]:
    """Remind of the last period until its report is said to be sent.

    What was due before the unit had an officer here is none of the reminder's business.
    """
    session = current.session()
    due = due_now(unit.level, day_of(current.now()))
    first_role = select(func.min(AccountRole.valid_from)).where(
        AccountRole.organization_id == unit.id, was_ever_held()
    )
    began = session.scalar(first_role)
    if began is None or day_of(due.at) < began or is_said_sent(session, unit, due.code):
        return
    is_late = due.is_past(current.now())
    yield Task(
        _("Báo cáo %(period)s", period=label_of(due.code)),
        _("Đã quá hạn lúc %(at)s. Hãy gửi ngay rồi bấm “Đã gửi”.", at=moment(due.at))
        if is_late
        else _("Hạn gửi: %(at)s. In, ký, gửi xong thì bấm “Đã gửi”.", at=moment(due.at)),
        url_for("reports.page", ky=due.code),
        look="bad" if is_late else "warn",
    )


def _proposals() -> Iterator[Task]:
    count, tag_id = tag_proposal_list.waiting()
    if count:
        yield Task(
            _("Đề nghị đổi nhóm đơn vị"),
            _("Cấp dưới xin đưa đơn vị vào hoặc ra khỏi nhóm mà thỏa thuận của bạn cho hưởng."),
            url_for("tags.one", tag_id=tag_id),
            count,
            "warn",
        )


def _jobs() -> Iterator[Task]:
    """Failed work, and files of which rows were refused; a later file of the kind settles it."""
    recent = _recent()
    failed = [job for job in recent if job.state is JobState.FAILED and not jobs.is_settled(job)]
    if failed:
        yield Task(
            _("Việc chạy nền bị lỗi"),
            _("Mở để xem lý do, chạy lại hoặc bỏ qua."),
            url_for("jobs.page", job_id=failed[0].id)
            if len(failed) == 1
            else url_for("jobs.listed", ket_qua="loi"),
            len(failed),
            "bad",
        )
    newest: dict[str, Job] = {}
    for job in recent:
        if job.kind == "import" and job.state is JobState.DONE:
            newest.setdefault(str(job.input.get("kind")), job)
    for job in newest.values():
        if refused := int((job.result or {}).get("refused_lines", 0)):
            yield Task(
                _("Dòng bị từ chối trong tệp đã nhập"),
                _("Tải tệp lỗi về, sửa các dòng đó rồi nhập lại."),
                url_for("jobs.page", job_id=job.id),
                refused,
                "warn",
            )


def _recent() -> list[Job]:
    """Work of the last weeks, the latest first, of which the list of such work tells."""
    since = Job.created_at > current.now() - LOOKED_BACK
    newest = job_list.reached(Job).where(since).order_by(Job.id.desc()).limit(MOST_JOBS)
    return list(current.session().scalars(newest))


def _cards(unit: Organization) -> Iterator[Task]:
    session, today = current.session(), day_of(current.now())
    without = card_counts.counted(session, unit.id, today).without_card
    if without:
        yield Task(
            _("Người chưa có thẻ in"),
            _("Cấp và in thẻ một lần cho cả đơn vị, hoặc từng người."),
            url_for("members.page", the="chua", tham_gia="co"),
            without,
            "warn",
        )
    if lost := card_wants.counted(card_wants.LOST):
        yield Task(
            _("Thẻ báo mất, chưa cấp thẻ khác"),
            _("Đổi thẻ mới cho người bị mất, hoặc mở lại nếu đã tìm thấy."),
            url_for("cards.page", can_doi=card_wants.LOST),
            lost,
            "warn",
        )
    if ending := card_wants.counted(card_wants.ENDING):
        yield Task(
            _("Thẻ hết hạn trong 60 ngày tới"),
            _("Đổi thẻ mới trước ngày cuối để đoàn viên không bị gián đoạn."),
            url_for("cards.page", can_doi=card_wants.ENDING),
            ending,
        )
