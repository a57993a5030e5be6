"""How far a decision reaches back: never into days on which a unit was somebody else's."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from benefits.organization.paths import Stand, stands_of
from benefits.reorganizations.looking import Look
from benefits.reorganizations.plans import Objection

NAMED: Final = 5


def beyond(seen: Look, within: str | None, today: date) -> Iterator[Objection]:
    """Object to days on which a unit stood outside the one within which the decision is made.

    All days from the decision's until today count, and any later one whose tree it changes.
    Without `within` the whole union is decided about.
    """
    if within is None:
        return
    was, would = seen.was.histories, seen.draft.histories
    changed = {code for code, history in would.items() if was.get(code) != history}
    named = seen.plan.named & was.keys()
    outside = sorted(code for code in changed | named if _is_outside(seen, code, within, today))
    if outside:
        more = "…" if len(outside) > NAMED else ""
        yield Objection("reaches_beyond", {"units": ", ".join(outside[:NAMED]) + more})


def _is_outside(seen: Look, code: str, within: str, today: date) -> bool:
    day, last = seen.plan.day, max(seen.plan.day, today)
    before = _stands(code, seen, is_after=False)
    after = _stands(code, seen, is_after=True)
    near = {stand for stand in before | after if stand.valid_from <= last}
    return any(
        stand.valid_until > day and within not in stand.path for stand in near | (before ^ after)
    )


def _stands(code: str, seen: Look, *, is_after: bool) -> set[Stand]:
    histories = (seen.draft if is_after else seen.was).histories
    return set(stands_of(code, histories)) if code in histories else set()
