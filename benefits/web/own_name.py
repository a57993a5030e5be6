"""Mending how one is called oneself: the name that stands beside what one does."""

from flask import flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from benefits import access, audit
from benefits.web import current
from benefits.web.forms import Form, required, text_field


class NameForm(Form):
    name = text_field(_l("Họ và tên"), required())


def form_of_own() -> NameForm:
    return NameForm(formdata=None, data={"name": current.account().name})


def renamed(form: NameForm) -> bool:
    """Write the name of a form as one's own, or leave the form with what is wrong in it."""
    if not form.is_sent():
        return False
    session, account = current.session(), current.account()
    made = access.rename(account, form.name.data or "")
    if made.fields:
        told = {"fields": list(made.fields)}
        now, by = current.now(), account.id
        audit.note(session, by, "account_corrected", "accounts", by, now=now, fields=told)
    flash(_("Đã lưu họ tên."), "good")
    return True
