"""Every revision there and back, on both databases, and what the database says of itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, create_engine, pool

import migrations
from benefits.tables import metadata
from migrations import guards
from tests.migrations.reading import Schema, schema_of
from tests.support.postgres import fresh_database

SCRIPTS = ScriptDirectory.from_config(migrations.config("sqlite://"))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
EMPTY: Schema = {"columns": {}, "keys": {}, "references": {}}


@pytest.fixture
def empty(kind: str, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/road.db" if kind == "sqlite" else fresh_database("road")


@pytest.fixture
def engine(empty: str) -> Iterator[Engine]:
    made = create_engine(empty, poolclass=pool.NullPool)
    yield made
    made.dispose()


def test_the_newest_revision_is_the_one_written_down() -> None:
    names = [Path(script.path).stem for script in SCRIPTS.walk_revisions()]
    assert (migrations.HERE / "HEAD").read_text().strip() == names[0]
    assert SCRIPTS.get_heads() == [REVISIONS[-1]]


def test_every_revision_goes_there_and_back(empty: str, engine: Engine) -> None:
    standing = [schema_of(engine)]
    for revision in REVISIONS:
        migrations.upgrade(empty, revision)
        standing.append(schema_of(engine))
    for place in reversed(range(len(REVISIONS))):
        migrations.downgrade(empty, REVISIONS[place - 1] if place else "base")
        assert schema_of(engine) == standing[place], REVISIONS[place]
    migrations.upgrade(empty)
    assert schema_of(engine) == standing[-1]


def test_the_tables_are_the_models(empty_url: str) -> None:
    command.check(migrations.config(empty_url))


def test_every_check_partial_index_and_guard_stands(empty_url: str) -> None:
    made = create_engine(empty_url, poolclass=pool.NullPool)
    found = schema_of(made)

    checks = {
        (table.name, str(check.name))
        for table in metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }
    named = {
        (table, name if name.startswith("ck_") else f"ck_{table}_{name}") for table, name in checks
    }
    assert found["checks"] == named

    partial = {
        str(index.name)
        for table in metadata.tables.values()
        for index in table.indexes
        if index.dialect_options["sqlite"]["where"] is not None
    }
    assert partial
    assert found["partial"] - {"ex_placements_apart"} == partial

    dialect = made.dialect.name
    tables = set(metadata.tables)
    assert found["triggers"] == {name for name, _, _ in guards.listed(dialect, tables)}
    assert found["exclusions"] == (
        set() if dialect == "sqlite" else {"ex_memberships_apart", "ex_placements_apart"}
    )
