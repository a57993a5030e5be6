"""Until when a card is good: the field in which an officer says so, and what it may say."""

from datetime import date, timedelta
from typing import Final

from flask_babel import gettext as _
from wtforms import ValidationError

from benefits.cards.ending import OVERLAP
from benefits.cards.issuing import good_until
from benefits.periods import ONE_DAY, day_of
from benefits.web import DayField, current

YEARS: Final = 10


def usual_last_day() -> date:
    """The end of next year."""
    return good_until(day_of(current.now())) - ONE_DAY


def usual_overlap() -> date:
    """The last day of a card for which another is given today."""
    return day_of(current.now()) + OVERLAP - timedelta(days=1)


def check_last_day(_form: object, field: DayField) -> None:
    today = day_of(current.now())
    if field.data is not None and field.data < today:
        raise ValidationError(_("Ngày cuối phải từ hôm nay trở đi."))
    if field.data is not None and field.data.year > today.year + YEARS:
        raise ValidationError(_("Thẻ dùng được nhiều nhất 10 năm."))
