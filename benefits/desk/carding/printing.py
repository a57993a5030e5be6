"""Printing cards: which of them, in which design, as which kind of file."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import audit
from benefits.access import Permission
from benefits.cards import Card, designs, giving
from benefits.cards.batches import Output, may_be_printed
from benefits.cards.issuing import in_groups
from benefits.cards.printing import Design
from benefits.desk import scope
from benefits.desk.carding import card_list, card_work
from benefits.errors import NotFound
from benefits.members import Member
from benefits.members.merging import survivor_of
from benefits.periods import day_of
from benefits.web import Form, allow, current

pages = Blueprint("printing", __name__, url_prefix="/in-the")
OF_CARDS: Final = frozenset({"print_cards", "issue_cards", "change_cards"})


class PrintForm(Form):
    output = RadioField(
        _l("Tệp để in"),
        choices=[
            SelectChoice(Output.A4, _l("Tờ A4 có vạch cắt, 8 thẻ một tờ: máy in văn phòng")),
            SelectChoice(Output.ONE_A_PAGE, _l("Mỗi thẻ một trang đúng cỡ: máy in thẻ nhựa")),
            SelectChoice(Output.PICTURES, _l("Ảnh PNG và danh sách CSV (zip): gửi nhà in")),
        ],
        default=Output.A4,
    )
    design = RadioField(
        _l("Mẫu thẻ"),
        choices=[
            SelectChoice(Design.PLAIN, _l("Không ảnh")),
            SelectChoice(Design.PHOTO, _l("Có ảnh; ai chưa có ảnh thì in chữ cái đầu của tên")),
        ],
    )
    remember = BooleanField(_l("Từ nay dùng mẫu này cho đơn vị của tôi và cấp dưới"))


@pages.get("/danh-sach")
@allow(Permission.MANAGE_CARDS)
def listed() -> ResponseReturnValue:
    """Choose how the cards of a list, as it was narrowed, are printed."""
    return _page(_of_list())


@pages.post("/danh-sach")
@allow(Permission.MANAGE_CARDS)
def print_listed() -> ResponseReturnValue:
    return _print(_of_list())


@pages.get("/viec/<int:job_id>")
@allow(Permission.MANAGE_CARDS)
def of_job(job_id: int) -> ResponseReturnValue:
    """Choose how the cards that some work gave out or printed are printed."""
    return _page(_of_job(job_id))


@pages.post("/viec/<int:job_id>")
@allow(Permission.MANAGE_CARDS)
def print_job(job_id: int) -> ResponseReturnValue:
    return _print(_of_job(job_id))


@pages.get("/the/<int:index>")
@allow(Permission.MANAGE_CARDS)
def one(index: int) -> ResponseReturnValue:
    return _page(card_work.in_use([scope.card(index).index]))


@pages.post("/the/<int:index>")
@allow(Permission.MANAGE_CARDS)
def print_one(index: int) -> ResponseReturnValue:
    return _print(card_work.in_use([scope.card(index).index]))


def _of_list() -> list[int]:
    """Read the list's cards; one that what is printed drops out of is printed part by part."""
    asked, in_use = card_list.asked(), may_be_printed(day_of(current.now()))
    most = card_work.MOST + (0 if asked.form.chosen("lan_in") else 1)
    chosen = asked.selection.chosen.where(in_use).order_by(Card.index).limit(most)
    return list(current.session().scalars(chosen))


def _of_job(job_id: int) -> list[int]:
    job = scope.job(job_id)
    if job.kind not in OF_CARDS:
        raise NotFound
    printed = job.input["indexes"] if job.kind == "print_cards" else None
    return card_work.in_use(printed or giving.indexes_of(current.session(), job.id))


def _page(indexes: Sequence[int], form: PrintForm | None = None) -> str:
    usual = designs.design_for(current.session(), scope.organization_id(), day_of(current.now()))
    return render_template(
        "desk/printing/choose.html",
        form=form or PrintForm(formdata=None, data={"output": Output.A4, "design": usual}),
        count=len(indexes),
        most=card_work.MOST,
        goes_on=len(indexes) == card_work.MOST and "lan_in" in request.args,
        said=_said_of(indexes),
        address=current.settings().public_url,
        is_https=current.settings().is_https,
        here=request.script_root + request.full_path.rstrip("?"),
    )


def _print(indexes: Sequence[int]) -> ResponseReturnValue:
    form = PrintForm()
    if not form.is_sent() or len(indexes) > card_work.MOST:
        return _page(indexes, form), 422
    if not indexes:
        flash(_("Không có thẻ nào còn dùng được để in."), "info")
        return redirect(url_for("cards.page"), 303)
    session, by, now = current.session(), current.actor().account_id, current.now()
    design, unit = Design(form.design.data), scope.organization_id()
    if form.remember.data and designs.choose(session, unit, design, by=by, now=now):
        fields = {"design": design.value}
        audit.note(session, by, "design_chosen", "organizations", unit, now=now, fields=fields)
    job = card_work.print_out(indexes, Output(form.output.data), design)
    told = {"count": len(indexes), "job": job.id}
    audit.note(session, by, "cards_printed", "organizations", unit, now=now, fields=told)
    return redirect(url_for("jobs.page", job_id=job.id), 303)


class Said(NamedTuple):
    """What is worth knowing of cards before they are printed."""

    without_photo: int
    """How many owners would be shown by their initials."""
    printed: int
    last_printed: datetime | None


def _said_of(indexes: Sequence[int]) -> Said:
    asked = (
        select(
            func.count().filter(Member.photo_hash.is_(None)),
            func.count(Card.printed_at),
            func.max(Card.printed_at),
        )
        .select_from(Card)
        .join(Member, Member.id == survivor_of(Card.member_id))  # whose photo is printed
    )
    rows = [
        current.session().execute(asked.where(Card.index.in_(group))).one()
        for group in in_groups(indexes)
    ]
    return Said(
        sum(lacking for lacking, _printed, _last in rows),
        sum(printed for _lacking, printed, _last in rows),
        max((last for _lacking, _printed, last in rows if last is not None), default=None),
    )
