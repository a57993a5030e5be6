"""The database is told how many of an outlet's latest prices are looked at."""

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from benefits.database.planned import NUMBERED
from benefits.purchases import oddities

DIALECTS = [NUMBERED, SQLiteDialect_pysqlite()]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_how_many_prices_are_looked_at_stands_in_the_statement(dialect: Dialect) -> None:
    """As a parameter it keeps PostgreSQL from keeping a plan where much was sold at an outlet."""
    words = str(oddities.asking(1, 200_000).statement.statement.compile(dialect=dialect))
    assert f"LIMIT {oddities.LOOKED_AT}" in words
    assert f"LIMIT {oddities.ENOUGH_LIKE_IT}" in words
