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
from benefits.figures.spans import ALL, Span
from benefits.figures.standing import Standing, standing
from benefits.figures.tallying import Tally, tally
from benefits.money import Dong
from benefits.periods import Period, months_touching

Found = dict[int | str, Figures]
EVERYTHING: Final = Only()
DIMENSIONS = {
    By.PARTNER: "partner_id",
    By.AGREEMENT: "agreement_id",
    By.CATEGORY: "category",
    By.KIND: "kind",
    By.OUTLET: "outlet_id",
    By.EVIDENCE: "evidence",
}


def ask(
    session: Session,
    question: Question,
    tree: Standing | None = None,
    along: Tally | None = None,
) -> Answer:
    """Answer a question by one statement over the live purchases.

    `tree` is the tree as the question reads it, where it was read already, and `along` what was
    counted along its paths.
    """
    tree = tree or standing_of(session, question)
    code = naming.code_of(session, question.organization_id)
    return Answer(question, code, tuple(_rows(session, question, tree, along)))


def total(session: Session, question: Question, tree: Standing) -> Figures:
    """Count all that is asked about together, for whoever needs no name and code beside it."""
    found = _found(session, question, spans.whole(tree, question.organization_id))
    return found.get(ALL, Figures())


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


def standing_of(session: Session, question: Question) -> Standing:
    """Read the tree as a question asks for it, with its tag's units alone where it names one."""
    return standing(
        session, question.period, question.as_of, question.tree, tag_id=question.only.tag_id
    )


def _rows(
    session: Session, question: Question, tree: Standing, along: Tally | None
) -> Iterable[Row]:
    match question.by:
        case By.ORGANIZATION | By.PART:
            return _unit_rows(session, question, tree, along or tally(session, question, tree))
        case By.MONTH:
            return _month_rows(session, question, tree)
        case None:
            return [naming.total_row(session, question, total(session, question, tree))]
        case by:
            chosen = spans.whole(tree, question.organization_id)
            found = _found(session, question, chosen, DIMENSIONS[by])
            return naming.named_rows(session, by, found)


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


def _month_rows(session: Session, question: Question, tree: Standing) -> list[Row]:
    months = list(enumerate(months_touching(question.period, question.cutoff)))
    periods: Sequence[tuple[int, Period]] = [(key, month) for key, (_, month) in months]
    found = _found(session, question, spans.by_month(tree, question.organization_id, periods))
    return [Row(code, code, *found.get(key, Figures())) for key, (code, _) in months]


def _found(
    session: Session, question: Question, chosen: Sequence[Span], dimension: str | None = None
) -> Found:
    """Compute the five measures per key, or per value of a dimension."""
    if not chosen:
        return {}
    statement = _measured(question.only, dimension or "k", on_postgresql=is_postgresql(session))
    rows = session.execute(statement, bound(question.as_of, chosen))
    return {
        value: Figures(people, uses, Dong(benefit), Dong(subsidy), Dong(turnover))
        for value, people, uses, benefit, subsidy, turnover in rows
    }


@lru_cache(maxsize=200)
def _measured(only: Only, key: str, *, on_postgresql: bool) -> Select[*tuple[Any, ...]]:
    live = counted(only, on_postgresql=on_postgresql, key=key)
    return select(live.c[key], *measured(live)).group_by(live.c[key])
