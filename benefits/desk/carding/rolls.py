"""Lists on which people sign for their cards: drawn up, scanned back, ticked page by page."""

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit, jobs
from benefits.access import Permission
from benefits.cards.rolls import drawing_up, evidence, reading, scans, ticking
from benefits.cards.rolls.models import Roll
from benefits.cards.rolls.ticking import Marks
from benefits.desk import scope, unit_picker
from benefits.desk.carding import card_work, roll_list, roll_page, roll_scope
from benefits.desk.carding.roll_page import AS_SCANNED, ScanForm, TakingOutForm
from benefits.desk.tree import unit_counts
from benefits.errors import Conflict, Invalid, NotFound
from benefits.jobs import FileStore
from benefits.web import allow, current, lists
from benefits.web.telling import sentence

pages = Blueprint("rolls", __name__, url_prefix="/nhan-the")

lists.offer_files(pages, roll_list.asked, Permission.MANAGE_CARDS)


@pages.get("/")
@allow(Permission.MANAGE_CARDS)
def page() -> ResponseReturnValue:
    unit, session = scope.unit_or_own(request.args.get("donvi")), current.session()
    waiting = None
    if unit_counts.is_small(unit.id):
        waiting = drawing_up.waiting(session, unit.id, current.now())
    return render_template(
        "desk/rolls/page.html",
        picker=unit_picker.pick(unit),
        listing=lists.opened(roll_list.asked()),
        waiting=waiting,
        read=reading.waiting(session, Roll.organization_id.in_(scope.unit_ids())),
    )


@pages.post("/lap/<path:code>")
@allow(Permission.MANAGE_CARDS)
def draw_up(code: str) -> ResponseReturnValue:
    """Let a list be drawn up for each unit whose printed cards nobody signed for, and printed."""
    unit, session = scope.unit(code), current.session()
    if unit_counts.is_small(unit.id) and not drawing_up.waiting(session, unit.id, current.now()):
        flash(_("Mọi thẻ đã in đều đã có trong một danh sách nhận thẻ."), "info")
        return redirect(url_for(".page", donvi=unit.code), 303)
    return redirect(url_for("jobs.page", job_id=card_work.draw_up(unit.id).id), 303)


@pages.get("/<int:roll_id>")
@allow(Permission.MANAGE_CARDS)
def one(roll_id: int) -> ResponseReturnValue:
    return roll_page.shown(roll_scope.roll(roll_id))


@pages.post("/<int:roll_id>/in")
@allow(Permission.MANAGE_CARDS)
def print_again(roll_id: int) -> ResponseReturnValue:
    return _print([roll_scope.roll(roll_id).id])


@pages.post("/<int:roll_id>/ban-quet")
@allow(Permission.MANAGE_CARDS)
def attach(roll_id: int) -> ResponseReturnValue:
    """Keep a signed sheet; the code on it says which page it is."""
    roll, form, by = roll_scope.roll(roll_id), ScanForm(), current.actor().account_id
    if not form.is_sent():
        return roll_page.shown(roll, form), 422
    store, content = FileStore(current.settings().files_dir), form.scan.data.stream
    content.seek(0)  # the request may be answered a second time
    try:
        seen = scans.attach(current.session(), store, roll, content, by=by, now=current.now())
    except (Invalid, Conflict) as refusal:
        form.blame("scan", sentence(refusal.code, **refusal.params))
        return roll_page.shown(roll, form), 422
    _note("roll_scanned", "rolls", roll.id, count=len(seen))
    roll_page.tell_seen(seen, is_doubtful=scans.has_unnamed(current.session(), roll.id))
    if not seen:
        return redirect(url_for(".one", roll_id=roll.id), 303)
    return redirect(url_for(".one", roll_id=roll.id, trang=seen[0], chon=AS_SCANNED), 303)


@pages.get("/<int:roll_id>/ban-quet/<int:scan_id>")
@allow(Permission.MANAGE_CARDS)
def scan(roll_id: int, scan_id: int) -> ResponseReturnValue:
    found = roll_scope.scan(roll_id, scan_id)
    path = FileStore(current.settings().files_dir).path(found.hash)
    if not path.is_file():
        raise NotFound
    return send_file(path.resolve(), found.media_type, as_attachment=True, download_name=found.name)


@pages.get("/<int:roll_id>/ban-quet/<int:scan_id>/anh")
@allow(Permission.MANAGE_CARDS)
def picture(roll_id: int, scan_id: int) -> ResponseReturnValue:
    """Show a signed sheet beside its list."""
    found = roll_scope.sheet(roll_id, scan_id)
    return roll_page.picture_of(roll_scope.roll(roll_id), found.id)


