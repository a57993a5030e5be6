"""What somebody signed for on rolls: the card that was handed over, and the consent."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards.rolls.models import Roll, RollLine


def lines_of(session: Session, records: Collection[int]) -> Sequence[tuple[Roll, RollLine]]:
    """List the lines that bear one of somebody's records, with their rolls, the earliest first."""
    mine = select(Roll, RollLine).join(RollLine, RollLine.roll_id == Roll.id)
    found = mine.where(RollLine.member_id.in_(records)).order_by(Roll.id, RollLine.number)
    return [(roll, line) for roll, line in session.execute(found)]
