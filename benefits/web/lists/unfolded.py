"""Finding texts that are kept only as they were written: numbers of papers, streets."""

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from benefits.database import unmarked
from benefits.folding import folded


def is_written_in(
    text: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], typed: str
) -> ColumnElement[bool]:
    """Tell which rows hold what was typed, whatever its accents and capitals."""
    return unmarked(text).contains(folded(typed), autoescape=True)