@pages.post("/<int:roll_id>/ban-quet/<int:scan_id>/trang")
@allow(Permission.MANAGE_CARDS)
def name_page(roll_id: int, scan_id: int) -> ResponseReturnValue:
    """Say which page a sheet shows whose code could not be read."""
    roll, sheet = roll_scope.roll(roll_id), roll_scope.sheet(roll_id, scan_id)
    number = roll_page.typed_in(request.form)
    try:
        evidence.name_page(current.session(), roll, sheet, number)
    except (Invalid, Conflict) as refusal:
        flash(sentence(refusal.code, **refusal.params), "bad")
        return roll_page.shown(roll), 422
    _note("roll_page_named", "rolls", roll.id, page=number)
    roll_page.tell_seen([number])
    return redirect(url_for(".one", roll_id=roll.id, trang=number), 303)


@pages.post("/<int:roll_id>/ban-quet/<int:scan_id>/go")
@allow(Permission.MANAGE_CARDS)
def take_out(roll_id: int, scan_id: int) -> ResponseReturnValue:
    """Let go of a sheet that was kept by mistake; what consents rest on stays."""
    roll, sheet = roll_scope.roll(roll_id), roll_scope.sheet(roll_id, scan_id)
    page, form = sheet.page or 1, TakingOutForm()
    if not form.is_sent():
        flash(_("Hãy chọn lý do gỡ bản quét."), "bad")
        return roll_page.shown(roll, number=page), 422
    store = FileStore(current.settings().files_dir)
    try:
        evidence.take_out(current.session(), store, sheet, current.now())
    except Conflict as refusal:
        flash(sentence(refusal.code, **refusal.params), "bad")
        return roll_page.shown(roll, number=page), 409
    _note("roll_scan_taken_out", "rolls", roll.id, reason=form.reason.data)
    flash(_("Đã gỡ bản quét."), "good")
    return redirect(url_for(".one", roll_id=roll.id, trang=page), 303)


@pages.post("/<int:roll_id>/trang")
@allow(Permission.MANAGE_CARDS)
def tick(roll_id: int) -> ResponseReturnValue:
    """Write down what a page of the paper says; what is not ticked stays open."""
    roll, sent = roll_scope.roll(roll_id), roll_page.sent()
    ticked = ticking.tick_page(
        current.session(),
        roll,
        sent.page,
        sent.said,
        shown=sent.shown,
        paper=roll_page.paper_of(roll, sent),
        by=current.actor().account_id,
        now=current.now(),
    )
    if ticked.missing is None:
        reading.settle(current.session(), roll.id, sent.page, sent.scan_id)
    return _ticked(roll, ticked, sent.page, sent.said)


@pages.post("/<int:roll_id>/tat-ca/nhan")
@allow(Permission.MANAGE_CARDS)
def tick_received(roll_id: int) -> ResponseReturnValue:
    """Say of everybody left that the card was handed over."""
    roll = roll_scope.roll(roll_id)
    return _ticked(roll, ticking.tick_received(current.session(), roll, now=current.now()), 1)


def _ticked(
    roll: Roll, ticked: ticking.Ticked, number: int, said: Marks = roll_page.NOTHING_SAID
) -> ResponseReturnValue:
    _note("roll_ticked", "rolls", roll.id, received=ticked.received, consented=ticked.consented)
    if ticked.missing:
        flash(
            _(
                "Đã ghi ai nhận thẻ. Chưa ghi ai đồng ý: trang %(page)s chưa có bản quét.",
                page=ticked.missing,
            ),
            "warn",
        )
        return roll_page.shown(roll, number=number, consented=said.consented), 422
    flash(_("Đã ghi nhận. Những người chưa đánh dấu vẫn để mở."), "good")
    roll_page.tell_ticked(ticked)
    return redirect(url_for(".one", roll_id=roll.id, trang=number), 303)


def _print(roll_ids: list[int]) -> ResponseReturnValue:
    asked = {"rolls": roll_ids, "within": scope.organization_id()}
    by = current.actor().account_id
    job = jobs.enqueue(
        current.session(), "print_rolls", now=current.now(), input=asked, account_id=by
    )
    return redirect(url_for("jobs.page", job_id=job.id), 303)


def _note(act: str, subject: str, key: int, **fields: int | str) -> None:
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, act, subject, key, now=now, fields=fields)
