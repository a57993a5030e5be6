"""How a list was read, told so that a page can show it and somebody can correct it."""

from collections.abc import Iterable
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name

from benefits.exchange.roster import Choice, Preview, ReadSheet, Recognised

LONGEST_SHOWN: Final = 60
MOST_CELLS: Final = 16


def told(
    seen: Recognised, shown: Iterable[Preview], choice: Choice, *, is_unnamed: bool = False
) -> dict[str, Any]:
    """Say what each column was taken for; of a list that names nobody show the first rows too."""
    return {
        "sheets": [_sheet(sheet, is_unnamed=is_unnamed) for sheet in seen.sheets],
        "unread": [
            {"name": each.name, "is_hidden": each.is_hidden, "is_list": each.is_list}
            for each in seen.unread
        ],
        "encoding": choice.encoding.value,
        "previews": [[each.encoding.value, list(each.names), each.is_likely] for each in shown],
    }


def _sheet(sheet: ReadSheet, *, is_unnamed: bool) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "heading": [sheet.first_heading, sheet.last_heading],
        "columns": [
            {
                "column": each.column,
                "letter": xl_col_to_name(each.column),
                "words": each.words,
                "field": each.field and each.field.value,
                "sure": each.sure.value,
                "order": each.order.value,
                "is_hidden": each.is_hidden,
                "is_filled": each.column in sheet.filled,
                "sample": _sample(sheet.samples, each.column),
            }
            for each in sheet.headings
        ],
        **({"rows": _first_rows(sheet)} if is_unnamed else {}),
    }


def _first_rows(sheet: ReadSheet) -> list[list[Any]]:
    """Show what stands at the top, each row behind its line, all rows as wide as the widest."""
    width = min(max((len(cells) for _, cells in sheet.first_rows), default=0), MOST_CELLS)
    return [
        [line, [*(cell.strip()[:LONGEST_SHOWN] for cell in cells[:width]), *[""] * width][:width]]
        for line, cells in sheet.first_rows
    ]


def _sample(rows: tuple[tuple[str, ...], ...], column: int) -> str:
    """Show what stands in a column: its first written cells."""
    cells = [row[column] for row in rows if column < len(row) and row[column]]
    return " · ".join(cells[:2])[:LONGEST_SHOWN]
