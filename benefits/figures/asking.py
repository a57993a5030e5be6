"""Ask for figures: any unit, any period, cut by anything, as known at any instant."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from benefits.database import is_postgresql
from benefits.figures import naming, spans
from benefits.figures.answers import Answer, By, Figures, Only, Question, Row
from benefits.figures.counted import bound, counted
from benefits.figures.measures import measured, uses
from benefits.figures.readings import Forest
from benefits.figures.standing import Standing, read_forest, standing
from benefits.figures.tallying import Tally, tally
from benefits.money import Dong
from benefits.periods import Period, months_touching

EVERYTHING: Final = Only()


def ask(
    session: Session,
    question: Question,
    tree: Standing | None = None,
    along: Tally | None = None,
) -> Answer:
    """Answer a question by one statement over the live purchases.

    `tree` is the tree as the question reads it, where it was read already, and `along` what was
    counted of it; parts are told by what was counted of every unit as well.
    """
    tree = tree or standing_of(session, question)
    code = naming.code_of(session, question.organization_id)
    return Answer(question, code, tuple(_rows(session, question, tree, along)))


def ask_together(session: Session, questions: Sequence[Question]) -> list[Row]:
    """Answer several questions for totals, of one instant and narrowed alike, by one statement."""
    forest = read_forest(session, questions[0].as_of)
    trees = [standing_of(session, each, forest) for each in questions]
    found = _totals(session, questions, trees)
    return [
        naming.total_row(session, question, figures)
        for question, figures in zip(questions, found, strict=True)
    ]


def total(session: Session, question: Question, tree: Standing) -> Figures:
    """Count all that is asked about together, for whoever needs no name and code beside it."""
    [found] = _totals(session, [question], [tree])
    return found


def uses_below(
    session: Session,
    unit_ids: Iterable[int],
    period: Period,
    as_of: datetime,
    *,
    only: Only = EVERYTHING,
    tree: Standing | None = None,
) -> dict[int, int]:
    """Count the uses of a period under each of some units; one without any is not named.

    `tree` is the tree as it was in the period, where it was read already.
    """
    chosen = spans.below_each(tree or standing(session, period, as_of), unit_ids)
    if not chosen:
        return {}
    live = counted(only, on_postgresql=is_postgresql(session))
    told = select(live.c.k, uses(live)).group_by(live.c.k)
    return dict(session.execute(told, bound(as_of, chosen)).all())


def standing_of(session: Session, question: Question, forest: Forest | None = None) -> Standing:
    """Read the tree as a question asks for it, with its tag's units alone where it names one.

    `forest` is what was known at its instant, where that was read already.
    """
    tag_id = question.only.tag_id
    return standing(
        session, question.period, question.as_of, question.tree, tag_id=tag_id, forest=forest
    )


def _rows(
    session: Session, question: Question, tree: Standing, along: Tally | None
) -> Iterable[Row]:
    if question.by is None:
        return [naming.total_row(session, question, total(session, question, tree))]
    along = along or tally(session, question, tree)
    match question.by:
        case By.ORGANIZATION | By.PART:
            return _unit_rows(session, question, tree, along)
        case By.MONTH:
            return _month_rows(question, along)
        case by:
            return naming.named_rows(session, by, along.values)


def _unit_rows(session: Session, question: Question, tree: Standing, along: Tally) -> list[Row]:
    root = question.organization_id
    if question.by is By.PART:
        found = along.added_up(spans.parts_of(root))
        return naming.unit_rows(session, question, found, dict.fromkeys(found, ()))
    found = along.added_up(spans.units_of(tree, root))
    listed = tree.units_below(root)
    for unit, figures in found.items():
        if figures.uses:
            listed.setdefault(unit, (unit,))
    return naming.unit_rows(session, question, found, listed)


def _month_rows(question: Question, along: Tally) -> list[Row]:
    months = months_touching(question.period, question.cutoff)
    return [
        Row(code, code, *along.values.get(place, Figures()))
        for place, (code, _) in enumerate(months)
    ]


def _totals(
    session: Session, questions: Sequence[Question], trees: Sequence[Standing]
) -> list[Figures]:
    """Compute the five measures of each question."""
    [(as_of, only)] = {(each.as_of, each.only) for each in questions}
    chosen = [
        span._replace(key=place)
        for place, (question, tree) in enumerate(zip(questions, trees, strict=True))
        for span in spans.whole(tree, question.organization_id)
    ]
    if not chosen:
        return [Figures() for _ in questions]
    statement = _measured(only, on_postgresql=is_postgresql(session))
    found = {
        place: Figures(people, uses, Dong(benefit), Dong(subsidy), Dong(turnover))
        for place, people, uses, benefit, subsidy, turnover in session.execute(
            statement, bound(as_of, chosen)
        )
    }
    return [found.get(place, Figures()) for place, _ in enumerate(questions)]


@lru_cache(maxsize=200)
def _measured(only: Only, *, on_postgresql: bool) -> Select[*tuple[Any, ...]]:
    live = counted(only, on_postgresql=on_postgresql)
    return select(live.c.k, *measured(live)).group_by(live.c.k)
