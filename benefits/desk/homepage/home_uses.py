"""Uses that officers are asked to look at."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from benefits.desk.homepage.home_task import Task
from benefits.desk.ledger import purchase_doubts
from benefits.desk.ledger.purchase_words import WAITS


def in_doubt() -> Iterator[Task]:
    """Name the uses that were sent after the key of their card was retired."""
    found = purchase_doubts.waiting()
    if not found:
        return
    first = min(each.bought_on for each in found).isoformat()
    yield Task(
        _("Lượt gửi sau khi thôi nhận khóa ký thẻ"),
        _("Đã ghi nhận và đang được tính. Hỏi cửa hàng, rồi để nguyên hoặc hủy từng lượt."),
        url_for("purchases.one", purchase_id=found[0].id)
        if len(found) == 1
        else url_for("purchases.page", canh_bao=WAITS, tu=first),
        len(found),
        "warn",
    )
