"""Rows in which nothing is to be put right, read without the care that the others need.

A cell is plain where it is read by itself and nothing has to be said about it. A row with any
other cell is no plain row, and is left to `person`, which reads a plain one the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final

from benefits.errors import Refusal
from benefits.exchange import days, values
from benefits.exchange.reading import Row
from benefits.exchange.roster.headings import Field
from benefits.exchange.roster.kind_words import kind_of
from benefits.exchange.roster.layout import Layout
from benefits.exchange.roster.likelihood import is_usual_birth
from benefits.exchange.roster.person import SEXES
from benefits.exchange.roster.person_names import checked_name, is_remarked
from benefits.exchange.roster.plain_columns import (
    Plain,
    begins_as_usual,
    column_of,
    not_plain,
    without_empty,
)
from benefits.exchange.roster.rows import PlainPeople, RosterRow
from benefits.members import identity

_RECURRING: Final = 16_384
"""As many birthdays as a hundred thousand people have."""


class PlainRows:
    """Knows the columns of one list."""

    def __init__(self, layout: Layout, today: date) -> None:
        readers = _readers(today)
        self._columns = [
            (heading.column, *_in_order(heading.order, *readers.get(field, ("", _never))))
            for field, headings in layout.columns().items()
            for heading in headings
            if field is not Field.NUMBERING
        ]

        names = [name for _, name, _ in self._columns]
        self._is_simple = len(names) == len(set(names))

    def read(self, line: int, cells: Sequence[str], section: str | None = None) -> RosterRow | None:
        """Return a row's person, or None where it is no plain row."""
        told: dict[str, Any] = {}
        width = len(cells)
        for column, name, plain in self._columns:
            if column < width and (text := cells[column]) and name not in told:
                value = plain(text)
                if value is None:
                    return None
                told[name] = value
        if "full_name" not in told and "member_no" not in told:
            return None
        if "valid_until" in told and told["valid_until"] <= told.get("valid_from", date.min):
            return None
        birth = told.get("birth_date")
        if birth and not begins_as_usual(birth, told.get("joined"), told.get("valid_from")):
            return None
        return RosterRow(line, section=section, **told)

    def several(self, rows: Sequence[Row]) -> Iterator[PlainPeople | RosterRow | Row]:
        """Yield what `read` makes of many rows, gone through column by column, and other rows."""
        lines, written = zip(*rows, strict=True)
        if not self._is_simple or len(set(map(len, written))) > 1:
            yield from (self.read(line, cells) or (line, cells) for line, cells in rows)
            return
        cells = list(zip(*written, strict=True))
        told = {
            name: column_of(name, plain, cells[column])
            for column, name, plain in self._columns
            if column < len(cells) and any(cells[column])
        }
        others = sorted(not_plain(told, len(rows)))
        told = {name: without_empty(values) for name, values in told.items()}
        after = 0
        for place in (*others, len(rows)):
            if after < place:
                columns = {name: values[after:place] for name, values in told.items()}
                yield PlainPeople(lines[after:place], columns)
            yield from rows[place : place + 1]
            after = place + 1


def _in_order(order: days.Order, name: str, plain: Plain) -> tuple[str, Plain]:
    """Leave to others the days of a column in which the month stands first here and there."""
    if order is days.Order.DAY_FIRST:
        return name, plain
    return name, lambda text: None if days.doubt(text, order) else plain(text)


def _readers(today: date) -> Mapping[Field, tuple[str, Plain]]:
    """Say what of a person each field tells, and how its plain cells are read."""
    return {
        Field.MEMBER_NO: ("member_no", _text),
        Field.UNION_CARD_NO: ("union_card_no", _text),
        Field.ORGANIZATION_CODE: ("organization_code", _text),
        Field.ORGANIZATION_NAME: ("organization_name", _text),
        Field.RELATIVE_OF: ("relative_of", _text),
        Field.HOUSEHOLD: ("household", _text),
        Field.NOTE: ("note", _text),
        Field.FULL_NAME: ("full_name", _name),
        Field.BIRTH: ("birth_date", lru_cache(maxsize=_RECURRING)(partial(_birth, today=today))),
        Field.SEX: ("sex", _sex),
        Field.KIND: ("kind", _kind),
        Field.DUES: ("pays_dues", _dues),
        Field.PHONE: ("phone", _phone),
        Field.CITIZEN_ID: ("citizen_id", _citizen_id),
        Field.FROM: ("valid_from", _day),
        Field.UNTIL: ("valid_until", _day),
        Field.JOINED: ("joined", lru_cache(maxsize=_RECURRING)(partial(_joined, today=today))),
    }


def _never(_text: str) -> None:
    """Leave a cell that is not read by itself, as a part of a name is not."""


def _text(text: str) -> str | None:
    return text if text[0] != "#" and len(text) <= values.LONGEST_TEXT else None


def _name(text: str) -> str | None:
    try:
        return None if is_remarked(text) else checked_name(text)
    except Refusal:
        return None


def _birth(text: str, *, today: date) -> str | None:
    try:
        born, flags = days.birth(text, today=today)
    except Refusal:
        return None
    return None if flags or not is_usual_birth(born, today) else born


@lru_cache(maxsize=_RECURRING)
def _day(text: str) -> date | None:
    try:
        return values.day(text)
    except Refusal:
        return None


def _joined(text: str, *, today: date) -> date | None:
    try:
        joined, is_assumed = days.beginning(text)
    except Refusal:
        return None
    return None if is_assumed or joined > today else joined


@lru_cache(maxsize=1_024)
def _sex(text: str) -> str | None:
    try:
        return values.choice(text, SEXES)
    except Refusal:
        return None


def _kind(text: str) -> str | None:
    try:
        return kind_of(text)
    except Refusal:
        return None


@lru_cache(maxsize=1_024)
def _dues(text: str) -> bool | None:
    try:
        return values.flag(text)
    except Refusal:
        return None


def _phone(text: str) -> str | None:
    if usual := identity.mobile(text):
        return usual
    try:
        phone = identity.phone(text)
    except Refusal:
        return None
    return None if phone.flags else phone.number


def _citizen_id(text: str) -> identity.CitizenId | None:
    try:
        paper = identity.citizen_id(text)
    except Refusal:
        return None
    return None if paper.flags else paper
