"""A row while it is read: what is wrong with it, and what deserves a look, gathers here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from benefits.errors import Refusal
from benefits.exchange.days import Order, doubt
from benefits.exchange.roster.headings import Field
from benefits.exchange.roster.picking import Cell, Picked
from benefits.exchange.roster.rows import Flag, RowProblem

Value = TypeVar("Value")


@dataclass(slots=True)
class Reading:
    """One row; lenient, it leaves out what nobody need be refused for, and tells it."""

    line: int
    cells: Picked
    today: date
    is_lenient: bool = True
    problems: list[RowProblem] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def take(self, what: Field, parse: Callable[[str], Value]) -> Value | None:
        """Parse a cell; an empty one is None and so is a wrong one, noted among the problems."""
        cell = self.cells.get(what)
        if cell is None:
            return None
        try:
            return parse(cell.text)
        except Refusal as refusal:
            self.refuse(cell, refusal.code, **refusal.params)
            return None

    def take_or_leave(
        self, what: Field, parse: Callable[[str], Value], left_out: Callable[[str], str | None]
    ) -> Value | None:
        """Parse a cell without which somebody can be taken in.

        Where it is wrong, `left_out` names by the refusal what is told, or None to refuse the row.
        """
        cell = self.cells.get(what)
        if cell is None:
            return None
        try:
            return parse(cell.text)
        except Refusal as refusal:
            code = left_out(refusal.code) if self.is_lenient else None
            if code is None:
                self.refuse(cell, refusal.code, **refusal.params)
            else:
                self.note(what, [code], **refusal.params)
            return None

    def refuse(self, cell: Cell, code: str, **params: object) -> None:
        problem = RowProblem(self.line, cell.column, cell.text, code, tuple(params.items()))
        self.problems.append(problem)

    def note(self, what: Field, codes: Iterable[str], **params: object) -> None:
        for code in codes:
            cell = self.cells[what]
            self.flags.append(Flag(cell.column, cell.text, code, tuple(params.items())))

    def order_of(self, what: Field) -> Order:
        """Tell what 5/7/1990 says in a column."""
        cell = self.cells.get(what)
        return cell.order if cell else Order.DAY_FIRST

    def note_order(self, what: Field, found: str) -> None:
        """Tell how a day was read in whose column the month stands first, if only here and there.

        A column of that kind is never turned round, or left as it is, without a word.
        """
        cell = self.cells[what]
        if code := doubt(cell.text, cell.order):
            self.note(what, [code], read="/".join(reversed(found.split("-"))))
