"""Go down a list below its heading and tell people from everything else written there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from benefits.exchange.reading import Row
from benefits.exchange.roster import bystanders
from benefits.exchange.roster.headings import BELOW, NAMES, Field, plain_words
from benefits.exchange.roster.layout import Layout
from benefits.exchange.roster.person import read_person
from benefits.exchange.roster.picking import Picked, Picker, row_text
from benefits.exchange.roster.plain_rows import PlainRows
from benefits.exchange.roster.rows import Flag, Outcome, RosterRow, RowProblem, SkippedRow
from benefits.folding import are_clean
from benefits.members.names import clean

_IN_PASSING = NAMES | {Field.NUMBERING, Field.NOTE}
_HARD_TO_MISTAKE = frozenset({Field.BIRTH, Field.MALE, Field.FEMALE, Field.PHONE, Field.CITIZEN_ID})
_OF_ONE_PERSON = _HARD_TO_MISTAKE | {Field.MEMBER_NO, Field.UNION_CARD_NO}
_OF_A_NAME = frozenset({"row_is_total", "row_is_signature", "row_is_section"})
_NAME_AND_BIRTH = NAMES | {Field.BIRTH, Field.MALE, Field.FEMALE}
_WORDS_OF_A_WHOLE_NAME = 3
_AT_ONCE = 250


def strictly(rows: Iterable[Row], layout: Layout, today: date) -> Iterator[Outcome]:
    """Read a file made by a program: every row that is not blank is a person."""
    picker, plain = Picker(layout), PlainRows(layout, today)
    rest = iter(rows)
    while some := _cleaned(list(islice(rest, _AT_ONCE))):
        for (line, cells), person in zip(some, plain.several(some), strict=True):
            if person is not None:
                yield person
                continue
            yield from _person_of_program(line, cells, picker, today)


def _cleaned(rows: list[Row]) -> list[Row]:
    if are_clean(chain.from_iterable(cells for _, cells in rows)):
        return rows
    return [(line, list(map(clean, cells))) for line, cells in rows]


def _person_of_program(
    line: int, cells: list[str], picker: Picker, today: date
) -> Iterator[Outcome]:
    if picked := picker.pick(cells):
        yield from read_person(line, picked, today=today, is_lenient=False)
        return
    text = row_text(cells)
    yield SkippedRow(line, "row_without_person" if text else "row_is_blank", text)


class Walk:
    """The way down one list: which section we are in, and whether the signatures have begun."""

    def __init__(self, layout: Layout, today: date) -> None:
        self._picker, self._plain = Picker(layout), PlainRows(layout, today)
        self._today = today
        self._headings = {
            heading.column: set(map(plain_words, heading.words.split(BELOW)))
            for heading in layout.headings
        }
        fields = layout.columns().keys()
        self._is_numbered = Field.NUMBERING in fields
        self._is_names_only = self._is_numbered and not fields & _OF_ONE_PERSON
        self._number = 0
        self._section: str | None = None
        self._within: str | None = None
        self._is_at_the_end = False

    def through(self, rows: Iterable[Row]) -> Iterator[Outcome]:
        for line, raw in rows:
            cells = list(map(clean, raw))
            picked = self._picker.pick(cells)
            before = self._section, self._within, self._is_at_the_end
            code = self._reason_to_skip(cells, picked)
            if code is None:
                yield from self._person(line, cells, picked)
            elif self._is_despite_the_name(code, line, picked, is_over=before[2]):
                self._section, self._within, self._is_at_the_end = before
                yield from self._flagged(line, picked)
            else:
                yield SkippedRow(line, code, row_text(cells))
            self._count(picked)

    def _person(self, line: int, cells: list[str], picked: Picked) -> Iterable[Outcome]:
        found = self._read(line, cells, picked)
        is_refused = isinstance(found[0], RowProblem)
        if self._is_at_the_end and (is_refused or not self._is_surely_a_person(picked)):
            return [SkippedRow(line, "row_is_signature", row_text(cells))]
        if self._is_numbered and picked.keys() <= NAMES:
            cell = next(iter(picked.values()))
            return [RowProblem(line, cell.column, row_text(cells), "row_unclear")]
        return found

    def _read(
        self, line: int, cells: list[str], picked: Picked
    ) -> Sequence[RosterRow | RowProblem]:
        if person := self._plain.read(line, cells, self._section):
            person.within = self._within
            return [person]
        found = read_person(line, picked, today=self._today, section=self._section)
        for each in found:
            if isinstance(each, RosterRow):
                each.within = self._within
        return found

    def _is_despite_the_name(self, code: str, line: int, picked: Picked, *, is_over: bool) -> bool:
        """Tell a person whose name only reads like a total, a team or a post."""
        number = picked.get(Field.NUMBERING)
        if code not in _OF_A_NAME or number is None or not number.text.isdecimal():
            return False
        telling = {field: picked[field] for field in picked.keys() & _NAME_AND_BIRTH}
        [found, *_others] = read_person(line, telling, today=self._today)
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
        """Remember the running number, where nothing but names stands beside it."""
        if self._is_names_only and Field.NUMBERING in picked:
            number = picked[Field.NUMBERING].text
            self._number = int(number) if number.isdecimal() else self._number

    def _is_surely_a_person(self, picked: Picked) -> bool:
        """Tell a person from the signers, whose names stand under any column."""
        is_numbered = Field.NUMBERING in picked or not self._is_numbered
        return is_numbered and bool(picked.keys() & _HARD_TO_MISTAKE)

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
            return self._closing([name])
        if name:  # a post such as Chủ tịch may stand beside it
            return self._closing([numbering, name]) or self._section_of(name, numbering)
        return self._closing(texts) or self._without_name(texts, numbering, picked)

    def _repeats_heading(self, cells: list[str]) -> bool:
        written = [(column, cell) for column, cell in enumerate(cells) if cell]
        return len(written) > 1 and all(
            plain_words(cell) in self._headings.get(column, ()) for column, cell in written
        )

    def _closing(self, texts: list[str]) -> str | None:
        if any(map(bystanders.is_total, texts)):
            return "row_is_total"
        if any(map(bystanders.is_signature, texts)):
            self._is_at_the_end = True
            return "row_is_signature"
        return None

    def _section_of(self, title: str, numbering: str) -> str | None:
        is_numbered_as_one = title != numbering and bystanders.is_ordinal(numbering)
        if bystanders.is_section(title) or is_numbered_as_one:
            self._section = title
            if not bystanders.is_department(title):
                self._within = title
            return "row_is_section"
        return None

    def _without_name(self, texts: list[str], numbering: str, picked: Picked) -> str | None:
        is_of_one_person = bool(picked.keys() & _OF_ONE_PERSON)
        if is_of_one_person and len(texts) > 1:
            return None
        if code := self._section_of(texts[-1], numbering):
            return code
        if is_of_one_person:
            return None
        if self._is_at_the_end:
            return "row_is_signature"
        return "row_only_numbered" if texts == [numbering] else "row_without_person"


def _is_titled(person: RosterRow) -> bool:
    """Tell Tổ Văn Một from Tổ cắt may."""
    words = (person.full_name or "").split(" ")
    return len(words) >= _WORDS_OF_A_WHOLE_NAME and all(map(str.istitle, words))


def _column_of_name(picked: Picked) -> str:
    return next(picked[part].column for part in Field if part in picked.keys() & NAMES)
