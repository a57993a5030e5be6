"""A list of people to invite, as it is pasted or uploaded: rows of code, name, login and role."""

import csv
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from io import StringIO
from itertools import islice
from typing import Final, NamedTuple

from benefits.access import Role
from benefits.access.logins import normal_login
from benefits.errors import Refusal
from benefits.exchange.reading import open_table, pasted
from benefits.folding import clean, folded

MOST: Final = 500
"""Who is made in one act: SQLite lets nobody else write meanwhile."""
HEAD_WITHIN: Final = 10
IN_ORDER: Final = ("code", "name", "login", "role")
HEADINGS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("ma don vi", "ma doi tac", "ma don vi hoac ma doi tac", "ma", "code", "unit code"), "code"
    ),
    **dict.fromkeys(("ho va ten", "ho ten", "ho va ten can bo", "full name", "name"), "name"),
    **dict.fromkeys(("ten dang nhap", "email hoac dien thoai", "email or phone", "login"), "login"),
    **dict.fromkeys(("email", "e mail", "thu dien tu", "dia chi email"), "email"),
    **dict.fromkeys(("dien thoai", "so dien thoai", "sdt", "dt", "di dong", "phone"), "phone"),
    **dict.fromkeys(("vai tro", "role"), "role"),
}
ROLES: Final[Mapping[str, Role]] = {
    **dict.fromkeys(("", "can bo", "can bo cong doan", "officer"), Role.OFFICER),
    **dict.fromkeys(("quan ly", "quan ly doi tac", "manager"), Role.MANAGER),
}
_PUNCTUATION: Final = re.compile(r"[^\w]+")
_EMAIL: Final = re.compile(r"[^\s@,;/]+@[^\s@,;/]+\.[^\s@,;/]+")
_PHONE: Final = re.compile(r"\+84[1-9][0-9]{8,9}")
_WITHOUT_ZERO: Final = re.compile(r"[1-9][0-9]{8}")


class Asked(NamedTuple):
    """Whom a line wants to be invited; `line` counts from the top of the text."""

    line: int
    code: str
    name: str
    login: str
    role: str

    @property
    def is_blank(self) -> bool:
        """Tell a place that waits for somebody to be named."""
        return not self.name and not self.login

    @property
    def known_as(self) -> str | None:
        return login_of(self.login)

    @property
    def what(self) -> Role | None:
        return ROLES.get(_plain(self.role))


def read(text: str) -> list[Asked]:
    """Read the rows of a text; without headings the columns are code, name, login, role."""
    rows, columns, begin = _read(text)
    return [_asked(line, cells, columns) for line, cells in rows[begin:] if any(cells)]


def kept(text: str, lines: Collection[int]) -> str:
    """Write some rows of a text anew, with every cell that stood there and below its headings."""
    rows, _columns_of, begin = _read(text)
    headings = [cells for _line, cells in rows[max(0, begin - 1) : begin]]
    left = [cells for line, cells in rows[begin:] if line in lines]
    return written([*headings, *left]).rstrip("\n")


def text_of_file(content: bytes, name: str) -> str:
    """Write the first sheet that has rows as what would be copied out of it, or none of it.

    One more row than can be a list with headings is enough to see that it is too long.
    """
    most = MOST + HEAD_WITHIN
    for sheet in open_table(content, name):
        if sheet.is_hidden:
            continue
        rows = list(islice((cells for _line, cells in sheet.rows if any(cells)), most + 1))
        if len(rows) > most:
            raise Refusal("rows_too_many", name, most=MOST)
        if rows:
            return written(rows)
    raise Refusal("file_empty", name)


def written(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as they come out of a spreadsheet."""
    out = StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()


def login_of(typed: str) -> str | None:
    """Return the login a cell means, or None where it is neither an e-mail nor a phone.

    Spreadsheets take a phone for a number, and drop the 0 it begins with.
    """
    login = normal_login(f"0{typed}" if _WITHOUT_ZERO.fullmatch(typed) else typed)
    return login if _PHONE.fullmatch(login) or _EMAIL.fullmatch(login) else None


def _read(text: str) -> tuple[list[tuple[int, list[str]]], dict[str, int], int]:
    """Return all rows, in which column what stands, and which row is the first of a person."""
    [sheet] = pasted(text)
    rows = [(line, [clean(cell) for cell in cells]) for line, cells in sheet.rows]
    columns, begin = _columns([cells for _line, cells in rows])
    return rows, columns, begin


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Find the row of headings near the top; return where each column stands, and what follows."""
    for number, cells in enumerate(rows[:HEAD_WITHIN]):
        found: dict[str, int] = {}
        for at, cell in enumerate(cells):
            if what := HEADINGS.get(_plain(cell)):
                found.setdefault(what, at)
        if "name" in found and found.keys() & {"code", "login", "email", "phone"}:
            return found, number + 1
    return {name: at for at, name in enumerate(IN_ORDER)}, 0


def _asked(line: int, cells: Sequence[str], columns: Mapping[str, int]) -> Asked:
    def cell(name: str) -> str:
        at = columns.get(name, len(cells))
        return cells[at] if at < len(cells) else ""

    login = cell("login") or cell("email") or cell("phone")
    return Asked(line, cell("code"), cell("name"), login, cell("role"))


def _plain(text: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", folded(text)).split())
