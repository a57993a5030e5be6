"""Tables as they come: text, XLSX and XLS files turned into sheets of Unicode cells, row by row."""

from benefits.exchange.encodings import Encoding
from benefits.exchange.reading.opening import open_table
from benefits.exchange.reading.plain_text import pasted
from benefits.exchange.reading.sheets import (
    LINES_OF_A_SHEET,
    Doubt,
    Merge,
    Notes,
    Row,
    Sheet,
    Source,
    Unreadable,
    beyond,
    place_of,
    written_line,
)

__all__ = [
    "LINES_OF_A_SHEET",
    "Doubt",
    "Encoding",
    "Merge",
    "Notes",
    "Row",
    "Sheet",
    "Source",
    "Unreadable",
    "beyond",
    "open_table",
    "pasted",
    "place_of",
    "written_line",
]
