"""Why a unit's people are fewer than the sum of its parts'."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from benefits.figures import spans
from benefits.figures.answers import Figures, Question
from benefits.figures.asking import standing_of
from benefits.figures.spans import ALL
from benefits.figures.standing import Standing
from benefits.figures.tallying import Tally, tally


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


def explain(
    session: Session,
    question: Question,
    tree: Standing | None = None,
    along: Tally | None = None,
) -> Explanation:
    """Count the people who used something in more than one part of the unit asked for.

    Its own figures are counted along, over the same uses: those `along` the paths of the tree,
    where they were counted already.
    """
    root = question.organization_id
    along = along or tally(session, question, tree or standing_of(session, question))
    parts = spans.parts_of(root)
    whole = along.added_up(lambda path: [ALL] if root is None or root in path else [])
    return Explanation(
        people_of_parts=sum(part.people for part in along.added_up(parts).values()),
        in_several=along.in_several(parts),
        whole=whole.get(ALL, Figures()),
    )
