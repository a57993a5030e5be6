"""Statements are put into SQL once in a process, whichever engine sends them.

A test with a database of its own has an engine of its own, which would begin with nothing, and all
that the tests ask is more than one engine remembers: a sixth of what such tests cost.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

AS_MANY = 3000


class _ByKind(LRUCache[Any, Any]):
    """Keys begin with the dialect, of which every engine has its own: its name does as well."""

    __slots__ = ()

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_any_engine(key), value)


def _of_any_engine(key: Any) -> tuple[Any, ...]:
    dialect, *statement = key
    return dialect.name, *statement


_compiled = _ByKind(AS_MANY)


def remember() -> None:
    """Let every connection from now on share what was compiled."""

    @event.listens_for(Engine, "engine_connect")
    def share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=_compiled)
