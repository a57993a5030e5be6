"""What members ask to have mended, as work that waits for a unit's officers."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from benefits.desk.homepage.home_task import Task
from benefits.desk.people import correction_list
from benefits.desk.people.correction_list import Waiting
from benefits.organization import Organization


def tasks(unit: Organization, *, is_base: bool) -> Iterator[Task]:
    """Each unit answers its own people; those above know of who wants to move from the first day.

    They look after whatever else nobody answers for long.
    """
    own = () if is_base else (correction_list.are_of(unit.id),)
    waiting = correction_list.waiting(*own)
    if waiting.open:
        yield Task(
            _("Yêu cầu sửa dữ liệu của đoàn viên"),
            _overdue(waiting.late)
            if waiting.late
            else _("Mỗi yêu cầu cần được trả lời trong 2 ngày làm việc."),
            url_for("corrections.page", trang_thai=None if is_base else correction_list.OWN),
            waiting.open,
            "bad" if waiting.late else "warn",
        )
    if not is_base:
        moves = correction_list.waiting(correction_list.are_moves_below(unit.id))
        yield from _moves(moves)
        yield from _below(unit, waiting.late + moves.late)


def _moves(moves: Waiting) -> Iterator[Task]:
    if not moves.open:
        return
    yield Task(
        _("Đoàn viên ở cấp dưới xin chuyển đơn vị"),
        _overdue(moves.late)
        if moves.late
        else _("Đơn vị của họ chuyển được; nơi không có cán bộ, hoặc phải lùi ngày, thì bạn làm."),
        url_for("corrections.page", trang_thai=correction_list.MOVES),
        moves.open,
        "bad" if moves.late else "info",
    )


def _overdue(late: int) -> str:
    told: str = ngettext(
        "%(late)s yêu cầu đã quá hạn trả lời. Hãy xem và trả lời.",
        "%(late)s yêu cầu đã quá hạn trả lời. Hãy xem và trả lời.",
        late,
        late=late,
    )
    return told


def _below(unit: Organization, told: int) -> Iterator[Task]:
    """Press for what is stuck; name what is late, though it is not the unit's turn yet."""
    stuck = correction_list.waiting(correction_list.are_stuck_below(unit.id)).open
    late = correction_list.waiting().late
    if stuck:
        yield Task(
            _("Yêu cầu sửa dữ liệu mà đơn vị cấp dưới chưa trả lời"),
            _("Đã chờ quá 7 ngày. Hãy nhắc đơn vị, hoặc trả lời thay."),
            url_for("corrections.page", trang_thai=correction_list.STUCK),
            stuck,
            "bad",
        )
    if late > stuck + told:
        yield Task(
            _("Yêu cầu quá hạn trả lời, kể cả ở cấp dưới"),
            _("Đơn vị của đoàn viên trả lời; để quá 7 ngày thì đến lượt bạn nhắc."),
            url_for("corrections.page", trang_thai=correction_list.LATE),
            late,
        )
