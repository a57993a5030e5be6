"""My photo: what shops see of it, another cut, and taking it away. The union puts it there."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit
from benefits.access import Permission
from benefits.jobs import FileStore
from benefits.members import photo_refusal, photos
from benefits.web import allow, current
from benefits.web.photos import CutForm, photo_answer
from member_portal import scope

pages = Blueprint("photo", __name__, url_prefix="/anh-the")


@pages.get("")
@allow(Permission.SEE_OWN_CARD)
def page() -> ResponseReturnValue:
    return _page()


@pages.get("/anh")
@allow(Permission.SEE_OWN_CARD)
def shown() -> ResponseReturnValue:
    """Hand out the photo; nobody is told that an own one is missing as if it were hidden."""
    own = scope.member().photo_hash
    return photo_answer(own) if own else ("", 204)


@pages.post("/cat")
@allow(Permission.SEE_OWN_CARD)
def cut() -> ResponseReturnValue:
    form, by, now = CutForm(), current.actor().account_id, current.now()
    if not form.is_sent():
        return _page(form), 422
    photos.cut(current.session(), _store(), scope.member(), form.framing, by=by, now=now)
    _note("photo_cut")
    return redirect(url_for(".page"), 303)


@pages.post("/bo")
@allow(Permission.SEE_OWN_CARD)
def remove() -> ResponseReturnValue:
    """Take the photo away; no officer puts one there again before its owner allows it."""
    session, by, now = current.session(), current.actor().account_id, current.now()
    if photos.refuse(session, _store(), scope.member(), by=by, now=now):
        _note("photo_removed")
    flash(_("Đã xóa ảnh của bạn. Thẻ vẫn dùng được như thường."), "good")
    return redirect(url_for(".page"), 303)


@pages.post("/cho-phep")
@allow(Permission.SEE_OWN_CARD)
def allow_again() -> ResponseReturnValue:
    """Let the union put a photo on the card again."""
    if photo_refusal.allow(current.session(), scope.member_id()):
        _note("photo_allowed")
    flash(_("Đã ghi nhận. Hãy đưa ảnh cho công đoàn cơ sở."), "good")
    return redirect(url_for(".page"), 303)


def _page(cutting: CutForm | None = None) -> str:
    session, member_id = current.session(), scope.member_id()
    photo = photos.photo_of(session, member_id)
    return render_template(
        "member_portal/photo.html",
        member=scope.member(),
        photo=photo,
        refused=photo_refusal.refusal_of(session, member_id),
        cutting=cutting or CutForm.of(photo),
    )


def _store() -> FileStore:
    return FileStore(current.settings().files_dir)


def _note(act: str) -> None:
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, act, "members", scope.member_id(), now=now)
