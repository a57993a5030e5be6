"""Giving out printed cards: to everybody of a unit who has none, to a list, to one person."""

from datetime import date
from typing import Any, ClassVar, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField, ValidationError
from wtforms.validators import Length

from benefits import audit, cards
from benefits.access import Permission
from benefits.cards import Medium, giving
from benefits.cards.printing import serial_of
from benefits.desk import scope, unit_picker
from benefits.desk.carding import card_counts, card_work
from benefits.desk.carding.card_terms import check_last_day, usual_last_day
from benefits.desk.tree import unit_counts
from benefits.errors import Conflict
from benefits.exchange import number_list
from benefits.members import Member
from benefits.organization import Organization
from benefits.periods import ONE_DAY, day_of
from benefits.web import DayField, Form, allow, current, required
from benefits.web.telling import sentence

pages = Blueprint("card_issuing", __name__, url_prefix="/the")

LONGEST_LIST: Final = 500_000


class TermForm(Form):
    """How long new cards are good; to the end of next year unless somebody says otherwise."""

    NAME: ClassVar[str] = ""

    last_day = DayField(
        _l("Dùng được đến hết ngày"), [required(_l("Hãy chọn một ngày.")), check_last_day]
    )

    @classmethod
    def empty(cls, **data: Any) -> "TermForm":
        return cls(formdata=None, prefix=cls.NAME, data={"last_day": usual_last_day(), **data})

    @property
    def until(self) -> date:
        """The first day on which the cards are no longer good."""
        return (self.last_day.data or usual_last_day()) + ONE_DAY


class ListForm(TermForm):
    """Bears a name of its own, for the page holds both forms."""

    NAME = "ds"

    donvi = HiddenField()
    numbers = TextAreaField(_l("Mã đoàn viên, mỗi dòng một mã"), [Length(max=LONGEST_LIST)])
    file = FileField(_l("Hoặc tệp Excel, CSV có cột mã đoàn viên"))

    def validate_numbers(self, field: TextAreaField) -> None:
        if not number_list.pasted(field.data or "") and not self.file.data:
            raise ValidationError(_("Hãy dán ít nhất một mã, hoặc chọn một tệp."))


@pages.get("/cap")
@allow(Permission.MANAGE_CARDS)
def page() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    return _page(unit, TermForm.empty(), ListForm.empty(donvi=unit.code))


@pages.post("/cap/<path:code>")
@allow(Permission.MANAGE_CARDS)
def issue(code: str) -> ResponseReturnValue:
    """Give everyone of the unit and below who has none a printed card, in the background."""
    unit, form = scope.unit(code), TermForm()
    if not form.is_sent():
        return _page(unit, form, ListForm.empty(donvi=unit.code)), 422
    today = day_of(current.now())
    counts = card_counts.counted(current.session(), unit.id, today)
    if not counts.to_give:
        _tell_nobody_is_left(counts)
        return redirect(url_for("cards.page", donvi=unit.code), 303)
    job = card_work.issue(unit.id, form.until)
    return redirect(url_for("jobs.page", job_id=job.id), 303)


@pages.post("/cap-theo-danh-sach")
@allow(Permission.MANAGE_CARDS)
def issue_listed() -> ResponseReturnValue:
    """Give the people of a pasted or uploaded list a card; what is refused is told line by line."""
    form = ListForm(prefix=ListForm.NAME)
    unit = scope.unit_or_own(form.donvi.data)
    if not form.is_sent():
        return _page(unit, TermForm.empty(), form), 422
    job = card_work.issue(scope.organization_id(), form.until, _kept(form))
    return redirect(url_for("jobs.page", job_id=job.id), 303)


@pages.get("/cap-cho/<int:member_id>")
@allow(Permission.MANAGE_CARDS)
def offer(member_id: int) -> ResponseReturnValue:
    return _offered(scope.member(member_id), TermForm.empty())


@pages.post("/cap-cho/<int:member_id>")
@allow(Permission.MANAGE_CARDS)
def issue_to(member_id: int) -> ResponseReturnValue:
    """Give one person a printed card, and print it."""
    member, form = scope.member(member_id), TermForm()
    session, by, now = current.session(), current.actor().account_id, current.now()
    # The short way in is a button without a day; it is not for who had a card taken away.
    is_short = not form.last_day.raw_data
    if is_short and giving.last_revoked(session, member.id):
        return redirect(url_for(".offer", member_id=member.id), 303)
    if not is_short and not form.is_sent():
        return _offered(member, form), 422
    try:
        card = cards.issue(session, member.id, Medium.PRINT, by=by, now=now, valid_until=form.until)
    except Conflict as conflict:
        flash(sentence(conflict.code, **conflict.params), "bad")
        return redirect(url_for("members.one", member_id=member.id), 303)
    audit.note(session, by, "card_issued", "cards", card.index, now=now)
    return redirect(url_for("jobs.page", job_id=card_work.print_out([card.index]).id), 303)


@pages.post("/dot-cap/<int:job_id>/in")
@allow(Permission.MANAGE_CARDS)
def print_given(job_id: int) -> ResponseReturnValue:
    """Print what one work gave out, but for what was stopped or moved out of reach since."""
    job, session = scope.job(job_id), current.session()
    indexes = card_work.in_use(giving.indexes_of(session, job.id))
    is_few = 0 < len(indexes) <= card_work.MOST
    if not is_few or card_work.any_printed(indexes):  # the page on printing says so, and asks
        return redirect(url_for("printing.of_job", job_id=job.id), 303)
    printing, told = card_work.print_out(indexes), {"count": len(indexes)}
    by, unit, now = current.actor().account_id, scope.organization_id(), current.now()
    told["job"] = printing.id
    audit.note(session, by, "cards_printed", "organizations", unit, now=now, fields=told)
    return redirect(url_for("jobs.page", job_id=printing.id), 303)


def _offered(member: Member, form: TermForm) -> str:
    """Before another card is given, say that the last one was taken away, and why."""
    revoked = giving.last_revoked(current.session(), member.id)
    return render_template(
        "desk/cards/issue_to.html", member=member, form=form, revoked=revoked, serial_of=serial_of
    )


def _tell_nobody_is_left(counts: card_counts.Counts) -> None:
    if counts.revoked:
        flash(
            _("Không còn ai để cấp ở đây: những người chưa có thẻ đều đã bị thu hồi thẻ."), "info"
        )
    else:
        flash(_("Mọi người trong đơn vị này đều đã có thẻ."), "info")


def _kept(form: ListForm) -> str:
    if form.file.data:
        sent = form.file.data
        sent.stream.seek(0)  # the request may be answered a second time
        return card_work.keep(sent.stream.read(), sent.filename, sent.mimetype or "text/csv")
    column = number_list.pasted(form.numbers.data or "")
    return card_work.keep(column.encode(), "danh-sach.csv", "text/csv")


def _page(unit: Organization, form: TermForm, listed: ListForm) -> str:
    counts = None
    if unit_counts.is_small(unit.id):
        counts = card_counts.counted(current.session(), unit.id, day_of(current.now()))
    return render_template(
        "desk/cards/issue.html",
        picker=unit_picker.pick(unit),
        counts=counts,
        form=form,
        listed=listed,
    )
