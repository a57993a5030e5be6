"""Uses that waited at a till while their card's key was retired: officers look at each once."""

from datetime import date, timedelta
from functools import reduce
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from benefits.audit import Entry
from benefits.desk import few, scope
from benefits.periods import day_of
from benefits.purchases import LATEST, Purchase, Reversal
from benefits.web import current

DOUBT: Final = "key_retired_since"
LOOKED_AT: Final = "use_looked_at"
ASKED_FOR: Final = timedelta(days=90)
"""How long after a key was retired officers are reminded of such uses."""
MOST: Final = 500


def is_warned(code: str | None = None) -> ColumnElement[bool]:
    """Tell whether a use was recorded with a warning, of one kind or any."""
    warnings = cast(Purchase.warnings, String)
    return warnings != "[]" if code is None else warnings.contains(f'"{code}"')


class Doubtful(NamedTuple):
    id: UUID
    bought_on: date


def waiting() -> list[Doubtful]:
    """List the uses within reach at which nobody has looked yet, the earliest first.

    At most `MOST`: the others follow as these are looked at. Those of a small part are looked at
    by the unit above it.
    """
    session, sent_then = current.session(), _sent_then()
    if sent_then is None:
        return []
    back = aliased(Reversal)  # the totals of a list join reversals of their own
    is_gone = exists().where(
        back.member_id == Purchase.member_id, back.purchase_id == Purchase.id, back.is_whole
    )
    kept = select(Purchase.id, Purchase.bought_on).where(
        sent_then, is_warned(DOUBT), ~is_gone, ~_is_looked_at()
    )
    if not scope.is_top():
        kept = kept.where(scope.purchases_of(scope.organization_id()))
    rows = session.execute(kept.order_by(Purchase.known_at).limit(MOST))
    found = [Doubtful(*row) for row in rows]
    if found and few.own_are_few(min(each.bought_on for each in found), day_of(current.now())):
        return []
    return found


def _is_looked_at() -> ColumnElement[bool]:
    return exists().where(
        Entry.subject_type == "purchases",
        Entry.subject_key == _key_in_the_trail(),
        Entry.act == LOOKED_AT,
    )


def _key_in_the_trail() -> ColumnElement[str]:
    """Write a use's number with hyphens, as the trail does; SQLite keeps it without."""
    bare = func.replace(cast(Purchase.id, String), "-", "", type_=String)
    parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    first, *others = (func.substr(bare, *part, type_=String) for part in parts)
    return reduce(lambda written, part: written + "-" + part, others, first)


def _sent_then() -> ColumnElement[bool] | None:
    """Say when such uses can have come in: no till waits longer than some days."""
    ring, since = current.key_ring(), current.now() - ASKED_FOR
    retired = [key for each in ring.retired_ids if (key := ring.retired(each))]
    spans = [
        and_(Purchase.known_at >= each.until, Purchase.known_at <= each.until + LATEST)
        for each in retired
        if each.until > since
    ]
    return or_(*spans) if spans else None
