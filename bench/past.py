"""Purchases that lie in the ledger already when a measurement begins."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, text

from bench.scene import SEED, Scene
from benefits.database import Base, Database, new_uuid
from benefits.members import BeneficiaryKind
from benefits.periods import day_of
from benefits.purchases.models import Evidence, Method, Outcome, Purchase, Submission

DAYS: Final = 300
BLOCK: Final = 10_000
Row = dict[str, Any]


def fill(database: Database, scene: Scene, count: int) -> None:
    """Store so many purchases of the last months, each with the submission that brought it."""
    chance = random.Random(SEED)
    with database.engine.connect() as connection:
        _trust_us(connection)
        for first in range(0, count, BLOCK):
            block = [_purchase(scene, chance) for _ in range(min(BLOCK, count - first))]
            with connection.begin():
                _store(connection, Purchase, block)
                _store(connection, Submission, [_submission(row) for row in block])
        connection.invalidate()  # nobody else may be trusted like that
    _settle(database)


def _settle(database: Database) -> None:
    """Do at once what a database does by itself in the months in which so much comes together.

    Else it would do so, and write out all that was stored, while the counter is measured.
    """
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("VACUUM (ANALYZE)"))
            connection.execute(text("CHECKPOINT"))
        else:
            connection.execute(text("ANALYZE"))


def _trust_us(connection: Connection) -> None:
    """What we write is whole; asking nine tables about every row would only take longer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET session_replication_role = replica"))
        connection.commit()
    else:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]


def _purchase(scene: Scene, chance: random.Random) -> Row:
    shop, owner = chance.choice(scene.shops), chance.choice(scene.owners)
    at = datetime.now(UTC) - timedelta(minutes=chance.randrange(10, DAYS * 24 * 60))
    price = chance.randrange(20_000, 900_000, 1_000)
    return {
        "member_id": owner.number,
        "id": new_uuid(),
        "card_index": owner.number,
        "organization_id": owner.organization_id,
        "kind": BeneficiaryKind.DOAN_VIEN,
        "outlet_id": shop.outlet_id,
        "offer_version_id": shop.version_id,
        "agreement_id": shop.agreement_id,
        "bought_at": at,
        "bought_on": day_of(at),
        "list_price": price,
        "paid": price - price // 10,
        "benefit": price // 10,
        "subsidy": 0,
        "method": Method.COMPUTED,
        "evidence": Evidence.QUET_THE_IN,
        "quantity": 1,
        "warnings": [],
        "known_at": at,
    }


def _submission(row: Row) -> Row:
    told = {"purchase_id": str(row["id"]), "result": "recorded", "filling": "x" * 500}
    return {
        "id": row["id"],
        "digest": f"{row['id'].int:064x}",
        "outcome": Outcome.ACCEPTED,
        "answer": {"answer": told},
        "outlet_id": row["outlet_id"],
        "known_at": row["known_at"],
    }


def _store(connection: Connection, kind: type[Base], rows: list[Row]) -> None:
    table = cast("Table", kind.__table__)
    if connection.dialect.name != "postgresql":
        connection.execute(table.insert(), rows)
        return
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(list(_plain(row[name] for name in names)))


def _plain(values: Iterator[Any]) -> Iterator[Any]:
    for value in values:
        is_document = isinstance(value, list | dict)
        yield json.dumps(value, ensure_ascii=False) if is_document else value
