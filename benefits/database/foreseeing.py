"""Questions asked together: a trip to the database costs more than most answers do."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, bindparam, literal_column, select, true
from sqlalchemy.orm import Session
from sqlalchemy.sql import visitors

from benefits.database.door import FORESEEN
from benefits.database.keys import is_postgresql
from benefits.database.prepared import Answer, Prepared, Question

_IS_THERE: Final = "is_there"


class Ahead(NamedTuple):
    """A question whose answer tells which other question it answers."""

    question: Question
    means: Callable[[Answer], Question]


def foresee(session: Session, *questions: Question | Ahead) -> None:
    """Ask for the first row of each in one trip; every answer is kept until it is asked for.

    Nothing is asked again whose answer lies there already; what is never asked for ends with the
    transaction. SQLite lies in the same process: there are no trips, and each question is asked
    when it comes.
    """
    if not is_postgresql(session):
        return
    there = session.info.setdefault(FORESEEN, {})
    if there and isinstance(questions[0], Question) and questions[0].key in there:
        return  # the trip was made; what it left out is asked in its turn
    open_ones = [each for each in questions if isinstance(each, Ahead) or each.key not in there]
    if open_ones:
        there.update(_asked(session, open_ones))


def _asked(session: Session, questions: Sequence[Question | Ahead]) -> dict[Any, Answer | None]:
    plain = [each if isinstance(each, Question) else each.question for each in questions]
    together = _together(tuple(question.statement for question in plain))
    asked = {
        told: question.asked[name]
        for question, names in zip(plain, together.asked, strict=True)
        for name, told in names
    }
    row = together.statement.first(session, **asked) or {}
    values = tuple(row.values())
    answers = [part.of(values) for part in together.parts]
    return {
        meant.key: answer
        for question, answer in zip(questions, answers, strict=True)
        if (meant := _meant(question, answer)) is not None
    }


def _meant(question: Question | Ahead, answer: Answer | None) -> Question | None:
    if isinstance(question, Question):
        return question
    return None if answer is None else question.means(answer)


class _Part(NamedTuple):
    """Which columns of the one row are a question's own; the one after them says it is there."""

    names: tuple[str, ...]
    first: int

    def of(self, values: tuple[Any, ...]) -> Answer | None:
        after = self.first + len(self.names)
        if values[after] is None:
            return None
        return dict(zip(self.names, values[self.first : after], strict=True))


class _Together(NamedTuple):
    """Several statements as one, and the names that what they ask and answer has in it."""

    statement: Prepared
    asked: tuple[tuple[tuple[str, str], ...], ...]
    parts: tuple[_Part, ...]


def _told(name: str, number: int) -> str:
    """Tell a name of one question from those of the others, and from any that SQLAlchemy makes."""
    return f"{name}_of_{number}"


@cache
def _together(statements: tuple[Prepared, ...]) -> _Together:
    """Set the statements side by side; the one row stays where some of them find nothing."""
    beside: Any = select(literal_column("1").label("one")).subquery()
    columns: list[Any] = []
    parts: list[_Part] = []
    for number, each in enumerate(statements):
        part = _numbered(each, number).subquery(f"part_{number}")
        beside = beside.outerjoin(part, true())
        parts.append(_Part(each.names, len(columns)))
        columns += [column.label(_told(column.name, number)) for column in part.c]
    return _Together(
        Prepared(select(*columns).select_from(beside)),
        tuple(
            tuple((name, _told(name, number)) for name in sorted(_asked_by(each)))
            for number, each in enumerate(statements)
        ),
        tuple(parts),
    )


def _asked_by(prepared: Prepared) -> set[str]:
    return {
        element.key
        for element in visitors.iterate(prepared.statement)
        if isinstance(element, BindParameter) and element.required
    }


def _numbered(prepared: Prepared, number: int) -> Any:
    """Give what changes in a statement a name of its own, and let its rows say they are there."""

    def renamed(element: Any, **_: Any) -> Any:
        if isinstance(element, BindParameter) and element.required:
            return bindparam(_told(element.key, number), type_=element.type)
        return None

    statement = visitors.replacement_traverse(prepared.statement, {}, renamed)
    return statement.add_columns(literal_column("1").label(_IS_THERE))
