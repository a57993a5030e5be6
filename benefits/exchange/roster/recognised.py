"""What a file of people was recognised as, before any of its rows is taken."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from benefits.exchange.reading import Encoding, Notes, Row
from benefits.exchange.roster.headings import Heading
from benefits.exchange.roster.layout import Layout
from benefits.exchange.roster.rows import Outcome, Outcomes, one_by_one


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet that is read: its headings stand in the lines named, 0 where it has none."""

    name: str
    layout: Layout
    notes: Notes
    is_hidden: bool
    samples: tuple[tuple[str, ...], ...]
    """Some rows below the heading, as they are read."""
    filled: frozenset[int] = frozenset()
    """The columns in which anything was seen to be written below the heading."""
    first_rows: tuple[Row, ...] = ()
    """What stands at the top, where nobody was found."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self.layout.headings

    @property
    def first_heading(self) -> int:
        return self.layout.first_heading

    @property
    def last_heading(self) -> int:
        return self.layout.last_heading

    @property
    def is_machine(self) -> bool:
        return self.layout.is_machine

    @property
    def hidden_columns(self) -> tuple[str, ...]:
        """The words over columns that are read, or could be, and that the file hides."""
        return tuple(heading.words for heading in self.headings if heading.is_hidden)


@dataclass(frozen=True, slots=True)
class UnreadSheet:
    """A sheet with something in it that is passed over; `is_list` where it names people too."""

    name: str
    is_hidden: bool
    is_list: bool
    seen: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the columns mean, and the rows in turn, which can be gone through once."""

    sheets: tuple[ReadSheet, ...]
    unread: tuple[UnreadSheet, ...]
    several: Iterator[Outcomes]
    """The rows in turn, plain ones several at once."""

    @property
    def rows(self) -> Iterator[Outcome]:
        """The rows in turn, each by itself."""
        return one_by_one(self.several)

    @property
    def sheet(self) -> str:
        return self.sheets[0].name

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self.sheets[0].headings

    @property
    def is_machine(self) -> bool:
        return self.sheets[0].is_machine

    @property
    def unread_sheets(self) -> tuple[str, ...]:
        return tuple(sheet.name for sheet in self.unread)

    @property
    def unused(self) -> tuple[str, ...]:
        """The words over columns that mean nothing to us."""
        return tuple(heading.words for heading in self.headings if heading.field is None)

    @property
    def written_unused(self) -> tuple[str, ...]:
        """The words over columns with something below them that is not read."""
        return tuple(
            dict.fromkeys(
                heading.words
                for sheet in self.sheets
                for heading in sheet.headings
                if heading.field is None and heading.words and heading.column in sheet.filled
            )
        )

    @property
    def encodings(self) -> Counter[Encoding]:
        """How many of the cells read so far were written how, those of plain ASCII left out."""
        return sum((sheet.notes.encodings for sheet in self.sheets), Counter[Encoding]())
