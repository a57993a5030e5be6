"""Notes of what an officer did to partners, outlets, agreements and offers."""

from datetime import date

from benefits import audit
from benefits.web import current


def note(act: str, subject: str, key: int, **fields: object) -> None:
    """Write an act down with its days as text; nothing personal ever stands among its fields."""
    told = {
        name: str(value) if isinstance(value, date) else value for name, value in fields.items()
    }
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, act, subject, key, now=now, fields=told)
