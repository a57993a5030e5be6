"""Whatever is decided in whatever order, the tree stands, people belong to open units, and every
use counts along exactly one path."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from benefits import organization, reorganizations
from benefits.figures import By, Question, Reading, ask
from benefits.members import Membership
from benefits.organization import Level, Organization, Placement, as_known
from benefits.periods import Period
from benefits.reorganizations import Back, Choices, Decision, Kind, Part, Plan, Refused
from tests.support.uses import Ledger
from tests.world import KNOWN, World

BEGAN, DAYS = date(2026, 2, 1), 24
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
PAPER = Decision(number="1/QĐ", signed_on=BEGAN)
USED = ("lotus", "dawn")
ONE_BY_ONE = settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])

Drawn = tuple[Kind, int, int, int, int, bool]
drawn = st.tuples(
    st.sampled_from(Kind),
    st.integers(0, DAYS),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
    st.booleans(),
)


def day(number: int) -> date:
    return BEGAN + timedelta(days=number)


class Union:
    """The small province, with uses on many days, and decisions made of what was drawn."""

    def __init__(self, world: World, now: datetime) -> None:
        self.world, self.now, self.made = world, now, 0
        self.choices = Choices()
        cards = (world.hanh_card, world.son_card, world.lan_card)
        units = (world.lotus, world.lotus, world.dawn)
        ledger = Ledger(world, KNOWN)
        for number in range(0, DAYS, 5):
            for card, unit in zip(cards, units, strict=True):
                ledger.use(card, unit, day(number))
                self.made += 1

    def plan(self, step: int, told: Drawn) -> Plan:
        kind, when, one, other, third, flag = told
        codes = sorted(self.world.session.scalars(select(Organization.code)))
        codes.remove("T")
        first, second, parent = (codes[each % len(codes)] for each in (one, other, third))
        people = frozenset({self.world.hanh.id, self.world.lan.id}) if flag else frozenset[int]()
        parts = [
            Part(code=f"N{step}{n}", name=f"Mới {step}{n}", level=Level.CO_SO, parent=None)
            for n in range(2)
        ]
        theirs = people & self.people_in(first)
        self.choices = Choices(takes_back=frozenset(Back if flag else ()))
        told_of: dict[Kind, dict[str, Any]] = {
            Kind.THANH_LAP: {"parts": (_under(parts[0], parent, first),)},
            Kind.GIAI_THE: {"units": (first,), "parent": parent, "with_below": flag},
            Kind.SAP_NHAP: {"units": (first,), "into": second},
            Kind.HOP_NHAT: {"units": (first, second), "parts": (parts[0],)},
            Kind.CHIA: {"units": (first,), "parts": (_with(parts[0], theirs), _rest(parts[1]))},
            Kind.TACH: {"units": (first,), "parts": (_with(parts[0], theirs),)},
            Kind.CHUYEN_CAP_TREN: {"units": (first,), "parent": parent if flag else "T"},
            Kind.DOI_TEN: {"units": (first,), "name": f"Tên {step}"},
            Kind.TAI_LAP: {"units": (first,), "parent": "T"},
        }
        return Plan(kind=kind, day=day(when), **told_of[kind])

    def people_in(self, code: str) -> frozenset[int]:
        unit = organization.by_code(self.world.session, code)
        now = select(Membership.member_id).where(
            Membership.organization_id == unit.id, Membership.valid_until.is_(None)
        )
        return frozenset(self.world.session.scalars(now))

    def decide(self, plan: Plan) -> bool:
        session, choices, now = self.world.session, self.choices, self.now
        objections = reorganizations.preview(session, plan, choices, now=now).objections
        if objections:
            with pytest.raises(Refused):
                self.carry_out(plan)
            return False
        self.carry_out(plan)
        return True

    def carry_out(self, plan: Plan) -> None:
        session, now = self.world.session, self.now
        reorganizations.carry_out(session, plan, self.choices, PAPER, by=None, now=now)

    def paths(self) -> dict[tuple[int, date], list[tuple[int, ...]]]:
        rows = self.world.session.scalars(select(Placement).where(as_known(Placement))).all()
        found: dict[tuple[int, date], list[tuple[int, ...]]] = {}
        for number in range(-1, DAYS + 2):
            for row in rows:
                ends = row.valid_until or date.max
                if row.valid_from <= day(number) < ends:
                    place = row.organization_id, day(number)
                    found.setdefault(place, []).append(organization.ids_of(row.path))
        return found

    def check_tree(self) -> None:
        paths = self.paths()
        for (unit, when), found in paths.items():
            [path] = found
            assert path[-1] == unit
            assert len(set(path)) == len(path)
            assert path[0] == self.world.province.id
            assert path[:-1] == () or paths[path[-2], when] == [path[:-1]]
        for span in self.world.session.scalars(select(Membership)):
            for number in range(DAYS + 1):
                if span.valid_from <= day(number) < (span.valid_until or date.max):
                    assert (span.organization_id, day(number)) in paths

    def check_uses(self) -> None:
        for reading in Reading:
            for root in (None, self.world.province.id):
                asked = {"tree": reading, "by": By.PART}
                rows = ask(self.world.session, Question(root, YEAR, self.now, **asked)).rows  # type: ignore[arg-type]
                assert sum(row.uses for row in rows) == self.made
        people = Counter(
            use for use in self.world.session.scalars(select(Membership.member_id)).all()
        )
        assert set(people) == {self.world.hanh.id, self.world.son.id, self.world.lan.id}


def _under(part: Part, parent: str, unit: str) -> Part:
    return Part(code=part.code, name=part.name, level=part.level, parent=parent, units=(unit,))


def _with(part: Part, members: frozenset[int]) -> Part:
    return Part(code=part.code, name=part.name, level=part.level, members=members)


def _rest(part: Part) -> Part:
    return Part(code=part.code, name=part.name, level=part.level, takes_rest=True)


@ONE_BY_ONE
@given(story=st.lists(drawn, min_size=3, max_size=7))
def test_decisions_in_any_order_leave_a_tree_that_stands(
    world: World, now: datetime, story: list[Drawn]
) -> None:
    with world.session.begin_nested() as example:
        union = Union(world, now)
        for step, told in enumerate(story):
            if union.decide(union.plan(step, told)):
                union.check_tree()
        union.check_uses()
        example.rollback()
    world.session.expire_all()
