"""Cells that say in which groups a unit is, several parted by `;`.

Each is `holder_code:name`, on the days of its row. After `|` may stand the kind of a group that is
new, the first day, and the first day without: `T:KCN Hòa Phú|kcn|2026-01-01|2026-07-01`. A `-` for
the days says that there is such a group, though the unit is not in it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from benefits.errors import Refusal
from benefits.exchange import cells, values
from benefits.organization import DeclaredTag, TagKind

BETWEEN: Final = ";"
WITHIN: Final = "|"
UNWORN: Final = "-"
MOST_PARTS: Final = 4
LONGEST: Final = 20_000
KINDS: Final = cells.one_of(TagKind)

Told = tuple[str, str | None, str | None, str | None]


def read(cell: str) -> list[Told]:
    """Read the groups into plain values: name, kind, first day, the day after the last."""
    said = (part.strip() for part in values.text(cell, longest=LONGEST).split(BETWEEN))
    return [_read(part) for part in said if part]


def as_declared(told: Sequence[str | None]) -> DeclaredTag:
    said, kind, first, until = told
    of_kind = TagKind(kind) if kind else None
    if first == UNWORN:
        return DeclaredTag(said or "", of_kind, is_worn=False)
    return DeclaredTag(said or "", of_kind, cells.as_day(first), cells.as_day(until))


def written(tags: Iterable[DeclaredTag]) -> str:
    return BETWEEN.join(map(_written, tags))


def _read(part: str) -> Told:
    said, *more = (each.strip() for each in part.split(WITHIN))
    holder, sign, name = said.partition(":")
    if not (holder.strip() and sign and name.strip()):
        raise Refusal("tag_needs_holder", part)
    if len(more) >= MOST_PARTS:
        raise Refusal("tag_too_much", part)
    kind, first, until = (*more, "", "", "")[: MOST_PARTS - 1]
    known = KINDS(kind) if kind else None
    if first == UNWORN:
        return said, known, UNWORN, None
    began, ended = (cells.day(each) if each else None for each in (first, until))
    if ended and (began is None or ended <= began):
        raise Refusal("span_empty", part)
    return said, known, began, ended


def _written(tag: DeclaredTag) -> str:
    days = [*map(cells.written_day, (tag.valid_from, tag.valid_until))] if tag.is_worn else [UNWORN]
    told = WITHIN.join((tag.said, tag.kind or "", *days))
    return told.rstrip(WITHIN)
