"""The end of a unit's life, and where those below it go."""

from collections.abc import Sequence
from datetime import date

from benefits.errors import Conflict
from benefits.organization.histories import History
from benefits.organization.paths import Histories
from benefits.periods import ONE_DAY

Changed = dict[str, History]


def close_all(histories: Histories, codes: Sequence[str], day: date) -> Changed:
    """End the lives that hold the day before `day`; later lives stay as they were decided."""
    changed = {}
    for code in codes:
        history = histories[code]
        if not history.is_open_on(day - ONE_DAY):
            raise Conflict("unit_not_open", organization=code, day=day)
        changed[code] = history.without(day, history.life_end(day - ONE_DAY))
    return changed


def reparent_children(
    histories: Histories, closed: Changed, codes: Sequence[str], successor: str, day: date
) -> Changed:
    """Put under the successor whatever stood directly below the closed units from `day` on.

    A successor that stood below one of them takes its place instead.
    """
    changed = dict(closed)
    for code in codes:
        end = histories[code].life_end(day - ONE_DAY)
        for child, original in histories.items():
            history = changed.get(child, original)
            for stay in history.stays:
                if stay.parent != code or stay.valid_until <= day or end <= stay.valid_from:
                    continue
                first, after = max(day, stay.valid_from), min(end, stay.valid_until)
                if child != successor:
                    history = history.below(successor, first, after)
                    continue
                for above in histories[code].stays:
                    if above.valid_from < after and first < above.valid_until:
                        inside = max(first, above.valid_from), min(after, above.valid_until)
                        history = history.below(above.parent, *inside)
            if history is not original:
                changed[child] = history
    return changed
