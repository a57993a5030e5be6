"""A small simulated province on either database, and its tables read back as plain rows."""

import hashlib
from collections import Counter as Tally
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import select

from benefits.database import Database
from benefits.simulation import Asked, Loaded, load
from benefits.simulation.plan import Plan, plan_of
from benefits.tables import metadata

Row = dict[str, Any]
ASKED = Asked(
    members=500, organizations=24, purchases=4_000, months=13, seed=7, until=date(2026, 5, 1)
)
CHANCE = {"offer_stamps"}
"""Tables that are new with every change, whoever makes it."""


def quietly(_what: str) -> Any:
    return lambda _done, _of: None


@dataclass(frozen=True)
class Simulated:
    database: Database
    asked: Asked
    loaded: Loaded

    @classmethod
    def into(cls, database: Database, asked: Asked = ASKED) -> "Simulated":
        return cls(database, asked, load(database, asked, quietly))

    @cached_property
    def plan(self) -> Plan:
        return plan_of(self.asked)

    def rows(self, table: str) -> list[Row]:
        with self.database.read() as session:
            return [dict(row) for row in session.execute(select(metadata.tables[table])).mappings()]

    def digests(self) -> dict[str, str]:
        """Return for every table what tells whether two databases hold the same rows."""
        return {
            name: hashlib.sha256(
                "\n".join(
                    sorted(repr(list(row.values())) for row in self.rows(name) if _is_of_both(row))
                ).encode()
            ).hexdigest()
            for name in sorted(metadata.tables.keys() - CHANCE)
        }


def _is_of_both(row: Row) -> bool:
    """SQLite alone writes down what PostgreSQL's sequences remember by themselves."""
    return row.get("name") not in {"agreements", "offers", "offer_versions", "roll_scans"}


def holds(span: Row, day: Any) -> bool:
    return span["valid_from"] <= day and (span["valid_until"] is None or day < span["valid_until"])


def counted(province: Simulated) -> dict[str, tuple[set[int], int, int]]:
    """Count what stands below each unit, by the plan alone."""
    plan, codes = province.plan, {row["id"]: row["code"] for row in province.rows("organizations")}
    homes = {plan.units[home.unit].code: place for place, home in enumerate(plan.homes)}
    back: dict[UUID, Row] = {row["purchase_id"]: row for row in province.rows("reversals")}
    people, uses, benefit = defaultdict[str, set[int]](set), Tally[str](), Tally[str]()
    for row in province.rows("purchases"):
        returned = back.get(row["id"])
        if returned and returned["is_whole"]:
            continue
        place = homes[codes[row["organization_id"]]]
        day = (row["bought_on"] - province.asked.first).days
        home = plan.homes[plan.into if place == plan.merged else place]
        above = {0, plan.upper_of(place, day), home.local, home.unit}
        for code in (plan.units[each].code for each in above):
            people[code].add(row["member_id"])
            uses[code] += 1
            benefit[code] += row["benefit"] - (returned["benefit"] if returned else 0)
    return {code: (who, uses[code], benefit[code]) for code, who in people.items()}
