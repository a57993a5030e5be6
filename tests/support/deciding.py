"""Decisions about units of the small province, tried and carried out."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import select

from benefits import organization, reorganizations
from benefits.members import Membership
from benefits.organization import Organization
from benefits.reorganizations import Back, Choices, Decision, Kind, Plan, Preview
from tests.world import World

ONE_DAY = timedelta(days=1)
ALL_BACK = Choices(takes_back=frozenset(Back))
PAPER = Decision(number="12/QĐ-LĐLĐ", signed_on=date(2026, 4, 20))
Act = Callable[..., None]


def seen(world: World, plan: Plan, now: datetime, choices: Choices | None = None) -> Preview:
    return reorganizations.preview(world.session, plan, choices, now=now)


def objections(world: World, plan: Plan, now: datetime) -> list[str]:
    return [each.code for each in seen(world, plan, now).objections]


def spans(world: World, member_id: int) -> list[tuple[str, date, date | None]]:
    rows = world.session.execute(
        select(Organization.code, Membership.valid_from, Membership.valid_until)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.member_id == member_id)
        .order_by(Membership.valid_from)
    )
    return [tuple(row) for row in rows]  # type: ignore[misc]


def path(world: World, code: str, day: date) -> str:
    unit = organization.by_code(world.session, code)
    ids = organization.path_on(world.session, unit.id, day) or ()
    codes = dict(world.session.execute(select(Organization.id, Organization.code)).all())
    return " ".join(codes[each] for each in ids)


def decided(world: World, now: datetime, plan: Plan, choices: Choices | None = None) -> None:
    chosen = choices or Choices()
    reorganizations.carry_out(world.session, plan, chosen, PAPER, by=None, now=now)


def closing(day: date) -> Plan:
    return Plan(kind=Kind.GIAI_THE, day=day, units=("SEN",))


def merging(day: date) -> Plan:
    return Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",), into="BM")


def opening(day: date) -> Plan:
    return Plan(kind=Kind.TAI_LAP, day=day, units=("SEN",))
