"""What waits at a CĐCS about its people: the quarterly look through the list, who has come."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func

from benefits.desk import scope
from benefits.desk.homepage.home_task import Task
from benefits.desk.people import member_filters, twin_list
from benefits.members import Member, confirming, to_confirm
from benefits.organization import Level, Organization
from benefits.periods import day_of
from benefits.web import current

LOOKED_BACK: Final = timedelta(days=30)


def confirmation(unit: Organization) -> Iterator[Task]:
    """Ask for the quarter's confirmation; a bộ phận's people stand on its CĐCS's list."""
    session, today = current.session(), day_of(current.now())
    if unit.level is not Level.CO_SO:
        return
    last = confirming.last_of(session, unit.id)
    is_late = confirming.is_late(session, unit.id, today)
    if not (is_late or confirming.is_due(last, today)):
        return
    people = to_confirm.count_listed(session, unit.id, today)
    if not people:
        return
    yield Task(
        _("Xác nhận danh sách quý này"),
        _("Quá 6 tháng chưa xác nhận. Xem tên, đánh dấu ai đã rời, bấm một nút.")
        if is_late
        else _("Xem tên, đánh dấu ai đã rời, bấm một nút."),
        url_for("confirming.page"),
        people,
        "bad" if is_late else "warn",
    )


def newcomers() -> Iterator[Task]:
    """Show whom other units have transferred here in the last weeks."""
    came = scope.members().where(member_filters.came_from_elsewhere(current.now()))
    count = current.session().scalar(came.with_only_columns(func.count(Member.id)))
    if count:
        yield Task(
            _("Người vừa chuyển đến"),
            _("Đơn vị khác đã chuyển sinh hoạt đến trong 30 ngày qua."),
            url_for("members.page", chuyen=member_filters.CAME),
            count,
        )


def twins() -> Iterator[Task]:
    """Ask about records that may be one person."""
    if count := twin_list.waiting():
        yield Task(
            _("Người có thể trùng"),
            _("Hai hồ sơ cùng tên, cùng ngày sinh. Hãy xem có phải một người không."),
            url_for("twins.page"),
            count,
        )
