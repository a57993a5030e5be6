"""Changing one's own password or PIN: the present one is asked, and other browsers are left out."""

from collections.abc import Callable

from benefits import access, audit
from benefits.access import invitation, passwords, sessions, throttling
from benefits.errors import Refusal
from benefits.web import current
from benefits.web.filters import moment_over
from benefits.web.forms import Form
from benefits.web.telling import told

Check = Callable[[str], None]


def changed(form: Form, *, act: str, check: Check | None = None) -> bool:
    """Take over the secret of a form with `present`, `chosen` and `again`, or say why not.

    Everybody else who is signed in to the account is signed out; `act` is what is noted. `check`
    refuses what whoever knows the person would try.
    """
    if not form.is_sent() or not _is_taken(form, check):
        return False
    session, account, row = current.session(), current.account(), current.actor().session
    sessions.revoke_all(session, account.id, current.now(), but=row.token_hash if row else "")
    invitation.use_up(session, account.id, current.now())
    audit.note(session, account.id, act, "accounts", account.id, now=current.now())
    return True


def _is_taken(form: Form, check: Check | None) -> bool:
    typed = {name: form[name].data or "" for name in form.data}
    if not _is_present(form, typed["present"]):
        return False
    if typed["chosen"] != typed["again"]:
        form.blame("again", told("passwords_differ"))
        return False
    try:
        if check is not None:
            check(typed["chosen"])
        access.change_secret(current.account(), typed["chosen"])
    except Refusal as refusal:
        form.blame("chosen", told(refusal.code, refusal.params))
    return not form.errors


def _is_present(form: Form, secret: str) -> bool:
    """Check the present secret as patiently as at the door: somebody may hold another's phone."""
    session, account, now = current.session(), current.account(), current.now()
    guess = access.guess_of(account.login, None)
    if until := throttling.locked_until(session, guess, now):
        form.blame("present", told("locked", {"until": moment_over(until)}))
    elif not passwords.is_right(account.secret_hash, secret):
        throttling.note_failure(session, guess, now)
        form.blame("present", told("wrong"))
    else:
        throttling.forgive(session, guess)
    return not form.errors
