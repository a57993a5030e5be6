"""What is written down about a change of one person: fields and days, never what they held."""

from datetime import date
from typing import Any

from benefits import audit
from benefits.web import current


def note(act: str, member_id: int, **fields: Any) -> None:
    told = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
    }
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, act, "members", member_id, now=now, fields=told)
