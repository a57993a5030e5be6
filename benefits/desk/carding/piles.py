"""Signed sheets of many lists at once: sorted by machine, confirmed together by a person."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from benefits import audit, jobs
from benefits.access import Permission
from benefits.cards.rolls import sorting
from benefits.cards.rolls.scan_reading import kind_of
from benefits.cards.rolls.sorting import LARGEST_PILE
from benefits.desk import scope
from benefits.desk.carding import card_work, pile_pages, roll_list, roll_page, unread_sheets
from benefits.errors import Conflict, Invalid, NotFound
from benefits.jobs import FileStore
from benefits.web import Form, allow, current, takes_up_to
from benefits.web.telling import sentence

pages = Blueprint("piles", __name__, url_prefix="/nhan-the")


class PileForm(Form):
    file = FileField(
        _l("Bản quét đã ký của một hay nhiều danh sách (PDF, JPEG hoặc PNG, tối đa 100 MB)"),
        validators=[FileRequired(_l("Hãy chọn một tệp."))],
    )


@pages.get("/nhieu-to")
@allow(Permission.MANAGE_CARDS)
def page() -> ResponseReturnValue:
    return pile_pages.shown(PileForm(formdata=None))


@pages.post("/nhieu-to")
@takes_up_to(LARGEST_PILE)
@allow(Permission.MANAGE_CARDS)
def sort() -> ResponseReturnValue:
    """Keep a pile of sheets until it was sorted in the background."""
    form, now = PileForm(), current.now()
    if not form.is_sent():
        return pile_pages.shown(form), 422
    content = form.file.data.stream
    content.seek(0)  # the request may be answered a second time
    try:
        media_type, ending = kind_of(content, LARGEST_PILE)
    except Invalid as refusal:
        form.blame("file", sentence(refusal.code, **refusal.params))
        return pile_pages.shown(form), 422
    current.abandon()  # nobody waits for a pile to reach the disk
    store, name = FileStore(current.settings().files_dir), "to-da-ky" + ending
    laid = store.lay_down(content)
    kept = store.enter(current.session(), laid, name=name, media_type=media_type, now=now)
    return redirect(url_for("jobs.page", job_id=card_work.sort_scans(kept).id), 303)


@pages.post("/nhieu-to/ghi")
@allow(Permission.MANAGE_CARDS)
def confirm() -> ResponseReturnValue:
    """Write down what was read for certain on the sheets that were looked at and chosen."""
    done = pile_pages.confirmed(request.form.getlist("to"))
    if not done.pages:
        flash(_("Chưa chọn trang nào còn chờ ghi nhận."), "warn")
        return redirect(url_for(".page"), 303)
    told = _(
        "Đã ghi nhận %(pages)s trang: %(received)s người nhận thẻ, %(consented)s người đồng ý.",
        pages=done.pages,
        received=done.received,
        consented=done.consented,
    )
    flash(told, "good")
    if done.withdrawn:
        flash(
            _(
                "%(count)s người đã rút lại đồng ý sau khi danh sách được lập: chưa ghi họ đồng ý.",
                count=done.withdrawn,
            ),
            "warn",
        )
    return redirect(url_for(".page"), 303)


@pages.get("/to-le/<int:job_id>")
@allow(Permission.MANAGE_CARDS)
def unread(job_id: int) -> ResponseReturnValue:
    """Show sheets whose code could not be read, each with the question which page it is."""
    job = unread_sheets.job(job_id)
    return render_template("desk/rolls/unread.html", job=job, sheets=unread_sheets.left(job))


@pages.get("/to-le/<int:job_id>/anh")
@allow(Permission.MANAGE_CARDS)
def picture(job_id: int) -> ResponseReturnValue:
    job = unread_sheets.job(job_id)
    return unread_sheets.picture_of(unread_sheets.sheet(job, request.args.get("to")))


@pages.post("/to-le/<int:job_id>")
@allow(Permission.MANAGE_CARDS)
def place(job_id: int) -> ResponseReturnValue:
    """Say of which list and page a sheet is; it is looked at there."""
    job, by, now = unread_sheets.job(job_id), current.actor().account_id, current.now()
    sheet, number = (
        unread_sheets.sheet(job, request.form.get("to")),
        roll_page.typed_in(request.form),
    )
    try:
        roll = roll_list.by_code(request.form.get("danh_sach", ""))
        sorting.place_by_hand(current.session(), roll, number, sheet.file, by=by, now=now)
    except NotFound:
        flash(_("Không có danh sách nào mang số này trong phạm vi của bạn."), "bad")
        return redirect(url_for(".unread", job_id=job.id), 303)
    except (Invalid, Conflict) as refusal:
        flash(sentence(refusal.code, **refusal.params), "bad")
        return redirect(url_for(".unread", job_id=job.id), 303)
    fields = {"page": number}
    audit.note(current.session(), by, "roll_page_named", "rolls", roll.id, now=now, fields=fields)
    roll_page.tell_seen([number])
    return redirect(url_for("rolls.one", roll_id=roll.id, trang=number), 303)


@pages.post("/to-le/<int:job_id>/bo")
@allow(Permission.MANAGE_CARDS)
def drop(job_id: int) -> ResponseReturnValue:
    """Let go of a sheet that is none of any list."""
    job, by, now = unread_sheets.job(job_id), current.actor().account_id, current.now()
    sheet = unread_sheets.sheet(job, request.form.get("to"))
    store = FileStore(current.settings().files_dir)
    if not jobs.let_go(current.session(), store, [sheet.file], now):
        raise NotFound  # somebody said meanwhile what it is, or let go of it
    unit = scope.organization_id()
    audit.note(current.session(), by, "unread_sheet_dropped", "organizations", unit, now=now)
    flash(_("Đã bỏ tờ này."), "good")
    return redirect(url_for(".unread", job_id=job.id), 303)
