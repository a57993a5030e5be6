"""Indexes taken down before a large load and put up after it, in one transaction.

An index built at the end is sorted once; one kept up row by row is searched millions of times.
Foreign keys are likewise checked all at once where the database can: PostgreSQL. Both databases
change their schema inside a transaction, so that whatever goes wrong leaves everything in place.
Keys, CHECKs and triggers stay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from benefits.database import is_postgresql

_IN_SQLITE = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    " AND tbl_name IN :tables ORDER BY name"
).bindparams(bindparam("tables", expanding=True))
_IN_POSTGRESQL = text(
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
    " AND tablename IN :tables AND indexname NOT IN"
    " (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))"
    " ORDER BY indexname"
).bindparams(bindparam("tables", expanding=True))
_FOREIGN_KEYS = text(
    "SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid)"
    " FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
    " WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace"
    " AND t.relname IN :tables ORDER BY 1, 2"
).bindparams(bindparam("tables", expanding=True))


@dataclass(frozen=True, slots=True)
class TakenDown:
    statements: list[str] = field(default_factory=list)

    def put_up(self, session: Session) -> Iterator[int]:
        """Put everything up again, and say after each how many there were."""
        for number, statement in enumerate(self.statements, start=1):
            session.connection().exec_driver_sql(statement)
            yield number


def take_down(session: Session, tables: Sequence[str]) -> TakenDown:
    taken = TakenDown()
    on_postgresql = is_postgresql(session)
    asked = {"tables": list(tables)}
    keys = session.execute(_FOREIGN_KEYS, asked).all() if on_postgresql else ()
    indexes = session.execute(_IN_POSTGRESQL if on_postgresql else _IN_SQLITE, asked).all()
    for table, name, _ in keys:
        session.connection().exec_driver_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, definition in indexes:
        session.connection().exec_driver_sql(f'DROP INDEX "{name}"')
        taken.statements.append(definition)
    for table, name, definition in keys:
        taken.statements.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    return taken


def measure(session: Session) -> None:
    """Let the database look at what it holds, so that it plans its ways through it well."""
    if not is_postgresql(session):
        session.execute(text("PRAGMA analysis_limit = 1000"))
    session.execute(text("ANALYZE"))
