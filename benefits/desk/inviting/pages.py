"""Inviting many at once: a list is pasted or uploaded, looked at, and becomes accounts and letters.

Nothing is kept of a list that is only looked at: it goes to and fro with the page.
"""

from datetime import date
from hashlib import sha256
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Optional

from benefits.access import Permission
from benefits.desk import scope, unit_picker
from benefits.desk.inviting import lacking, making, rows
from benefits.desk.inviting.checking import Checked, check
from benefits.desk.inviting.making import Made
from benefits.desk.staff.account_forms import SINCE
from benefits.errors import Refusal
from benefits.periods import day_of
from benefits.web import DayField, Form, allow, current
from benefits.web.telling import sentence

pages = Blueprint("inviting", __name__, url_prefix="/tai-khoan/moi-nhieu")
FILL, MAKE = "dien", "lap"
DO: Final = "lam"


class ListForm(Form):
    donvi = HiddenField()
    rows = TextAreaField(_l("Các dòng chép từ Excel"))
    file = FileField(_l("Hoặc tệp Excel (.xlsx, .xls), CSV"))
    since = DayField(SINCE, [Optional()])
    seen = HiddenField()
    """What the last look was at: only that is made, whatever was typed since."""

    @property
    def text(self) -> str:
        return (self.rows.data or "").replace("\r\n", "\n").rstrip()

    @property
    def day(self) -> date:
        return self.since.data or day_of(current.now())

    @property
    def mark(self) -> str:
        return sha256(f"{self.day}\n{self.text}".encode("utf-8", "replace")).hexdigest()


@pages.get("/")
@allow(Permission.MANAGE_ACCOUNTS)
def page() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    return _page(ListForm(formdata=None, donvi=unit.code, since=day_of(current.now())))


@pages.post("/")
@allow(Permission.MANAGE_ACCOUNTS)
def submit() -> ResponseReturnValue:
    """Fill in units without anybody, show what would come of a list, or make what was shown."""
    form, does = ListForm(), request.form.get(DO)
    if not form.is_sent() or not _is_read(form):
        return _page(form), 422
    if does == FILL:
        unit = scope.unit_or_own(form.donvi.data)
        form.rows.data = lacking.filled_in(form.text, unit.id)
        return _page(form)
    checked = _checked(form)
    if checked is None:
        return _page(form), 422
    good = [each for each in checked if not each.problem]
    if does != MAKE or not good:
        return _page(form, checked)
    if form.seen.data != form.mark:
        flash(_("Danh sách đã đổi từ lần xem trước. Hãy xem lại rồi lập."), "info")
        return _page(form, checked)
    return _made(form, making.make(good, form.day), [each for each in checked if each.problem])


def _is_read(form: ListForm) -> bool:
    """Put what a file holds where it can be seen and mended."""
    if form.file.data:
        try:
            form.rows.data = rows.text_of_file(form.file.data.read(), form.file.data.filename or "")
        except Refusal as refusal:
            form.blame("file", _said(refusal))
    return not form.errors


def _checked(form: ListForm) -> list[Checked] | None:
    """Check the rows, or say beside the field why there is nothing to check."""
    try:
        asked = rows.read(form.text) if form.text else []
    except Refusal as refusal:
        form.blame("rows", _said(refusal))
        return None
    if not asked:
        form.blame("rows", _("Hãy dán danh sách vào ô này, hoặc chọn một tệp."))
        return None
    if len(asked) > rows.MOST:
        said = _("Mỗi lần tối đa %(most)s dòng: hãy chia danh sách.", most=rows.MOST)
        form.blame("rows", said)
        return None
    return check(asked, form.day)


def _made(form: ListForm, made: Made, refused: list[Checked]) -> ResponseReturnValue:
    """Lead to the letters; what was refused stays in the field, to be mended and sent again."""
    if refused or made.job is None:
        lines = {each.asked.line for each in refused}
        form.rows.data = rows.kept(form.text, lines) if lines else ""
        return _page(form, check(rows.read(form.text), form.day) if refused else None, made)
    said = ngettext(
        "Đã lập %(count)s tài khoản, đang in thư.",
        "Đã lập %(count)s tài khoản, đang in thư.",
        made.accounts,
        count=made.accounts,
    )
    flash(said, "good")
    return redirect(url_for("jobs.page", job_id=made.job.id), 303)


def _said(refusal: Refusal) -> str:
    return sentence(refusal.code, **{"value": refusal.value, **refusal.params})


def _page(form: ListForm, checked: list[Checked] | None = None, made: Made | None = None) -> str:
    good = [each for each in checked or () if not each.problem]
    left = [each for each in checked or () if each.problem]
    form.seen.data = form.mark if good else ""
    return render_template(
        "desk/invitations/list.html",
        form=form,
        picker=unit_picker.pick(scope.unit_or_own(form.donvi.data)),
        refused=[each for each in left if not each.asked.is_blank],
        blank=sum(each.asked.is_blank for each in left),
        good=good,
        letters=len({each.login for each in good if each.account is None}),
        made=made,
        most=rows.MOST,
    )
