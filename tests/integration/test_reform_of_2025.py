"""A year like 2025 again: sectors dissolved, districts ended, wards made, two provinces merged.

What every unit counts, before, across and after, is counted beside it from tables written by hand.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from benefits import organization, reorganizations
from benefits.cards import Card
from benefits.figures import By, Question, ask
from benefits.organization import Level, Organization
from benefits.periods import Period, start_of
from benefits.reorganizations import Choices, Decision, Kind, Part, Plan
from tests.support.uses import Ledger
from tests.world import World

FIRST, END = date(2025, 1, 1), date(2026, 1, 1)
MARCH_3, JUNE_15, JULY_1 = date(2025, 3, 3), date(2025, 6, 15), date(2025, 7, 1)
SEPTEMBER_1, OCTOBER_1 = date(2025, 9, 1), date(2025, 10, 1)
BEGAN = datetime(2024, 12, 1, tzinfo=UTC)
FOUNDED = date(2020, 1, 1)
NOW = datetime(2026, 1, 10, tzinfo=UTC)

# unit: level, and below what it stood from when; None is where it closes.
UNITS: Mapping[str, tuple[Level, list[tuple[date, str | None]]]] = {
    "TLD": (Level.TONG_LIEN_DOAN, [(FIRST, "")]),
    "BT": (Level.TINH, [(FIRST, "TLD"), (JULY_1, None)]),
    "VL": (Level.TINH, [(FIRST, "TLD")]),
    "Y-TE": (Level.CAP_TREN, [(FIRST, "BT"), (MARCH_3, None)]),
    "GIAO-DUC": (Level.CAP_TREN, [(FIRST, "BT"), (MARCH_3, None)]),
    "HUYEN-1": (Level.CAP_TREN, [(FIRST, "BT"), (JULY_1, None)]),
    "HUYEN-2": (Level.CAP_TREN, [(FIRST, "BT"), (JULY_1, None)]),
    "HUYEN-3": (Level.CAP_TREN, [(FIRST, "VL"), (JULY_1, None)]),
    "XA-1": (Level.CAP_TREN, [(JULY_1, "VL")]),
    "XA-2": (Level.CAP_TREN, [(JULY_1, "VL")]),
    "A": (Level.CO_SO, [(FIRST, "Y-TE"), (MARCH_3, "HUYEN-1"), (JULY_1, "XA-1")]),
    "B": (Level.CO_SO, [(FIRST, "Y-TE"), (MARCH_3, "HUYEN-1"), (JULY_1, "XA-2")]),
    "C": (Level.CO_SO, [(FIRST, "GIAO-DUC"), (MARCH_3, "HUYEN-2"), (JULY_1, "XA-2")]),
    "D": (Level.CO_SO, [(FIRST, "HUYEN-1"), (JULY_1, "XA-1"), (SEPTEMBER_1, None)]),
    "E": (Level.CO_SO, [(FIRST, "HUYEN-1"), (JUNE_15, None)]),
    "F": (Level.CO_SO, [(FIRST, "HUYEN-3"), (JULY_1, "XA-2"), (OCTOBER_1, "XA-1")]),
    "G": (Level.CO_SO, [(FIRST, "VL")]),
}
MERGED = {"BT": (JULY_1, "VL"), "D": (SEPTEMBER_1, "A")}
BASES = "ABCDEFG"


def ward(code: str, *units: str) -> Part:
    return Part(code=code, name=f"Công đoàn {code}", level=Level.CAP_TREN, parent="VL", units=units)


# When it was entered, and what it says: some ahead, most on the day, two late.
DECISIONS = (
    (date(2025, 3, 1), Plan(kind=Kind.GIAI_THE, day=MARCH_3, units=("Y-TE",), parent="HUYEN-1")),
    (MARCH_3, Plan(kind=Kind.GIAI_THE, day=MARCH_3, units=("GIAO-DUC",), parent="HUYEN-2")),
    (JUNE_15, Plan(kind=Kind.GIAI_THE, day=JUNE_15, units=("E",))),
    (date(2025, 6, 30), Plan(kind=Kind.SAP_NHAP, day=JULY_1, units=("BT",), into="VL")),
    (
        JULY_1,
        Plan(
            kind=Kind.THANH_LAP,
            day=JULY_1,
            parts=(ward("XA-1", "A", "D"), ward("XA-2", "B", "C", "F")),
        ),
    ),
    (
        date(2025, 7, 9),
        Plan(kind=Kind.GIAI_THE, day=JULY_1, units=("HUYEN-1", "HUYEN-2", "HUYEN-3")),
    ),
    (date(2025, 9, 20), Plan(kind=Kind.SAP_NHAP, day=SEPTEMBER_1, units=("D",), into="A")),
    (
        date(2025, 10, 20),
        Plan(kind=Kind.CHUYEN_CAP_TREN, day=OCTOBER_1, units=("F",), parent="XA-1"),
    ),
)
PERIODS = (
    (FIRST, date(2025, 4, 1)),
    (FIRST, JULY_1),
    (date(2025, 6, 15), date(2025, 7, 15)),
    (JULY_1, END),
    (date(2025, 8, 15), date(2025, 9, 15)),
    (date(2025, 9, 15), date(2025, 10, 15)),
    (FIRST, END),
)


@dataclass
class Use:
    person: int
    unit: str
    day: date
    benefit: int


@dataclass
class Year:
    """Purchases by day, and the decisions carried out when they were entered."""

    world: World
    uses: list[Use] = field(default_factory=list)

    def begin(self) -> None:
        units: dict[str, Organization] = {}
        for code, (level, stays) in UNITS.items():
            first, parent = stays[0]
            if first == FIRST:
                units[code] = organization.establish(
                    self.world.session,
                    code,
                    f"Đơn vị {code}",
                    level,
                    units.get(parent or ""),
                    day=FOUNDED,
                    now=BEGAN,
                )
        self.people = [
            (self.world.member(f"M{code}{n}", f"Lê {code} {n}", units[code]), code)
            for code in BASES
            for n in range(4)
        ]
        self.cards = [self.world.card(member, since=FOUNDED) for member, _ in self.people]
        self.units = units

    def go_by(self, seed: int) -> None:
        waiting = list(DECISIONS)
        chance = random.Random(seed)
        day = FIRST
        while day < END:
            while waiting and waiting[0][0] == day:
                self.decide(waiting.pop(0)[1], day)
            for _ in range(chance.randrange(3)):
                self.buy(chance, day)
            day += timedelta(days=1)

    def decide(self, plan: Plan, entered: date) -> None:
        paper = Decision(number=f"{entered:%d%m}/QĐ", signed_on=entered)
        now = start_of(entered) + timedelta(hours=9)
        session = self.world.session
        reorganizations.carry_out(session, plan, Choices(), paper, by=None, now=now)

    def buy(self, chance: random.Random, day: date) -> None:
        place = chance.randrange(len(self.people))
        code, card = self.people[place][1], self.cards[place]
        if code == "E" and day >= JUNE_15:
            return
        is_heir = code == "D" and day >= SEPTEMBER_1
        known_as = "A" if code == "D" and day >= date(2025, 9, 20) else code
        benefit = chance.randrange(1, 1_000)
        self.record(card, known_as, day, benefit)
        self.uses.append(Use(place, "A" if is_heir else code, day, benefit))

    def record(self, card: Card, unit: str, day: date, benefit: int) -> None:
        ledger = Ledger(self.world, start_of(day) + timedelta(hours=8))
        ledger.use(card, self.units[unit], day, benefit=benefit)

    def told(self, period: tuple[date, date], as_of: datetime = NOW) -> dict[str, tuple[int, ...]]:
        root = self.units["TLD"].id
        question = Question(root, Period(*period), as_of, by=By.ORGANIZATION)
        rows = ask(self.world.session, question).rows
        return {row.key: (row.people, row.uses, int(row.benefit)) for row in rows}

    def counted(self, period: tuple[date, date]) -> dict[str, tuple[int, ...]]:
        found: dict[str, list[Use]] = {}
        for use in self.uses:
            if period[0] <= use.day < period[1]:
                for unit in counted_by(use.unit, use.day, period[1]):
                    found.setdefault(unit, []).append(use)
        return {
            unit: (len({use.person for use in uses}), len(uses), sum(use.benefit for use in uses))
            for unit, uses in found.items()
        }


def above(unit: str, day: date) -> Iterator[str]:
    """A unit and everything it stood below on a day, by the table."""
    while unit:
        yield unit
        unit = [parent for since, parent in UNITS[unit][1] if since <= day][-1] or ""


def counted_by(unit: str, day: date, end: date) -> set[str]:
    """Whoever counts what a unit did: the lowest merged one gives way to its heir's line."""
    mine: set[str] = set()
    for each in above(unit, day):
        merged, heir = MERGED.get(each, (day, ""))
        if heir and day < merged < end:
            return mine | counted_by(heir, merged, end)
        mine.add(each)
    return mine


