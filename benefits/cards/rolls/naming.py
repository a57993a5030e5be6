"""How people of a roll are named on it: with the year of birth where others there are called so."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.cards.rolls.models import RollLine
from benefits.members import Member


def told_apart(session: Session, roll_id: int, member_ids: Collection[int]) -> dict[int, str]:
    """Return the names of some people of a roll."""
    on_roll = select(Member.full_name).join(RollLine, RollLine.member_id == Member.id)
    repeated = (
        on_roll.where(RollLine.roll_id == roll_id)
        .group_by(Member.full_name)
        .having(func.count() > 1)
    )
    several = set(session.scalars(repeated))
    people = select(Member.id, Member.full_name, Member.birth).where(Member.id.in_(member_ids))
    return {
        key: f"{name} ({birth[:4]})" if birth and name in several else name
        for key, name, birth in session.execute(people)
    }
