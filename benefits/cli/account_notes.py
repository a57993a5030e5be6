"""Writing down what was done to accounts at the server's keyboard, where nobody is signed in."""

from datetime import datetime

from sqlalchemy.orm import Session

from benefits import audit
from benefits.access import Account, Added

PLACES = ("organization_id", "partner_id", "outlet_id", "member_id")


def note(session: Session, act: str, account: Account, now: datetime, **fields: object) -> None:
    audit.note(session, None, act, "accounts", account.id, now=now, fields=fields)


def note_added(session: Session, added: Added, now: datetime) -> None:
    """Say that there is a new account, and in which role it acts where."""
    places = {name: value for name in PLACES if (value := getattr(added.role, name)) is not None}
    note(session, "account_added", added.account, now)
    note(session, "role_given", added.account, now, role=added.role.id, **places)
