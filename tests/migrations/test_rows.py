"""A database in use goes there and back too, and one that cannot go stays as it was."""

from datetime import datetime
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect, pool, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import migrations
from benefits import audit
from benefits.access import accounts, machines
from tests.migrations.reading import schema_of
from tests.world import World

FIRST, NEWEST = "0001", "head"
KEYED = ("partners", "outlets", "offer_versions", "organization_names", "accounts")
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def engine(empty_url: str, now: datetime) -> Engine:
    """A database of the newest revision with somebody and something in every altered table."""
    made = create_engine(empty_url, poolclass=pool.NullPool)
    with Session(made) as session, session.begin():
        world = World(session)
        world.partner("DD", "Đồng Đội – cà phê Ổ")
        officer = accounts.add_officer(
            session,
            login="an@hoaphuong.example",
            name="Đỗ Thị Ánh",
            now=now,
            organization_id=world.province.id,
        )
        machines.issue_token(
            session, name="Kho", permissions=machines.READING, now=now, expires_at=None
        )
        audit.note(session, officer.account.id, "card_lost", "cards", 1, now=now)
    return made


def rows_of(engine: Engine) -> Rows:
    with engine.connect() as connection:
        tables = sorted(set(inspect(connection).get_table_names()) - {"offer_stamps"})
        found = {table: connection.execute(text(f"SELECT * FROM {table}")) for table in tables}
        return {
            table: sorted(({**row} for row in rows.mappings()), key=repr)
            for table, rows in found.items()
        }


def keys_of(rows: Rows) -> dict[str, list[str]]:
    return {
        table: [
            row["title_key" if table == "offer_versions" else "name_key"] for row in rows[table]
        ]
        for table in KEYED
    }


def without_new(rows: Rows, old: Rows) -> Rows:
    """Keep the tables and columns that the older revision knows."""
    return {
        table: sorted(
            ({name: row[name] for name in old[table][0]} for row in rows[table]), key=repr
        )
        for table in old
        if old[table] and table != "alembic_version"
    }


def test_rows_come_along_there_and_back(empty_url: str, engine: Engine) -> None:
    before = rows_of(engine)
    migrations.downgrade(empty_url, FIRST)
    old = rows_of(engine)
    assert without_new(before, old) == {
        table: rows for table, rows in old.items() if rows and table != "alembic_version"
    }
    migrations.upgrade(empty_url, NEWEST)
    after = rows_of(engine)
    assert keys_of(after) == keys_of(before)
    assert "dong doi – ca phe o" in keys_of(after)["partners"]
    assert "do thi anh" in keys_of(after)["accounts"]
    assert after == before


def test_an_upgrade_that_fails_leaves_the_schema_and_its_guards(
    empty_url: str, engine: Engine
) -> None:
    migrations.downgrade(empty_url, FIRST)
    before = schema_of(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE card_phones (in_the_way INTEGER)"))
    with pytest.raises(DBAPIError):
        migrations.upgrade(empty_url, NEWEST)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE card_phones"))
    assert schema_of(engine) == before
    migrations.upgrade(empty_url, NEWEST)


def test_whoever_writes_is_waited_for_and_then_the_upgrade_gives_up(
    kind: str, empty_url: str, engine: Engine
) -> None:
    migrations.downgrade(empty_url, "-1")
    before = schema_of(engine)
    begin = "BEGIN IMMEDIATE" if kind == "sqlite" else "LOCK TABLE partners"
    with engine.connect() as till:
        till.exec_driver_sql(begin)
        since = monotonic()
        with pytest.raises(DBAPIError):
            migrations.upgrade(empty_url, NEWEST, patience=0.5)
        assert monotonic() - since > 0.4
    assert schema_of(engine) == before
