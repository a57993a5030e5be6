"""A schema as the database itself tells it: columns, keys, checks, indexes, triggers."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine.interfaces import TableKey

T = TypeVar("T")
Schema = dict[str, Any]
VERSIONS = "alembic_version"


def schema_of(engine: Engine) -> Schema:
    with engine.connect() as connection:
        found = inspect(connection)
        return {
            "columns": {
                (table, column["name"]): (str(column["type"]), column["nullable"])
                for table, columns in of_each(found.get_multi_columns())
                for column in columns
            },
            "keys": {
                table: key["constrained_columns"]
                for table, key in of_each(found.get_multi_pk_constraint())
            },
            "references": {
                (table, tuple(key["constrained_columns"])): key["referred_table"]
                for table, keys in of_each(found.get_multi_foreign_keys())
                for key in keys
            },
            "checks": {
                (table, check["name"])
                for table, checks in of_each(found.get_multi_check_constraints())
                for check in checks
            },
            "indexes": {
                (table, index["name"], index["unique"])
                for table, indexes in of_each(found.get_multi_indexes())
                for index in indexes
            },
            "partial": partial_indexes(connection),
            "triggers": triggers(connection),
            "exclusions": exclusions(connection),
        }


def of_each(found: Mapping[TableKey, T]) -> Iterator[tuple[str, T]]:
    """Give what was found of our tables; asked for all at once, as PostgreSQL answers quicker."""
    return ((table, what) for (_schema, table), what in found.items() if table != VERSIONS)


def partial_indexes(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'index'"))
    else:
        rows = connection.execute(
            text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
        )
    return {str(name) for name, made in rows if made and re.search(r"\bWHERE\b", made)}


def triggers(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        statement = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        statement = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    return {str(name) for (name,) in connection.execute(text(statement))}


def exclusions(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        return set()
    statement = "SELECT conname FROM pg_constraint WHERE contype = 'x'"
    return {str(name) for (name,) in connection.execute(text(statement))}
