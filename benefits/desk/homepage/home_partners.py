"""What waits at a unit about partners: agreements to tell of, shops not asked about."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from benefits.desk.homepage.home_task import Task
from benefits.desk.partnership import partner_unasked, rollout_list
from benefits.organization import Organization


def rollout(unit: Organization) -> Iterator[Task]:
    """Ask a CĐCS about agreements of the last weeks; of older ones their own page asks."""
    if waiting := rollout_list.awaited(unit, is_new_only=True):
        yield Task(
            _("Thỏa thuận mới chưa xác nhận triển khai"),
            _("Phổ biến đến đoàn viên, rồi đánh dấu: báo cáo tháng đếm theo đây."),
            url_for("rollout.own"),
            len(waiting),
        )


def unasked() -> Iterator[Task]:
    """Ask about partners of which nobody said anything: until then names stand beside uses."""
    if waiting := partner_unasked.unasked():
        yield Task(
            _("Đối tác chưa rõ có phải y tế, pháp lý"),
            _("Xem tên, đánh dấu nơi phải giữ kín tên người dùng, bấm một nút."),
            url_for("unasked.page"),
            len(waiting),
            "warn",
        )
