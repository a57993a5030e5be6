"""People whose spans change in a group: stored, and whatever goes along with them brought along."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from sqlalchemy.orm import Session

from benefits.members import Membership, relatives
from benefits.members.belonging import Settled
from benefits.members.respanning import store
from benefits.purchases.attributing import attribute_anew
from benefits.purchases.transferring import bring_relatives


class Moving:
    def __init__(self, session: Session, now: datetime) -> None:
        self.session, self.now = session, now
        self.told_anew: set[int] = set()
        self.moved: list[tuple[int, date]] = []

    def stored(
        self,
        member_id: int,
        settled: Settled,
        spans: Collection[Membership],
        keys: Iterator[int],
        through: int | None,
    ) -> list[Membership]:
        """Store somebody's new spans; return all there are now."""
        made = store(
            self.session, member_id, settled.spans, keys, now=self.now, through=through or None
        )
        return [*(span for span in spans if span not in settled.spans.removed), *made]

    def note(self, member_id: int, settled: Settled) -> None:
        self.told_anew.add(member_id)
        if settled.moved_to is not None:
            self.moved.append((member_id, settled.moved_to[1]))

    def follow(self, new: Collection[int]) -> None:
        """Bring relatives along, end those of leavers, and say anew whose the uses were."""
        with_relatives = relatives.who_have_any(self.session, (each[0] for each in self.moved))
        for member_id, since in self.moved:
            if member_id in with_relatives:
                bring_relatives(self.session, member_id, since, now=self.now)
        known = self.told_anew - set(new)  # the new have bought nothing
        relatives.follow_leavers(self.session, known)
        attribute_anew(self.session, known, because_of="membership_told_anew", now=self.now)
