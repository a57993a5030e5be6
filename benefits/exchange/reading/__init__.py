"""Tables as they come: CSV and XLSX files turned into sheets of text cells, row by row."""

from benefits.exchange.reading.opening import open_table
from benefits.exchange.reading.sheets import Row, Sheet, Source, Unreadable

__all__ = ["Row", "Sheet", "Source", "Unreadable", "open_table"]
