"""How somebody wants a file read, where what was recognised is not what they meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from benefits.errors import Refusal
from benefits.exchange.reading import Encoding
from benefits.exchange.roster.headings import Field

NO_HEADING = (0, 0)

ColumnsChosen = Mapping[int, Field | None]
"""Column (from 0) → what it holds; None where it is not to be read."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Only what is named here is otherwise than recognised; sheets go by their names.

    `headings` gives the first and last line of a sheet's heading, or NO_HEADING.
    """

    encoding: Encoding = Encoding.AUTO
    sheets: tuple[str, ...] | None = None
    columns: Mapping[str, ColumnsChosen] = field(default_factory=dict)
    headings: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "encoding": self.encoding.value,
            "sheets": None if self.sheets is None else list(self.sheets),
            "columns": {
                sheet: {str(column): what and what.value for column, what in chosen.items()}
                for sheet, chosen in self.columns.items()
            },
            "headings": {sheet: list(lines) for sheet, lines in self.headings.items()},
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Choice":
        """Read it back; anything that is no choice is refused."""
        try:
            sheets = document.get("sheets")
            return cls(
                encoding=Encoding(document.get("encoding") or Encoding.AUTO),
                sheets=None if sheets is None else tuple(map(str, sheets)),
                columns={
                    str(sheet): {int(at): Field(what) if what else None for at, what in of.items()}
                    for sheet, of in (document.get("columns") or {}).items()
                },
                headings={
                    str(sheet): _two_lines(lines)
                    for sheet, lines in (document.get("headings") or {}).items()
                },
            )
        except (ValueError, TypeError, AttributeError) as error:
            raise Refusal("choice_unreadable", "") from error


def _two_lines(lines: list[int]) -> tuple[int, int]:
    first, last = map(int, lines)
    if not 0 <= first <= last:
        raise ValueError(lines)
    return first, last
