"""Whom and where a file may touch, given the units of the officer who takes it in."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from sqlalchemy.orm import Session

from benefits import organization
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.outcome import Result, Row
from benefits.members import Member, Membership
from benefits.members.onward import deciding_span


def reach_now(session: Session, circumstances: Circumstances) -> AbstractSet[int] | None:
    """Name the units of whom the file comes from, as they are when it is asked."""
    if circumstances.reach_of is None:
        return None
    within = organization.subtree_on(circumstances.reach_of, circumstances.today)
    return frozenset(session.scalars(within))


class Reaching:
    """The officer's reach beside the spans of those whom a group's rows may mean."""

    def __init__(
        self,
        reach: AbstractSet[int] | None,
        today: date,
        spans: Mapping[int, Sequence[Membership]],
    ) -> None:
        self._reach, self._today, self._spans = reach, today, spans

    def refusal(self, row: Row, unit: int, member: Member | None) -> Result | None:
        """Refuse a unit that is not the officer's, or somebody who belongs to one that is not."""
        if self._reach is not None and unit not in self._reach:
            code = row.values.get("organization_code") or row.values.get("organization_name")
            return Result.refused(row.line, "organization_code", code, "organization_out_of_reach")
        if member is not None and self.is_elsewhere(member):
            number = row.values.get("member_no")
            return Result.refused(row.line, "member_no", number, "member_elsewhere")
        return None

    def is_elsewhere(self, member: Member) -> bool:
        """Tell whether somebody belongs, or is to begin, where the officer has nothing to say.

        Whoever is to move on a day to come is the present unit's until then.
        """
        spans = self._spans.get(member.id, ())
        span = deciding_span(spans, self._today)
        if self._reach is None or span is None:
            return False
        if span.valid_until is not None and span.valid_until <= self._today:
            return False
        return span.organization_id not in self._reach
