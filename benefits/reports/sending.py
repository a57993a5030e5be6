"""What officers said of reports that left the house on paper: sent, or not yet after all.

No report is kept yet, so the audit trail is what remembers; the last word on a period holds.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from benefits import audit
from benefits.audit import Entry
from benefits.organization import Organization

SENT: Final = "report_sent"
NOT_SENT: Final = "report_not_sent"
SUBJECT: Final = "organizations"
LOOKED_BACK: Final = 200


def say(
    session: Session,
    unit: Organization,
    period: str,
    *,
    is_sent: bool,
    by: int | None,
    now: datetime,
) -> None:
    """Note that a unit's report of a period was sent, or was not; said twice it is noted once."""
    if is_said_sent(session, unit, period) is is_sent:
        return
    act = SENT if is_sent else NOT_SENT
    audit.note(session, by, act, SUBJECT, unit.id, now=now, fields={"period": period})
    session.flush()


def said_sent(period: str, since: datetime) -> Select[str]:
    """Keys, as texts, of units whose report of a period was last said to be sent.

    `since` is when the period was over: nobody could say it before.
    """
    words = (
        select(func.max(Entry.id))
        .where(Entry.subject_type == SUBJECT, Entry.act.in_((SENT, NOT_SENT)))
        .where(Entry.known_at >= since, Entry.fields["period"].as_string() == period)
        .group_by(Entry.subject_key)
    )
    return select(Entry.subject_key).where(Entry.id.in_(words), Entry.act == SENT)


def is_said_sent(session: Session, unit: Organization, period: str) -> bool:
    words = session.execute(
        select(Entry.act, Entry.fields)
        .where(Entry.subject_type == SUBJECT, Entry.subject_key == str(unit.id))
        .where(Entry.act.in_((SENT, NOT_SENT)))
        .order_by(Entry.id.desc())
        .limit(LOOKED_BACK)
    )
    last = next((act for act, fields in words if fields.get("period") == period), NOT_SENT)
    return last == SENT
