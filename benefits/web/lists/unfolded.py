"""Finding texts that are kept only as they were written: numbers of papers, streets."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from benefits.folding import folded
from benefits.web import current


def is_written_in(
    text: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], typed: str
) -> ColumnElement[bool]:
    """Tell which rows hold what was typed, whatever its accents and capitals.

    Neither database compares Vietnamese letters so; some thousand short texts are read for it.
    """
    wanted = folded(typed)
    kept = current.session().scalars(select(text).where(text.is_not(None)).distinct())
    return text.in_([each for each in kept if wanted in folded(each or "")])
