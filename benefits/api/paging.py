"""Long lists in pages: each page names the next, and all pages are one answer.

A cursor carries the instant of the first page, so that what is recorded meanwhile cannot make a
row appear twice or never.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import urlencode

from flask import request

from benefits.api import kinds
from benefits.api.fields import Field, optional
from benefits.api.kinds import Kind, Unusable
from benefits.api.texts import Text
from benefits.figures import Row

LARGEST_PAGE: Final = 1000
LONGEST_CURSOR: Final = 1200  # a code has up to 200 characters, of up to four bytes each
CLOCKS_APART: Final = timedelta(minutes=1)
"""A cursor may come from another machine of ours, whose clock is this much ahead at the most."""


class Cursor(NamedTuple):
    """Where a page begins: after the row of this key, of an answer of that instant."""

    as_of: datetime
    after: str

    def written(self) -> str:
        told = [self.as_of.isoformat(), self.after]
        packed = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _read(sent: object) -> Cursor:
    line = _LINE.read(sent)
    try:
        packed = base64.urlsafe_b64decode(line + "=" * (-len(line) % 4))
        as_of, after = json.loads(packed)
        return Cursor(kinds.instant.read(as_of), kinds.text.read(after))
    except (ValueError, TypeError, RecursionError, binascii.Error, Unusable) as error:
        raise Unusable("cursor_unreadable") from error


_LINE: Final = kinds.text_of(LONGEST_CURSOR)
LIMIT: Final = optional(
    "limit",
    kinds.written_whole(1, LARGEST_PAGE),
    Text(
        "Số dòng mỗi trang. Bỏ trống là tất cả trong một câu trả lời.",
        "Rows a page. Left out, all of them come in one answer.",
    ),
)
CURSOR: Final[Field[Cursor | None]] = optional(
    "cursor",
    Kind(_read, {"type": "string", "minLength": 1, "maxLength": LONGEST_CURSOR}),
    Text("Trang sau bắt đầu từ đâu: lấy trong next.", "Where a page begins: taken from next."),
)


def page_of(rows: Sequence[Row], cursor: Cursor | None, limit: int | None) -> tuple[Row, ...]:
    first = 0
    if cursor is not None:
        keys = [row.key for row in rows]
        if cursor.after not in keys:
            raise Unusable("cursor_unreadable")
        first = keys.index(cursor.after) + 1
    return tuple(rows[first : None if limit is None else first + limit])


def next_page(rows: Sequence[Row], page: Sequence[Row], as_of: datetime) -> str | None:
    """Return the address of the page after this one, or none where it ends the answer."""
    if not page or page[-1] is rows[-1]:
        return None
    cursor = Cursor(as_of, page[-1].key).written()
    asked = request.args.to_dict() | {"cursor": cursor}
    return f"{request.script_root}{request.path}?{urlencode(asked)}"
