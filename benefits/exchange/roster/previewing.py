"""Three names of a list under each encoding, so that a person sees at once which is right."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, takewhile
from pathlib import Path

from benefits.exchange.reading import LINES_OF_A_SHEET, Encoding, Sheet, open_table, pasted
from benefits.exchange.roster.choosing import Choice
from benefits.exchange.roster.headings import Field
from benefits.exchange.roster.recognised import ReadSheet
from benefits.exchange.roster.recognising import recognise
from benefits.exchange.roster.rows import RosterRow
from benefits.exchange.roster.side_by_side import apart
from benefits.members.names import clean

_SHOWN = 3
_LOOKED_THROUGH = 500
_OFFERED = (Encoding.UNICODE, Encoding.TCVN3, Encoding.VNI)


@dataclass(frozen=True, slots=True)
class Preview:
    """The names as an encoding gives them; `is_likely` is how they would be read unasked."""

    encoding: Encoding
    names: tuple[str, ...]
    is_likely: bool


def previews(
    source: Path | bytes | str, *, today: date, filename: str = "", choice: Choice | None = None
) -> list[Preview]:
    """Show the same people under each encoding; a text is what was pasted."""
    chosen = replace(choice or Choice(), encoding=Encoding.AUTO)
    found = recognise(_sheets(source, filename, Encoding.AUTO), today=today, choice=chosen)
    columns = _columns_of_names(found.sheets[0])
    people = (row.line for row in found.rows if isinstance(row, RosterRow))
    first = set(takewhile(lambda line: line < LINES_OF_A_SHEET, islice(people, _LOOKED_THROUGH)))
    likely = found.encodings.most_common(1)[0][0] if found.encodings else Encoding.UNICODE
    names = {
        encoding: _names(_sheets(source, filename, encoding), found.sheet, columns, first)
        for encoding in _OFFERED
    }
    shown = _telling(names[Encoding.UNICODE])
    return [
        Preview(
            encoding, tuple(names[encoding].get(line, "") for line in shown), encoding is likely
        )
        for encoding in _OFFERED
    ]


def first_rows(
    source: Path | bytes | str,
    *,
    sheet: ReadSheet,
    filename: str = "",
    choice: Choice | None = None,
) -> list[Preview]:
    """Show the first rows of a sheet that names nobody under each encoding."""
    chosen = (choice or Choice()).encoding
    columns = _columns_of_names(sheet) or [heading.column for heading in sheet.headings]
    wanted = {line for line, _ in sheet.first_rows if line >= sheet.first_heading}
    return [
        Preview(encoding, tuple(found[line] for line in sorted(found)[:_SHOWN]), encoding is chosen)
        for encoding in _OFFERED
        for found in [_names(_sheets(source, filename, encoding), sheet.name, columns, wanted)]
    ]


def _sheets(source: Path | bytes | str, filename: str, encoding: Encoding) -> list[Sheet]:
    if isinstance(source, str):
        return list(apart(pasted(source, encoding=encoding)))
    return list(apart(open_table(source, filename, encoding=encoding)))


def _columns_of_names(sheet: ReadSheet) -> list[int]:
    columns = sheet.layout.columns()
    whole = columns.get(Field.FULL_NAME, [])[:1]
    parts = [*columns.get(Field.FAMILY_NAMES, [])[:1], *columns.get(Field.GIVEN_NAME, [])[:1]]
    return [heading.column for heading in whole or parts]


def _names(sheets: list[Sheet], name: str, columns: list[int], wanted: set[int]) -> dict[int, str]:
    sheet = next(sheet for sheet in sheets if sheet.name == name)
    rows = takewhile(lambda row: row[0] <= max(wanted, default=0), sheet.rows)
    return {
        line: clean(" ".join(cells[column] for column in columns if column < len(cells)))
        for line, cells in rows
        if line in wanted
    }


def _telling(names: Mapping[int, str]) -> list[int]:
    """Return the lines of names in whose letters the encodings differ, before any others."""
    return sorted(names, key=lambda line: (names[line].isascii(), line))[:_SHOWN]
