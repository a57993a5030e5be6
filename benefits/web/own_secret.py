"""Changing one's own password or PIN: the present one is asked, and other browsers are left out."""

from benefits import access, audit
from benefits.access import passwords, sessions
from benefits.errors import Refusal
from benefits.web import current
from benefits.web.forms import Form
from benefits.web.telling import told


def changed(form: Form, *, act: str) -> bool:
    """Take over the secret of a form with `present`, `chosen` and `again`, or say why not.

    Everybody else who is signed in to the account is signed out; `act` is what is noted.
    """
    if not form.is_sent() or not _is_taken(form):
        return False
    session, account, row = current.session(), current.account(), current.actor().session
    sessions.revoke_all(session, account.id, current.now(), but=row.token_hash if row else "")
    audit.note(session, account.id, act, "accounts", account.id, now=current.now())
    return True


def _is_taken(form: Form) -> bool:
    account, typed = current.account(), {name: form[name].data or "" for name in form.data}
    if not passwords.is_right(account.secret_hash, typed["present"]):
        form.blame("present", told("wrong"))
    elif typed["chosen"] != typed["again"]:
        form.blame("again", told("passwords_differ"))
    else:
        try:
            access.change_secret(account, typed["chosen"])
        except Refusal as refusal:
            form.blame("chosen", told(refusal.code, refusal.params))
    return not form.errors
