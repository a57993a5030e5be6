"""Everything the union keeps about a member, over all of their records, as rows of one sheet."""

from collections.abc import Iterator

from member_portal.own_file import (
    cards,
    entering,
    family,
    left_out,
    looks,
    person,
    spans,
    uses,
    wishes,
)
from member_portal.own_file.whose import Row, Whose

__all__ = ["rows"]

PARTS = (person, spans, family, cards, entering, uses, looks, wishes)


def rows() -> Iterator[Row]:
    """Write part after part; at the end stands what is left out, and why."""
    whose = Whose.signed_in()
    for part in PARTS:
        yield from part.rows(whose)
    yield from left_out.rows()
