"""Photos of people: one on somebody's page, or a zip of many; shown to who may see the person."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField

from benefits import audit, jobs
from benefits.access import Permission
from benefits.desk import scope
from benefits.desk.people import member_scope
from benefits.errors import Invalid
from benefits.jobs import FileStore
from benefits.members import Member, photo_refusal, photos
from benefits.members.photo_zip import LARGEST_ZIP
from benefits.members.photos import Prepared
from benefits.web import Form, allow, current, takes_up_to
from benefits.web.photos import CutForm, photo_answer
from benefits.web.telling import sentence

pages = Blueprint("photos", __name__)
ACCEPTED: Final = "image/jpeg,image/png,image/webp"


class PhotoForm(Form):
    photo = FileField(
        _l("Ảnh JPEG, PNG hoặc WebP, tối đa 10 MB"),
        validators=[FileRequired(_l("Hãy chọn một tệp."))],
    )
    allowed = BooleanField(_l("Chủ thẻ đã cho dùng ảnh lại"))


class ZipForm(Form):
    file = FileField(
        _l("Tệp zip, mỗi ảnh đặt tên theo mã đoàn viên"),
        validators=[FileRequired(_l("Hãy chọn một tệp."))],
    )


@pages.get("/anh")
@allow(Permission.MANAGE_MEMBERS)
def page() -> ResponseReturnValue:
    return render_template("desk/photos/zip.html", form=ZipForm(formdata=None))


@pages.post("/anh")
@takes_up_to(LARGEST_ZIP)
@allow(Permission.MANAGE_MEMBERS)
def take_zip() -> ResponseReturnValue:
    """Keep the zip until its photos were taken out in the background."""
    form, now = ZipForm(), current.now()
    if not form.is_sent():
        return render_template("desk/photos/zip.html", form=form), 422
    sent = form.file.data.stream
    sent.seek(0)  # the request may be answered a second time
    current.abandon()  # nobody waits for a gigabyte to reach the disk
    laid = _store().lay_down(sent)
    session, by, unit = current.session(), current.actor().account_id, scope.organization_id()
    kept = _store().enter(session, laid, name="anh.zip", media_type="application/zip", now=now)
    asked = {"within": unit, "reach_of": unit}
    job = jobs.enqueue(session, "take_photos", now=now, input=asked, input_file=kept, account_id=by)
    return redirect(url_for("jobs.page", job_id=job.id), 303)


@pages.get("/doan-vien/<int:member_id>/anh")
@allow(Permission.READ_MEMBERS)
def shown(member_id: int) -> ResponseReturnValue:
    return photo_answer(member_scope.standing(member_id).photo_hash)


@pages.get("/doan-vien/<int:member_id>/anh/sua")
@allow(Permission.MANAGE_MEMBERS)
def edit(member_id: int) -> ResponseReturnValue:
    return _page(member_scope.standing(member_id))


@pages.post("/doan-vien/<int:member_id>/anh/sua")
@allow(Permission.MANAGE_MEMBERS)
def put(member_id: int) -> ResponseReturnValue:
    """Give somebody a photo, after which its cut is shown to be looked at."""
    member, form = member_scope.standing(member_id), PhotoForm()
    photo = _prepared(member, form) if form.is_sent() else None
    if photo is None:
        return _page(member, form), 422
    session, by, now = current.session(), current.actor().account_id, current.now()
    if photo_refusal.allow(session, member.id):
        _note("photo_allowed", member)
    photos.put(session, _store(), member, photos.lay_down(_store(), photo), by=by, now=now)
    _note("photo_put", member)
    flash(_("Đã nhận ảnh. Hãy xem phần được cắt, chỉnh lại nếu cần."), "good")
    return redirect(url_for(".edit", member_id=member.id), 303)


@pages.post("/doan-vien/<int:member_id>/anh/cat")
@allow(Permission.MANAGE_MEMBERS)
def cut(member_id: int) -> ResponseReturnValue:
    member, form = member_scope.standing(member_id), CutForm()
    if not form.is_sent():
        return _page(member, cutting=form), 422
    by, now = current.actor().account_id, current.now()
    photos.cut(current.session(), _store(), member, form.framing, by=by, now=now)
    _note("photo_cut", member)
    return redirect(url_for(".edit", member_id=member.id), 303)


@pages.post("/doan-vien/<int:member_id>/anh/bo")
@allow(Permission.MANAGE_MEMBERS)
def remove(member_id: int) -> ResponseReturnValue:
    member = member_scope.standing(member_id)
    if photos.remove(current.session(), _store(), member, current.now()):
        _note("photo_removed", member)
    flash(_("Đã bỏ ảnh. Thẻ đã in có ảnh vẫn dùng được."), "good")
    return redirect(url_for("members.one", member_id=member.id), 303)


def _prepared(member: Member, form: PhotoForm) -> Prepared | None:
    """Make a photo of what was sent, unless it cannot be one or its owner wants none."""
    session = current.session()
    form.photo.data.stream.seek(0)  # the request may be answered a second time
    try:
        photo = photos.prepare(form.photo.data.stream)
    except Invalid as refusal:
        form.blame("photo", sentence(refusal.code, **refusal.params))
        return None
    if photo_refusal.has_withdrawn(session, member.id):
        form.blame("photo", sentence("photo_consent_withdrawn"))
    elif photo_refusal.refusal_of(session, member.id) and not form.allowed.data:
        form.blame("allowed", _("Chủ thẻ đã bỏ ảnh: chỉ tải ảnh lên khi người này cho dùng lại."))
    return None if form.errors else photo


def _page(member: Member, form: PhotoForm | None = None, cutting: CutForm | None = None) -> str:
    session = current.session()
    photo = photos.photo_of(session, member.id)
    return render_template(
        "desk/photos/one.html",
        member=member,
        photo=photo,
        refused=photo_refusal.refusal_of(session, member.id),
        has_withdrawn=photo_refusal.has_withdrawn(session, member.id),
        form=form or PhotoForm(formdata=None),
        cutting=cutting or CutForm.of(photo),
        accepted=ACCEPTED,
    )


def _store() -> FileStore:
    return FileStore(current.settings().files_dir)


def _note(act: str, member: Member) -> None:
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, act, "members", member.id, now=now)
