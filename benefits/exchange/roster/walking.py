"""Go down a list below its heading and tell people from everything else written there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from benefits.exchange.reading import Row
from benefits.exchange.roster import bystanders
from benefits.exchange.roster.ending import End, is_entitled, running_number
from benefits.exchange.roster.further_headings import (
    Ahead,
    is_heading_anew,
    is_label,
    laid_out_anew,
)
from benefits.exchange.roster.headings import BELOW, NAMES, Field, plain_words
from benefits.exchange.roster.layout import Layout
from benefits.exchange.roster.person import read_person
from benefits.exchange.roster.picking import Picked, Picker, row_text
from benefits.exchange.roster.plain_rows import PlainRows
from benefits.exchange.roster.rows import Flag, Outcome, RosterRow, RowProblem, SkippedRow
from benefits.exchange.roster.titles import Titles
from benefits.members.names import clean, folded

_IN_PASSING = NAMES | {Field.NUMBERING, Field.NOTE}
_HARD_TO_MISTAKE = frozenset({Field.BIRTH, Field.MALE, Field.FEMALE, Field.PHONE, Field.CITIZEN_ID})
_OF_ONE_PERSON = _HARD_TO_MISTAKE | {Field.MEMBER_NO, Field.UNION_CARD_NO}
_OF_A_NAME = frozenset({"row_is_total", "row_is_signature", "row_is_section"})
_NAME_AND_BIRTH = NAMES | {Field.BIRTH, Field.MALE, Field.FEMALE}
_WORDS_OF_A_WHOLE_NAME = 3


class Walk:
    """The way down one list: which section we are in, and whether the signatures have begun."""

    def __init__(self, layout: Layout, today: date) -> None:
        self._today = today
        self._number = 0
        self._section: str | None = None
        self._titles = Titles()
        self._lay_out(layout)

    def _lay_out(self, layout: Layout) -> None:
        self._layout = layout
        self._picker, self._plain = Picker(layout), PlainRows(layout, self._today)
        self._headings = {
            heading.column: set(map(plain_words, heading.words.split(BELOW)))
            for heading in layout.headings
        }
        fields = layout.columns()
        self._names = [heading.column for heading in fields.get(Field.FULL_NAME, ())]
        self._is_numbered = Field.NUMBERING in fields
        self._is_names_only = self._is_numbered and not fields.keys() & _OF_ONE_PERSON
        self._end = End(is_numbered=self._is_numbered)

    def through(self, rows: Iterable[Row]) -> Iterator[Outcome]:
        ahead = Ahead(rows)
        for line, raw in ahead:
            cells = list(map(clean, raw))
            if is_heading_anew(cells) and not self._repeats_heading(cells):
                yield from self._begin_anew((line, raw), ahead)
                continue
            picked = self._picker.pick(cells)
            before = self._section, self._titles, self._end.is_reached
            code = self._reason_to_skip(cells, picked)
            if code is None:
                yield from self._person(line, cells, picked)
            elif self._is_despite_the_name(code, line, picked, is_over=before[2]):
                self._section, self._titles, self._end.is_reached = before
                yield from self._flagged(line, picked)
            else:
                yield SkippedRow(line, code, row_text(cells))
            self._count(picked)

    def _begin_anew(self, heading: Row, ahead: Ahead) -> Iterator[Outcome]:
        """Read what follows a further heading by that heading."""
        layout = laid_out_anew(self._layout, heading, ahead)
        for line, cells in (heading, *ahead.up_to(layout.last_heading)):
            yield SkippedRow(line, "row_is_new_heading", row_text(cells))
        self._lay_out(layout)

    def _person(self, line: int, cells: list[str], picked: Picked) -> Iterable[Outcome]:
        if self._end.is_reached:
            if self._end.is_over_for(picked, self._number):
                self._section = self._end.come_back() or self._section
            elif self._end.has_number_and_name(picked):
                return [self._unclear(line, cells, picked, "row_below_signatures")]
            else:
                return [SkippedRow(line, "row_is_signature", row_text(cells))]
        if self._is_numbered and picked.keys() <= NAMES:
            return [self._unclear(line, cells, picked, "row_unclear")]
        if len(self._names) > 1 and (other := self._other_name(cells)):
            words = {heading.column: heading.words for heading in self._layout.headings}
            return [RowProblem(line, words[other], cells[other], "two_names_in_row")]
        found = self._read(line, cells, picked)
        if is_label(found[0], sum(map(bool, cells)) - len(picked)):
            return [self._unclear(line, cells, picked, "name_is_heading")]
        return found

    def _unclear(self, line: int, cells: list[str], picked: Picked, code: str) -> RowProblem:
        return RowProblem(line, next(iter(picked.values())).column, row_text(cells), code)

    def _other_name(self, cells: list[str]) -> int | None:
        """Return the column of a second name, other than the first, in a row for one person."""
        named = [(cells[at], at) for at in self._names if at < len(cells) and cells[at]]
        return next((at for name, at in named if folded(name) != folded(named[0][0])), None)

    def _read(
        self, line: int, cells: list[str], picked: Picked
    ) -> Sequence[RosterRow | RowProblem]:
        if person := self._plain.read(line, cells, self._section):
            person.within = self._titles.within
            return [person]
        found = read_person(line, picked, today=self._today, section=self._section)
        for each in found:
            if isinstance(each, RosterRow):
                each.within = self._titles.within
        return found

    def _is_despite_the_name(self, code: str, line: int, picked: Picked, *, is_over: bool) -> bool:
        """Tell a person whose name only reads like a total, a team or a post."""
        number = picked.get(Field.NUMBERING)
        if code not in _OF_A_NAME or number is None or not number.text.isdecimal():
            return False
        telling = {field: picked[field] for field in picked.keys() & _NAME_AND_BIRTH}
        [found, *_others] = read_person(line, telling, today=self._today)
        if code == "row_is_signature" and isinstance(found, RowProblem):
            return telling.keys() > NAMES & telling.keys()
        if not isinstance(found, RosterRow) or " " not in (found.full_name or ""):
            return False
        is_next = self._is_names_only and not is_over and int(number.text) == self._number + 1
        is_like_a_name = is_next and code == "row_is_section" and _is_titled(found)
        return bool(found.birth_date) or is_like_a_name

    def _flagged(self, line: int, picked: Picked) -> Iterator[Outcome]:
        for found in read_person(line, picked, today=self._today, section=self._section):
            if isinstance(found, RosterRow):
                flag = Flag(_column_of_name(picked), found.full_name or "", "name_like_other")
                yield replace(found, flags=(*found.flags, flag))
            else:
                yield found

    def _count(self, picked: Picked) -> None:
        """Remember the running number."""
        if number := running_number(picked):
            self._number = number

    def _reason_to_skip(self, cells: list[str], picked: Picked) -> str | None:
        """Return why a row holds no person, or None where it does."""
        texts = list(filter(None, cells))
        if not texts:
            return "row_is_blank"
        if bystanders.numbers_the_columns(texts):
            return "row_numbers_columns"
        if self._repeats_heading(cells):
            return "row_is_heading"
        name = next((picked[part].text for part in Field if part in picked.keys() & NAMES), "")
        numbering = picked[Field.NUMBERING].text if Field.NUMBERING in picked else ""
        if name and picked.keys() - _IN_PASSING:
            return self._closing([name], texts)
        if name:  # a post such as Chủ tịch may stand beside it
            return self._of_name_alone(name, numbering, texts)
        return self._closing(texts, texts) or self._without_name(texts, numbering, picked)

    def _of_name_alone(self, name: str, numbering: str, texts: list[str]) -> str | None:
        if is_entitled(name, numbering):
            self._section = name
            self._end.come_back()
            return "row_is_section"
        return self._closing([numbering, name], texts) or self._section_of(name, numbering)

    def _repeats_heading(self, cells: list[str]) -> bool:
        written = [(column, cell) for column, cell in enumerate(cells) if cell]
        return len(written) > 1 and all(
            plain_words(cell) in self._headings.get(column, ()) for column, cell in written
        )

    def _closing(self, telling: list[str], texts: list[str]) -> str | None:
        if any(map(bystanders.is_total, telling)):
            return "row_is_total"
        if any(map(bystanders.is_signature, telling)):
            self._end.reach(texts)
            return "row_is_signature"
        return None

    def _section_of(self, title: str, numbering: str) -> str | None:
        is_numbered_apart = title != numbering and bystanders.is_ordinal(numbering)
        is_person = numbering.rstrip(".").isdecimal()  # V. Ramesh Kumar is no fifth part then
        is_in_one = not is_person and bystanders.is_numbered_title(title)
        is_numbered_as_one = is_numbered_apart or is_in_one
        if bystanders.is_section(title) or is_numbered_as_one:
            if is_numbered_as_one:
                self._end.come_back()
            return self._begin_section(title, numbering)
        return None

    def _begin_section(self, title: str, numbering: str) -> str:
        self._section = bystanders.title_of(title)
        self._titles = self._titles.begun(title, numbering)
        return "row_is_section"

    def _without_name(self, texts: list[str], numbering: str, picked: Picked) -> str | None:
        is_of_one_person = bool(picked.keys() & _OF_ONE_PERSON)
        if is_of_one_person and len(texts) > 1:
            return None
        if code := self._section_of(texts[-1], numbering):
            return code
        if is_of_one_person:
            return None
        if self._end.is_reached:
            return "row_is_signature"
        if texts != [numbering] or bystanders.is_note(numbering):
            return "row_without_person"
        # Where numbers stand, over the whole row, nobody's name is written.
        is_bare_number = bystanders.is_number(numbering)
        return "row_only_numbered" if is_bare_number else self._begin_section(numbering, numbering)


def _is_titled(person: RosterRow) -> bool:
    """Tell Tổ Văn Một from Tổ cắt may."""
    words = (person.full_name or "").split(" ")
    return len(words) >= _WORDS_OF_A_WHOLE_NAME and all(map(str.istitle, words))


def _column_of_name(picked: Picked) -> str:
    return next(picked[part].column for part in Field if part in picked.keys() & NAMES)
