"""Fills an empty database with a whole province, or leaves it as it was: one transaction."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Account
from benefits.database import Database, is_postgresql, keep_clear_of, take_keys
from benefits.errors import Conflict
from benefits.members import Member
from benefits.organization import Organization
from benefits.partners import Partner
from benefits.purchases import Purchase
from benefits.simulation.asked import Asked
from benefits.simulation.batches import TABLES, store
from benefits.simulation.founding import found
from benefits.simulation.indexes import measure, take_down
from benefits.simulation.making import made_aside, made_here
from benefits.simulation.market import Market, open_market
from benefits.simulation.peopling import Start
from benefits.simulation.plan import Plan, plan_of
from benefits.simulation.pouring import hurry

Progress = Callable[[int, int], None]
Watch = Callable[[str], Progress]
PURCHASES: Final = "lượt sử dụng"
INDEXES: Final = "chỉ mục"
WORTH_A_PROCESS: Final = 200_000
"""Rows from which on a second process earns more than its start costs."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a province came to hold: rows by table, and the days its purchases lie in."""

    first: date
    until: date
    organizations: int
    partners: int
    outlets: int
    offers: int
    rows: dict[str, int]

    def to_json(self) -> dict[str, int | str]:
        return {
            "from": self.first.isoformat(),
            "until": self.until.isoformat(),
            "organizations": self.organizations,
            "partners": self.partners,
            "outlets": self.outlets,
            "offers": self.offers,
            **self.rows,
        }


def load(database: Database, asked: Asked, watch: Watch) -> Loaded:
    """Make and store the province; `watch` is told how far each long part has come."""
    plan = plan_of(asked)
    with database.write() as session:
        if not is_empty(session):
            raise Conflict("database_not_empty")
        hurry(session)
        keys = found(session, plan, asked)
        market = open_market(session, plan, keys, asked)
        taken = take_down(session, TABLES)
        stored = _people(session, _start(session, plan, market, keys, asked), watch(PURCHASES))
        show = watch(INDEXES)
        for number in taken.put_up(session):
            show(number, len(taken.statements))
        measure(session)
        return _loaded(asked, plan, market, stored)


def _start(session: Session, plan: Plan, market: Market, units: list[int], asked: Asked) -> Start:
    members = take_keys(session, "members", asked.members)
    [span], [card] = (take_keys(session, name) for name in ("memberships", "cards"))
    as_text = is_postgresql(session)
    return Start(asked, plan, market, units, members, span, card, as_text)


def _people(session: Session, start: Start, show: Progress) -> dict[str, int]:
    """Store everybody batch by batch, and say which keys are taken."""
    asked, stored = start.asked, dict.fromkeys(TABLES, 0)
    is_much = asked.members + asked.purchases >= WORTH_A_PROCESS
    with made_aside(start) if is_much else nullcontext(made_here(start)) as batches:
        for batch in batches:
            store(session, batch, stored)
            keep_clear_of(session, "memberships", batch.next_span - 1)
            keep_clear_of(session, "cards", batch.next_card - 1)
            show(stored[Purchase.__tablename__], asked.purchases)
    return stored


def is_empty(session: Session) -> bool:
    begun = (Organization.id, Member.id, Partner.id, Account.id)
    return all(session.scalar(select(key).limit(1)) is None for key in begun)


def _loaded(asked: Asked, plan: Plan, market: Market, stored: dict[str, int]) -> Loaded:
    offered = (market.partners, market.outlets, market.offers)
    return Loaded(asked.first, asked.until, len(plan.units), *offered, stored)
