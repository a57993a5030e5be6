"""What deserves a look about a person's row: odd letters, a hidden row, the same person again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from benefits.exchange.reading import LINES_OF_A_SHEET, Notes, written_line
from benefits.exchange.roster.headings import Field, Heading
from benefits.exchange.roster.rows import (
    Flag,
    Outcomes,
    PlainPeople,
    RosterRow,
    RowProblem,
    SkippedRow,
)
from benefits.members.names import is_birthday, sort_key

_OF_NO_ACCOUNT = frozenset({None, Field.NUMBERING})
Seen = dict[int, int]
"""The hash of what tells a person → the line they stood in first."""


def remarked(
    outcomes: Iterable[Outcomes],
    headings: Iterable[Heading],
    notes: Notes,
    sheet: int,
    seen: Seen | None,
) -> Iterator[Outcomes]:
    """Flag the people's rows, and move the lines of a further sheet to where they are unique."""
    told = (heading for heading in headings if heading.field not in _OF_NO_ACCOUNT)
    words = {heading.column: heading.words for heading in told}
    for outcome in outcomes:
        has_notes = notes.doubts or notes.hidden_lines or notes.beyond
        if not (sheet or has_notes) and seen is None:
            yield outcome
            continue
        if isinstance(outcome, PlainPeople):
            yield from remarked(outcome.singly(), headings, notes, sheet, seen)
            continue
        line = outcome.line + sheet * LINES_OF_A_SHEET
        if extra := _of_a_person(outcome, notes):
            yield RowProblem(line, "", extra, "cells_beyond_headings")
            if isinstance(outcome, RosterRow):
                continue
        if isinstance(outcome, RosterRow):
            flags = [*outcome.flags, *_of_letters(outcome.line, words, notes)]
            if outcome.line in notes.hidden_lines:
                flags.append(Flag("", "", "row_hidden"))
            if seen is not None:
                flags.extend(_again(outcome, line, seen))
            if len(flags) > len(outcome.flags) or sheet:
                yield replace(outcome, line=line, flags=tuple(flags))
                continue
        notes.doubts.pop(outcome.line, None)
        yield replace(outcome, line=line) if sheet else outcome


def _of_a_person(outcome: RosterRow | RowProblem | SkippedRow, notes: Notes) -> str | None:
    """Return what stands beyond the headings beside a person: what is not theirs may be moved."""
    extra = notes.beyond.pop(outcome.line, None)
    return None if isinstance(outcome, SkippedRow) else extra


def _of_letters(line: int, words: dict[int, str], notes: Notes) -> Iterator[Flag]:
    for doubt in notes.doubts.pop(line, ()) if notes.doubts else ():
        if doubt.column in words:
            params = dict(doubt.params)
            value = str(params.get("written", ""))
            yield Flag(words[doubt.column], value, doubt.code, doubt.params)


def _again(person: RosterRow, line: int, seen: Seen) -> Iterator[Flag]:
    """Tell that somebody of the same number, or of the same name and birthday, stood above."""
    first = min((seen[key] for key in _keys(person) if key in seen), default=line)
    for key in _keys(person):
        seen.setdefault(key, first)
    if first != line:
        name = person.full_name or person.member_no or ""
        yield Flag("", name, "person_twice", (("line", written_line(first)),))


def _keys(person: RosterRow) -> Iterator[int]:
    if person.member_no:
        yield hash(("number", person.member_no))
    if person.citizen_id:
        yield hash(("paper", person.citizen_id.number))
    is_numbered = person.member_no or person.citizen_id
    if not is_numbered and person.full_name and is_birthday(person.birth_date):
        yield hash(("name", sort_key(person.full_name), person.birth_date))
