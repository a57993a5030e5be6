"""Partners, outlets, agreements and offers as files that an import takes back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from benefits import exchange
from benefits.agreements import Agreement
from benefits.desk.partnership import partner_scope
from benefits.partners import Partner
from benefits.web import current

SCOPED_BY: Final[Mapping[str, int]] = {"partners": 0, "outlets": 1, "agreements": 0, "offers": 1}
"""The column of each file that says whether a row is the officer's to read."""


def file_rows(kind: str) -> Iterator[Sequence[Any]]:
    """Give the lines of the export file that are within reach, its header first."""
    session = current.session()
    rows = exchange.rows_of(session, kind)
    if kind in {"partners", "outlets"}:
        codes = set(session.scalars(partner_scope.partners().with_only_columns(Partner.code)))
    else:
        codes = set(session.scalars(partner_scope.agreements().with_only_columns(Agreement.number)))
    yield next(rows)
    yield from (row for row in rows if row[SCOPED_BY[kind]] in codes)
