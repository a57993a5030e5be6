"""Column types that behave alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

from benefits.money import Dong


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. SQLite has no zones, so both ends are ours."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class DongAmount(TypeDecorator[Dong]):
    """A bigint. PostgreSQL sums those into a numeric; this hands back whole đồng."""

    impl = BigInteger
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Dong | None:
        return None if value is None else Dong(int(value))


# SQLite numbers a row by itself only where the key is declared INTEGER.
BigKey = BigInteger().with_variant(Integer, "sqlite")
# Sorted and searched by bytes: the order is made in Python, no database knows Vietnamese.
ByteText = String().with_variant(String(collation="C"), "postgresql")
Document = JSON().with_variant(JSONB(), "postgresql")


def values_of(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def kept_as_text(kind: type[StrEnum], check: str | None = None) -> Enum:
    """A column of the enum's values, checked by the database under a fixed name.

    A second column of the same enum in one table names its own check.
    """
    return Enum(
        kind,
        native_enum=False,
        length=40,
        values_callable=values_of,
        create_constraint=True,
        name=check or _check_name(kind),
        validate_strings=True,
    )


def _check_name(kind: type[StrEnum]) -> str:
    letters = (f"_{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__)
    return "".join(letters).lstrip("_")
