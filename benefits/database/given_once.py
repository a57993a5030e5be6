"""Keys that are given to one row for ever, though the row goes.

PostgreSQL's sequences never turn back. SQLite gives the next row the highest key and one; so once
the last row was taken away, whatever named it – a link, the audit trail, a file – would name
another.
"""

from typing import Any

from sqlalchemy import Connection, event, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapper

from benefits.database.base import Base, DenseKey


def given_once(*tables: type[Base]) -> None:
    """Let keys of tables with one counted column `id` be given once on SQLite, too."""
    for each in tables:
        event.listen(each, "before_insert", _take)


def _take(mapper: Mapper[Any], connection: Connection, made: Any) -> None:
    """Take the next key that was never given, whoever gave those before."""
    if connection.dialect.name != "sqlite" or made.id is not None:
        return
    table = mapper.local_table
    after = select(func.coalesce(func.max(table.c.id), 0) + 2).scalar_subquery()
    taking = insert(DenseKey).values(name=str(table), next=after)
    taking = taking.on_conflict_do_update(
        index_elements=[DenseKey.name], set_={"next": func.max(DenseKey.next + 1, after)}
    )
    made.id = connection.execute(taking.returning(DenseKey.next)).scalar_one() - 1
