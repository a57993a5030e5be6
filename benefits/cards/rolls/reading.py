"""What machines read on signed sheets, and which lines of it nobody has looked at yet."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from benefits.cards.rolls.models import RollScan


def looked_at(session: Session, roll_id: int, page: int) -> None:
    """Nothing of a page waits any more once somebody wrote down what it says."""
    session.execute(
        update(RollScan)
        .where(RollScan.roll_id == roll_id, RollScan.page == page)
        .values(certain=0, doubtful=0)
    )
