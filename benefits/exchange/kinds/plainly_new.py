"""Rows of a roster that can mean nobody but somebody new, and leave nothing open about where.

They are told by a few looks at what the group has looked up already. Of any other row nothing is
said here: it is weighed as it always is, which for one of these comes to the same.
"""

from collections import Counter
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from benefits.exchange.kinds.matching import Matching
from benefits.exchange.kinds.units import Units
from benefits.exchange.outcome import Row
from benefits.members import BeneficiaryKind
from benefits.members.respanning import NewSpan

_KINDS: Final = {each.value: each for each in BeneficiaryKind}
_NEEDED: Final = frozenset({"full_name", "organization_code", "from"})
_TOLD: Final = _NEEDED | {
    *("member_no", "birth", "sex", "phone", "citizen_id_hash", "citizen_id_last4"),
    *("union_card_no", "kind", "until"),
}
"""What a row may tell: all else has to be thought about."""


class PlainlyNew:
    def __init__(
        self,
        matching: Matching,
        units: Units,
        counted: Counter[int],
        reach: AbstractSet[int] | None,
    ) -> None:
        self._matching, self._units = matching, units
        self._counted, self._reach = counted, reach
        self._told_below = matching.remembered.said.told_below
        self._taking: dict[str, int | None] = {}
        """The units of this group that take people in without another look."""

    def span(self, row: Row) -> NewSpan | None:
        """Return where a row's person is to belong, or None where there is more to it."""
        told = row.values
        keys = told.keys()
        if not (keys <= _TOLD and keys >= _NEEDED) or self._counted[row.line] != 1:
            return None
        unit = self._unit(told["organization_code"])
        if unit is None or self._is_somebody(row, unit):
            return None
        began, until = told["from"], told.get("until")
        if until is not None and until <= began:
            return None
        kind = _KINDS[told["kind"]] if "kind" in told else BeneficiaryKind.DOAN_VIEN
        return NewSpan(unit, kind, date.fromisoformat(began), until and date.fromisoformat(until))

    def _is_somebody(self, row: Row, unit: int) -> bool:
        """Tell whether the row may mean a person who is known."""
        told, matching = row.values, self._matching
        if row.line in self._told_below or told.get("member_no") in matching.by_number:
            return True
        if told.get("citizen_id_hash") in matching.by_paper:
            return True
        return unit in self._units.with_people and matching.meant(row, unit) != (None, None)

    def _unit(self, code: str) -> int | None:
        if code not in self._taking:
            unit = self._units.codes.get(code)
            is_reached = self._reach is None or unit in self._reach
            self._taking[code] = unit if is_reached and self._stays(unit) else None
        return self._taking[code]

    def _stays(self, unit: int | None) -> bool:
        """Tell whether a unit has stood ever since its first day, with no end in sight."""
        lives = self._units.courses.lives.get(unit, ()) if unit is not None else ()
        return len(lives) == 1 and lives[0][1] is None
