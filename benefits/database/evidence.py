"""Papers on which something rests: a file that some record names as one is not to be let go of."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Column, select, union_all
from sqlalchemy.orm import Session

from benefits.database.base import Base

_MARK: Final = "names_evidence"
# Given as `info` to a column that holds the hash of a paper.
NAMES_EVIDENCE: Final = {_MARK: True}


def evidence_among(session: Session, digests: Collection[str]) -> set[str]:
    """Say which of some files are evidence of anything, whichever table names them."""
    asked = [select(each).where(each.in_(digests)) for each in _naming()] if digests else []
    return set(session.scalars(union_all(*asked))) if asked else set()


def _naming() -> list[Column[Any]]:
    tables = Base.metadata.sorted_tables
    return [each for table in tables for each in table.columns if each.info.get(_MARK)]
