"""What was done to a record, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from benefits.access import Account
from benefits.audit.models import Entry

MOST = 50

Subject = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry and the name of who did it; the command line and the product itself have none."""

    entry: Entry
    who: str | None


def about(
    session: Session,
    subject_type: str,
    key: object,
    *,
    also: Iterable[Subject] = (),
    only: ColumnElement[bool] | None = None,
    limit: int = MOST,
) -> list[Noted]:
    """Return what was done to a record, and to those that belong to it, in one statement.

    `only` says of the entries which of them the reader may have.
    """
    named = [(subject_type, key), *also]
    found = session.execute(
        select(Entry, Account.name)
        .outerjoin(Account, Entry.account_id == Account.id)
        .where(or_(*(_is_about(*subject) for subject in named)), true() if only is None else only)
        .order_by(Entry.id.desc())
        .limit(limit)
    )
    return [Noted(entry, who) for entry, who in found]


def noted_since(instant: datetime) -> ColumnElement[bool]:
    """Leave out what was done before a record was made, to one that bore its number then."""
    return Entry.known_at >= instant


def _is_about(subject_type: str, key: object) -> ColumnElement[bool]:
    return and_(Entry.subject_type == subject_type, Entry.subject_key == str(key))
