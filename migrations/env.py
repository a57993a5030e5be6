"""Runs migrations, and gives up early rather than stop the tills."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, create_engine, pool, text

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


def migrate(connection: Connection) -> None:
    """Upgrade or downgrade with the guards down, and put them up again."""
    is_postgresql = connection.dialect.name == "postgresql"
    if is_postgresql:
        connection.execute(text("SELECT pg_advisory_lock(hashtext('migrations'))"))
        connection.execute(text("SET lock_timeout = '4s'"))
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=not is_postgresql,
        render_item=render_item,
        compare_type=False,
        transaction_per_migration=True,
    )
    guards.take_down(connection)
    connection.commit()
    with context.begin_transaction():
        context.run_migrations()
    guards.put_up(connection)
    connection.commit()


# A pooled connection would keep the advisory lock after we are done with it.
engine = create_engine(context.config.attributes["database_url"], poolclass=pool.NullPool)

with engine.connect() as open_connection:
    migrate(open_connection)
