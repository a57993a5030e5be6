"""What an officer was shown of a decision, carried along until it is confirmed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final, NamedTuple

from benefits.errors import Conflict
from benefits.reorganizations.plans import Kind
from benefits.reorganizations.previewing import Preview

ALWAYS_NEW: Final = frozenset(
    {"purchases", "purchases_staying", "handed_month", "handed_quarter", "handed_year"}
)
"""Uses come in while an officer reads: that there are some more is no other decision."""
CHOSEN: Final = frozenset(
    {"members_returning", "members_away", "officers_returning", "agreements_returning"}
)
"""These follow from what the officer chooses on the page that shows them."""
CHOSEN_ON_OPENING: Final = frozenset({"cards", "months", "longer_periods"})
CHOSEN_CAUTIONS: Final = frozenset({"cover_ends"})
LATE: Final = "decided_late"


class Change(NamedTuple):
    """A count that was shown, and what it is now."""

    name: str
    was: int
    now: int


class Outdated(Conflict):
    """What was shown has changed since: it is to be looked at again."""

    code = "preview_outdated"


def mark_of(preview: Preview) -> str:
    """Write down what a preview shows, whatever is then chosen on it."""
    told = json.dumps(_rest(preview), default=str, sort_keys=True)
    rest = hashlib.sha256(told.encode()).hexdigest()
    return json.dumps({"counts": _counts(preview), "rest": rest}, sort_keys=True)


def changes(mark: str, preview: Preview) -> Iterator[Change]:
    """Name the counts that are others by now; there may be none though the mark is another."""
    was, now = _read(mark), _counts(preview)
    for name in asdict(preview.counts):
        before, after = was.get(name, 0), now.get(name, 0)
        if before != after:
            yield Change(name, before, after)


def hold_to(mark: str | None, preview: Preview) -> None:
    """Raise Outdated where something else was shown than what is about to be done."""
    if mark is not None and mark != mark_of(preview):
        raise Outdated


def _counts(preview: Preview) -> dict[str, int]:
    """Give what was counted apart from what is chosen; people who come back are counted apart."""
    counts = asdict(preview.counts)
    counts["members"] -= preview.counts.members_returning
    left_out = ALWAYS_NEW | CHOSEN
    if preview.plan.kind is Kind.TAI_LAP:
        left_out |= CHOSEN_ON_OPENING
    return {name: count for name, count in counts.items() if count and name not in left_out}


def _rest(preview: Preview) -> dict[str, Any]:
    """Give whom and what it is about, and what should be known, though not the wording of it."""
    back = preview.returning
    return {
        "units": [(each.code, each.heir) for each in preview.closing],
        "agreements": [(each.id, each.is_held, each.loses_cover) for each in preview.agreements],
        "officers": [(each.role_id, each.unit_code) for each in preview.officers],
        "tags": preview.tags,
        "cautions": sorted(_cautions(preview)),
        "back": [sorted(back.counts.items()), back.since, back.away, back.units_away],
        "people": [each.id for each in back.people],
    }


def _cautions(preview: Preview) -> Iterator[str]:
    for each in preview.cautions:
        if each.code not in CHOSEN_CAUTIONS:
            words = sorted(str(value) for value in each.params.values() if isinstance(value, str))
            yield " ".join((LATE if each.code.startswith(LATE) else each.code, *words))


def _read(mark: str) -> Mapping[str, int]:
    """Read what was counted; what nobody here wrote says nothing."""
    try:
        counts = json.loads(mark)["counts"]
    except (ValueError, KeyError, TypeError):
        return {}
    known = counts if isinstance(counts, dict) else {}
    return {name: count for name, count in known.items() if isinstance(count, int)}
