"""Whoever opens what is known about one person leaves word of it: the person is told who looked.

The roads to one person's record (`scope.member`, `scope.card`, a request, a pair of possible twins)
lead through here, so that no page can forget it.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit
from benefits.audit import Entry
from benefits.web import current

ACT: Final = "member_seen"
# Somebody's pages turned one after another, with the photo on them, are one look.
ONE_LOOK: Final = timedelta(minutes=10)


def opens(member_ids: Iterable[int]) -> None:
    """Write down, once the page is made, that the officer looked at these people."""
    known: set[int] = current.session().info.setdefault("opened", set())
    fresh = sorted(set(member_ids) - known)
    if not fresh:
        return
    known.update(fresh)
    by, now = current.actor().account_id, current.now()

    def note(session: Session) -> None:
        lately = select(Entry.subject_key).where(
            Entry.subject_type == "members",
            Entry.subject_key.in_(map(str, fresh)),
            Entry.act == ACT,
            Entry.account_id == by,
            Entry.known_at > now - ONE_LOOK,
        )
        noted = set(session.scalars(lately))
        for each in fresh:
            if str(each) not in noted:
                audit.note(session, by, ACT, "members", each, now=now)

    current.after_read(note)
