"""What one file's groups tell those after them."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from benefits.exchange.kinds.pairing import Pairs
from benefits.exchange.kinds.speaking import Said
from benefits.exchange.kinds.units import Units


@dataclass(slots=True)
class Remembered:
    """Whom and where a file's rows mean, as far as it was looked up.

    `people` tells by line whom the rows before meant: those are not taken for anybody else.
    `revision` says which decision about the tree `units` and `reach` have seen, `entered` how many
    people and spans there were when the last group was done.
    """

    said: Said
    units: Units
    revision: int = 0
    reach: AbstractSet[int] | None = None
    entered: int = 0
    people: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    pairs: dict[tuple[int, str], Pairs] = field(default_factory=dict)

    def meet(self, line: int, member_id: int) -> None:
        self.people[line] = member_id
        self.taken.add(member_id)

    def look_anew(self, session: Session) -> None:
        """Look for namesakes again: others have entered people since."""
        self.pairs.clear()
        self.units.meet_people(session)
