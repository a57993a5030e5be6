"""Why a unit's people are fewer than the sum of its parts'."""

from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from benefits.database import is_postgresql
from benefits.figures import spans
from benefits.figures.answers import Question
from benefits.figures.asking import bound, counted, standing_of


class Explanation(NamedTuple):
    """A part is a unit directly below with what it did while it stood there, or the unit's own.

    `people_of_parts - people` is how much the sum of the parts counts too often, and
    `in_several` how many people are the reason.
    """

    people: int
    people_of_parts: int
    in_several: int

    @property
    def counted_again(self) -> int:
        return self.people_of_parts - self.people


def explain(session: Session, question: Question) -> Explanation:
    """Count the people who used something in more than one part of the unit asked for."""
    tree = standing_of(session, question)
    parts = spans.by_part(tree, question.organization_id)
    live = counted(question.only, on_postgresql=is_postgresql(session))
    people = (
        select(func.count(live.c.k.distinct()).label("parts")).group_by(live.c.person).subquery()
    )
    several = func.count(case((people.c.parts > 1, 1)))
    statement = select(func.count(), func.coalesce(func.sum(people.c.parts), 0), several)
    row = session.execute(statement.select_from(people), bound(question, parts)).one()
    return Explanation(*(int(each) for each in row))
