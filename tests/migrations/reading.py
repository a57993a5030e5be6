"""A schema as the database itself tells it: columns, keys, checks, indexes, triggers."""

import re
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

Schema = dict[str, Any]


def schema_of(engine: Engine) -> Schema:
    with engine.connect() as connection:
        found = inspect(connection)
        tables = sorted(set(found.get_table_names()) - {"alembic_version"})
        return {
            "columns": {
                (table, column["name"]): (str(column["type"]), column["nullable"])
                for table in tables
                for column in found.get_columns(table)
            },
            "keys": {
                table: found.get_pk_constraint(table)["constrained_columns"] for table in tables
            },
            "references": {
                (table, tuple(key["constrained_columns"])): key["referred_table"]
                for table in tables
                for key in found.get_foreign_keys(table)
            },
            "checks": {
                (table, check["name"])
                for table in tables
                for check in found.get_check_constraints(table)
            },
            "indexes": {
                (table, index["name"], index["unique"])
                for table in tables
                for index in found.get_indexes(table)
            },
            "partial": partial_indexes(connection),
            "triggers": triggers(connection),
            "exclusions": exclusions(connection),
        }


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
