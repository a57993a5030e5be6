"""A register as it was asked for, and the page of it that an address opens."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from benefits.web import current
from benefits.web.lists.columns import Column, Line
from benefits.web.lists.cursor import Cursor
from benefits.web.lists.filtering import FilterForm
from benefits.web.lists.paging import Selection, turn


@dataclass(frozen=True, slots=True)
class Register:
    """`name` is what its files are called; `lines` tells of rows by their keys, in that order."""

    name: str
    columns: Sequence[Column]
    selection: Selection
    lines: Callable[[Sequence[Any]], list[Line]]
    form: FilterForm
    people_of: int | None = None
    """The unit whose people it names, where it names people: they are told that it was taken."""

    @property
    def shown_columns(self) -> list[Column]:
        return [column for column in self.columns if not column.in_file_only]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a register; `before` and `after` are words for the pages beside it."""

    register: Register
    lines: Sequence[Line]
    before: str | None
    after: str | None
    count: int
    is_more: bool

    @property
    def form(self) -> FilterForm:
        return self.register.form

    @property
    def columns(self) -> list[Column]:
        return self.register.shown_columns

    def cells(self, line: Line) -> Iterator[tuple[Column, Any]]:
        """Pair what a line shows with its columns."""
        pairs = zip(self.register.columns, line.values, strict=True)
        return ((column, value) for column, value in pairs if not column.in_file_only)


def opened(register: Register) -> Listing:
    """Open the page of a register that this request's address names."""
    cursor = Cursor.among(request.args)
    page = turn(current.session(), register.selection, cursor)
    lines = register.lines(page.keys) if page.keys else []
    return Listing(register, lines, page.before, page.after, page.count, page.is_more)
