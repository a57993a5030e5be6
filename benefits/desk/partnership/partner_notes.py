"""Notes of what an officer did to partners, outlets, agreements and offers."""

from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import InstrumentedAttribute

from benefits import audit
from benefits.web import current


def note(act: str, subject: str, key: int, **fields: object) -> None:
    """Write an act down with its days as text; nothing personal ever stands among its fields."""
    told = {
        name: str(value) if isinstance(value, date) else value for name, value in fields.items()
    }
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, act, subject, key, now=now, fields=told)


def is_known(column: InstrumentedAttribute[Any], value: object) -> bool:
    """Tell whether something of that code is there already, so that a second tap notes nothing."""
    return bool(current.session().scalar(select(exists().where(column == value))))
