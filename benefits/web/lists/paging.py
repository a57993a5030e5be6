"""Pages of a list by keyset: never an offset, a stable order, forward and back.

A list is counted up to a limit first. Where few rows are wanted they are found by what narrows
them and then sorted; where many are wanted their order is walked until a page is full. Both stay
quick however long the register is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

from benefits.web.lists.cursor import Cursor, word_of

PAGE: Final = 50
MOST_COUNTED: Final = 10_000
AT_ONCE: Final = 500

Place = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is listed: `reached` selects the columns of the order, the row's own key last.

    None of those columns may be empty, as nothing stands before or after that; and no key may
    come twice.
    """

    reached: Select[*tuple[Any, ...]]
    wanted: tuple[ColumnElement[bool], ...] = ()
    is_descending: bool = False

    def __post_init__(self) -> None:
        if any(getattr(column, "nullable", False) for column in self.columns):
            raise ValueError("an order by what may be empty: coalesce it")

    @property
    def columns(self) -> list[ColumnElement[Any]]:
        return list(self.reached.selected_columns)

    @property
    def chosen(self) -> Select[*tuple[Any, ...]]:
        return self.reached.where(*self.wanted)


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of keys in order, and the words for the pages beside it, where there are any."""

    keys: Sequence[Any]
    before: str | None
    after: str | None
    count: int
    is_more: bool


def turn(
    session: Session, selection: Selection, cursor: Cursor | None = None, *, size: int = PAGE
) -> Turn:
    """Open the page a cursor names; the first one where its rows are all out of reach by now."""
    count = counted(session, selection)
    place = None if cursor is None else _place_of(session, selection, cursor)
    is_back = cursor is not None and place is not None and cursor.is_before
    rows = _rows(session, selection, count, place, size + 1, is_back=is_back)
    if place is not None and not rows:  # whatever was beyond is gone: the end of the list is here
        place, is_back = None, not is_back
        rows = _rows(session, selection, count, place, size + 1, is_back=is_back)
    keys = [row[-1] for row in rows[:size]]
    has_more, came_from = len(rows) > size, place is not None
    if is_back:
        keys.reverse()
    has_before, has_after = (has_more, came_from) if is_back else (came_from, has_more)
    return Turn(
        keys,
        word_of(keys) if keys and has_before else None,
        word_of(keys[::-1]) if keys and has_after else None,
        min(count, MOST_COUNTED),
        count > MOST_COUNTED,
    )


def counted(session: Session, selection: Selection) -> int:
    """Count what is wanted, up to one more than anybody is told."""
    some = selection.chosen.limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def every(session: Session, selection: Selection, count: int) -> Iterator[Sequence[Any]]:
    """Give all keys in order, some hundred at a time; no more than that is ever held of a row."""
    if count <= MOST_COUNTED:
        rows = _rows(session, selection, count, None, MOST_COUNTED + 1)
        for start in range(0, len(rows), AT_ONCE):
            yield [row[-1] for row in rows[start : start + AT_ONCE]]
        return
    place: Place | None = None
    while rows := _rows(session, selection, count, place, AT_ONCE):
        yield [row[-1] for row in rows]
        place = rows[-1]


def _place_of(session: Session, selection: Selection, cursor: Cursor) -> Place | None:
    """Look up where a row stands in the order, whether or not it is still wanted."""
    key_column = selection.columns[-1]
    keys = cursor.keys_as(key_column.type.python_type)
    if not keys:
        return None
    rows = session.execute(selection.reached.where(key_column.in_(keys))).all()
    return min(rows, key=lambda row: keys.index(row[-1]), default=None)


def _rows(
    session: Session,
    selection: Selection,
    count: int,
    place: Place | None,
    most: int,
    *,
    is_back: bool = False,
) -> Sequence[Row[*tuple[Any, ...]]]:
    is_few = count <= MOST_COUNTED
    if is_few:  # the limit keeps both databases from walking the order instead
        found = selection.chosen.limit(MOST_COUNTED + 1).subquery()
        columns: list[ColumnElement[Any]] = list(found.c)
        ordered: Select[*tuple[Any, ...]] = select(*columns)
    else:
        columns, ordered = selection.columns, selection.chosen
    falls = selection.is_descending is not is_back
    if place is not None:
        ordered = ordered.where(_beyond(columns, place, falls=falls))
    by = [column.desc() if falls else column.asc() for column in columns]
    return session.execute(ordered.order_by(*by).limit(most)).all()


def _beyond(
    columns: Sequence[ColumnElement[Any]], place: Place, *, falls: bool
) -> ColumnElement[bool]:
    here = tuple_(*columns)
    there = tuple_(
        *(literal(value, column.type) for column, value in zip(columns, place, strict=True))
    )
    return here < there if falls else here > there
