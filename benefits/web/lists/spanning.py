"""The form above a list of what happened: its days are this month's where none are given."""

from datetime import date
from typing import Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from benefits.periods import day_of
from benefits.web import DayField, current
from benefits.web.lists.filtering import FilterForm


class SpanFilterForm(FilterForm):
    """`tu` and `den` are days, both counted in."""

    tu = DayField(_l("Từ ngày"))
    den = DayField(_l("Đến hết ngày"))

    @classmethod
    def asked(cls) -> Self:
        """Without days, those of the month so far are meant, and shown."""
        form = super().asked()
        today = day_of(current.now())
        if form.tu.data is None and not form.tu.errors:
            form.tu.data = today.replace(day=1)
        if form.den.data is None and not form.den.errors:
            form.den.data = max(today, form.tu.data or today)
        if form.tu.data and form.den.data and form.den.data < form.tu.data:
            form.blame("den", _("Ngày cuối phải từ ngày đầu trở đi."))
        return form

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day asked for."""
        first = self.chosen("tu") or day_of(current.now()).replace(day=1)
        return first, self.chosen("den") or max(first, day_of(current.now()))
