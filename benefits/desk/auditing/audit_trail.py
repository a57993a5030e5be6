"""The audit trail as officers read it: by record, by person, by act, by time."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.desk.auditing import audit_list, audit_named
from benefits.web import allow, lists

pages = Blueprint("audit_trail", __name__, url_prefix="/nhat-ky")

lists.offer_files(pages, audit_list.asked, Permission.READ_AUDIT)


@pages.get("/")
@allow(Permission.READ_AUDIT)
def page() -> ResponseReturnValue:
    register = audit_list.asked()
    kind, key = register.form["loai"].data, register.form["ma"].data
    subject = audit_named.heading(kind, key) if kind and key else None
    return render_template("desk/audit_trail.html", listing=lists.opened(register), subject=subject)
