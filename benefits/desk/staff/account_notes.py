"""Writing down what an officer did to somebody's account, and where."""

from benefits import audit
from benefits.access import Account, AccountRole
from benefits.web import current


def note(act: str, account: Account, **fields: object) -> None:
    by = current.actor().account_id
    audit.note(current.session(), by, act, "accounts", account.id, now=current.now(), fields=fields)


def note_role(act: str, account: Account, role: AccountRole, **fields: object) -> None:
    """Say of a role its key, its place and its days; a role that is taken back leaves only this."""
    places = {
        name: value
        for name in ("organization_id", "partner_id", "outlet_id")
        if (value := getattr(role, name)) is not None
    }
    days = {
        name: day.isoformat()
        for name in ("valid_from", "valid_until")
        if (day := getattr(role, name)) is not None
    }
    note(act, account, role=role.id, **places, **days, **fields)
