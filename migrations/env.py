"""Runs migrations, and gives up early rather than stop the tills."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, Engine, create_engine, event, make_url, pool, text

from benefits.database import DongAmount, UtcDateTime
from benefits.database.types import BigKey, ByteText, Document
from benefits.tables import metadata
from migrations import guards

PLAIN = {UtcDateTime: "sa.DateTime(timezone=True)", DongAmount: "sa.BigInteger()"}
VARIANTS = {
    id(ByteText): 'sa.String().with_variant(sa.String(collation="C"), "postgresql")',
    id(BigKey): 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")',
    id(Document): 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")',
}


def render_item(kind: str, item: Any, autogenerate: Any) -> str | Literal[False]:
    """Write plain SQLAlchemy types, so that no migration ever imports the product."""
    if kind != "type":
        return False
    if id(item) == id(Document):
        autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
    return VARIANTS.get(id(item)) or PLAIN.get(type(item)) or False


def migrate(connection: Connection, patience: float) -> None:
    """Upgrade or downgrade with the guards down, and put them up again: all of it, or nothing."""
    is_postgresql = connection.dialect.name == "postgresql"
    if is_postgresql:
        connection.execute(text("SELECT pg_advisory_lock(hashtext('migrations'))"))
        connection.execute(text(f"SET lock_timeout = {int(patience * 1000)}"))
        connection.commit()
    guards.take_down(connection)
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=not is_postgresql,
        render_item=render_item,
        compare_type=False,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    guards.put_up(connection)
    connection.commit()


def open_engine(url: str, patience: float) -> Engine:
    """Open a database for one connection, which a pool would keep with the advisory lock."""
    own = {"timeout": patience} if make_url(url).get_backend_name() == "sqlite" else {}
    made = create_engine(url, poolclass=pool.NullPool, connect_args=own)
    if made.dialect.name == "sqlite":  # its driver would commit before every change of a table
        event.listen(made, "connect", _leave_transactions_to_us)
        event.listen(made, "begin", lambda found: found.exec_driver_sql("BEGIN IMMEDIATE"))
    return made


def _leave_transactions_to_us(connection: Any, _record: object) -> None:
    connection.isolation_level = None


given = context.config.attributes
with open_engine(given["database_url"], given["patience"]).connect() as open_connection:
    migrate(open_connection, given["patience"])
