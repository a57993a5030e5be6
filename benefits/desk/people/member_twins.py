"""Two records that an officer knows to be of one person, put next to each other by number."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from benefits.access import Permission
from benefits.desk.people import member_scope
from benefits.errors import NotFound
from benefits.members import Member, twins
from benefits.web import Form, allow, current, required

pages = Blueprint("member_twins", __name__, url_prefix="/doan-vien")


class OtherForm(Form):
    other = StringField(_l("Mã đoàn viên của hồ sơ kia"), [required(_l("Hãy ghi mã."))])


@pages.get("/<int:member_id>/trung")
@allow(Permission.MANAGE_MEMBERS)
def page(member_id: int) -> ResponseReturnValue:
    return _page(member_scope.changeable(member_id), OtherForm(formdata=None))


@pages.post("/<int:member_id>/trung")
@allow(Permission.MANAGE_MEMBERS)
def pair(member_id: int) -> ResponseReturnValue:
    """Lead to the page where the two are compared; nothing is merged by this."""
    member, form = member_scope.changeable(member_id), OtherForm()
    other = _other(member, form) if form.is_sent() else None
    if other is None:
        return _page(member, form), 422
    found = twins.pair(current.session(), member.id, other.id, current.now())
    return redirect(url_for("twins.one", twins_id=found.id), 303)


def _other(member: Member, form: OtherForm) -> Member | None:
    found = member_scope.by_number((form.other.data or "").strip())
    if found is None:
        form.blame("other", _("Không có ai mang mã này trong phạm vi của bạn."))
        return None
    if found.id == member.id:
        form.blame("other", _("Đây là mã của chính hồ sơ này."))
        return None
    try:
        return member_scope.changeable(found.id)
    except NotFound:
        form.blame("other", _("Hồ sơ này đã được gộp vào hồ sơ khác; hãy ghi mã của hồ sơ đó."))
        return None


def _page(member: Member, form: OtherForm) -> str:
    return render_template("desk/members/twin.html", member=member, form=form)
