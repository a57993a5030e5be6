"""Why a unit's people are fewer than the sum of its parts'."""

from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from benefits.database import is_postgresql
from benefits.figures import spans
from benefits.figures.answers import Figures, Question
from benefits.figures.asking import bound, counted, standing_of
from benefits.figures.measures import of_a_person, of_all
from benefits.figures.standing import Standing
from benefits.money import Dong


class Explanation(NamedTuple):
    """A part is a unit directly below with what it did while it stood there, or the unit's own.

    `people_of_parts - people` is how much the sum of the parts counts too often, and
    `in_several` how many people are the reason. `whole` is the unit's own figures.
    """

    people_of_parts: int
    in_several: int
    whole: Figures

    @property
    def people(self) -> int:
        return self.whole.people

    @property
    def counted_again(self) -> int:
        return self.people_of_parts - self.people


def explain(session: Session, question: Question, tree: Standing | None = None) -> Explanation:
    """Count the people who used something in more than one part of the unit asked for.

    Its own figures are counted along, over the same uses.
    """
    tree = tree or standing_of(session, question)
    parts = spans.by_part(tree, question.organization_id)
    live = counted(question.only, on_postgresql=is_postgresql(session))
    of_each = (func.count(live.c.k.distinct()).label("parts"), *of_a_person(live))
    people = select(*of_each).group_by(live.c.person).subquery()
    several = func.count(case((people.c.parts > 1, 1)))
    in_parts = func.coalesce(func.sum(people.c.parts), 0)
    statement = select(in_parts, several, *of_all(people)).select_from(people)
    of_parts, in_several, count, number, *amounts = session.execute(
        statement, bound(question, parts)
    ).one()
    whole = Figures(count, number, *map(Dong, amounts))
    return Explanation(int(of_parts), in_several, whole)
