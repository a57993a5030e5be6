"""Text folded by the database itself, to search what is kept only as it was written."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from sqlalchemy import String, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from benefits.folding import folded

SQLITE_NAME: Final = "folded"
_LETTERS: Final = chain(
    map(chr, range(ord("A"), ord("Z") + 1)),
    map(chr, range(0xC0, 0x100)),  # of Western languages, and half of the Vietnamese ones
    "ĂăĐđĨĩŨũƠơƯưƉɖ",
    map(chr, range(0x1EA0, 0x1EFA)),
    "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323",  # marks that stand apart
)


class unmarked(FunctionElement[str]):  # noqa: N801 - written like the functions of SQL
    """Turn a column of texts into what `benefits.folding.folded` makes of each.

    PostgreSQL folds letters of Vietnamese and of Western languages, and leaves all else as it is.
    """

    type = String()
    inherit_cache = True


def fold(text: str | None) -> str | None:
    """What SQLite calls for `unmarked`."""
    return None if text is None else folded(text)


@compiles(unmarked, "sqlite")
def _on_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return f"{SQLITE_NAME}({compiler.process(element.clauses, **kw)})"


@compiles(unmarked, "postgresql")
def _on_postgresql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    spelled = func.translate(*element.clauses, *map(_written, (_FROM, _TO)))
    return compiler.process(spelled, **kw)


def _written(letters: str) -> Any:
    """Write letters into the statement, which stays the same whoever asks."""
    return literal(letters, literal_execute=True)


def _folds() -> Iterator[tuple[str, str]]:
    """Pair letters with what becomes of each; those that go altogether come last."""
    pairs = [(letter, folded(letter)) for letter in _LETTERS]
    changed = [(letter, bare) for letter, bare in pairs if letter != bare and len(bare) <= 1]
    yield from sorted(changed, key=lambda pair: not pair[1])


_FOLDS: Final = tuple(_folds())
_FROM: Final = "".join(letter for letter, _bare in _FOLDS)
_TO: Final = "".join(bare for _letter, bare in _FOLDS)