@pytest.fixture
def year(world: World) -> Year:
    made = Year(world)
    made.begin()
    made.go_by(seed=2025)
    return made


def test_every_unit_counts_what_a_count_by_hand_counts_and_no_period_over_changes(
    year: Year,
) -> None:
    """A year takes long to live through, so both are asked of one."""
    assert len(year.uses) > 100
    for period in PERIODS:
        told, counted = year.told(period), year.counted(period)
        assert {unit: figures for unit, figures in told.items() if figures[1]} == counted
    what_ended_by_the_day_of_a_merger_stays_as_it_was_told_before(year)


def what_ended_by_the_day_of_a_merger_stays_as_it_was_told_before(year: Year) -> None:
    before_merger = start_of(date(2025, 6, 29))
    half = (FIRST, date(2025, 6, 29))
    assert year.told(half, before_merger) == year.told(half)
    before_move = start_of(date(2025, 10, 19))
    quarter = (JULY_1, OCTOBER_1)
    assert year.told(quarter, before_move) == year.told(quarter)
    month = (OCTOBER_1, date(2025, 10, 19))
    then, now = year.told(month, before_move), year.told(month)
    assert then["XA-1"][1] < now["XA-1"][1]
    assert then["XA-2"][1] > now["XA-2"][1]
    assert then["VL"] == now["VL"]
