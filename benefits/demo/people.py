"""Two thousand people who do not exist, and where each of them belonged on which days."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final, NamedTuple

from benefits.demo import people_names, units
from benefits.demo.tree import LONG_AGO, Decisions, Row, Tree
from benefits.members import BeneficiaryKind

WOMEN: Final = 0.57
WITH_PHONE, WITH_PAPER, ONLY_YEAR = 0.93, 0.6, 0.02
TRANSFERRED, LEFT, JOINED, BECAME_MEMBER = 0.03, 0.035, 0.06, 0.25
KINDS: Final = {
    BeneficiaryKind.DOAN_VIEN: 0.925,
    BeneficiaryKind.NGUOI_LAO_DONG: 0.055,
    BeneficiaryKind.THAN_NHAN: 0.02,
}
_PHONE_PREFIXES: Final = ("032", "033", "034", "035", "036", "037", "038", "039")
_PAPER_PREFIX: Final = "099"  # no province has this number
_GROWN_UP = 365 * 18


class Stay(NamedTuple):
    unit: str
    kind: BeneficiaryKind
    first: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)


@dataclass(slots=True)
class Person:
    number: str
    name: str
    sex: str
    birth: str
    phone: str
    paper: str
    stays: list[Stay] = field(default_factory=list)

    def stay_on(self, day: date) -> Stay | None:
        return next((stay for stay in self.stays if stay.covers(day)), None)

    @property
    def is_still_here(self) -> bool:
        return self.stays[-1].until is None

    def rows(self) -> Iterator[Row]:
        about = (self.number, self.name, self.birth, self.sex, self.phone, self.paper)
        for stay in self.stays:
            yield *about, stay.unit, stay.kind.value, stay.first, stay.until or ""


@dataclass(slots=True)
class Census:
    """Draws people, and then what became of them during the twelve months."""

    tree: Tree
    decided: Decisions
    first_day: date
    today: date
    source: Random
    scale: float
    people: list[Person] = field(default_factory=list)

    def take(self) -> list[Person]:
        for unit in (*units.LOCALS, *units.WORKSHOPS):
            for _ in range(max(2, round(unit.size * self.scale))):
                self.people.append(self._person(unit.code))
        everyone = self.people[:]
        self.source.shuffle(everyone)
        self._foreigners()
        self._close_the_dissolved()
        self._move(self._taken(everyone, TRANSFERRED))
        self._let_go(self._taken(everyone, LEFT))
        self._admit()
        return self.people

    def _person(self, unit: str) -> Person:
        number = len(self.people) + 1
        sex = "nu" if self.source.random() < WOMEN else "nam"
        [kind] = self.source.choices([*KINDS], [*KINDS.values()])
        birth = self._birth(kind)
        prefix = _PHONE_PREFIXES[number % len(_PHONE_PREFIXES)]
        has_phone, has_paper = (self.source.random() < each for each in (WITH_PHONE, WITH_PAPER))
        return Person(
            number=f"CA{number:06d}",
            name=people_names.full_name(sex, birth.year, self.source),
            sex=sex,
            birth=str(birth.year if self.source.random() < ONLY_YEAR else birth),
            phone=f"{prefix}000{number:04d}" if has_phone else "",
            paper=_paper(sex, birth.year, number) if has_paper else "",
            stays=[self._belonging(unit, kind, birth)],
        )

    def _birth(self, kind: BeneficiaryKind) -> date:
        if kind is BeneficiaryKind.THAN_NHAN:
            age = self.source.randint(6, 68)
        else:
            age = round(self.source.triangular(19, 60, 31))
        return self.today - timedelta(days=age * 365 + self.source.randrange(365))

    def _belonging(self, unit: str, kind: BeneficiaryKind, birth: date) -> Stay:
        opened, until = self.tree.span(unit)
        if opened > self.first_day:
            return Stay(unit, kind, opened)
        recently = self.source.random() < JOINED
        earliest = max(opened, birth + timedelta(days=_GROWN_UP), LONG_AGO)
        if kind is BeneficiaryKind.THAN_NHAN:
            earliest = max(opened, self.first_day - timedelta(days=700))
        latest = self.first_day
        if recently or earliest >= latest:
            earliest, latest = max(earliest, self.first_day), self.today - timedelta(days=20)
        if until is not None:
            latest = min(latest, until - timedelta(days=30))
        span = max(1, (latest - earliest).days)
        drawn = min(earliest, latest) + timedelta(days=self.source.randrange(span))
        return Stay(unit, kind, max(opened, drawn))

    def _foreigners(self) -> None:
        for (name, sex), person in zip(
            people_names.FOREIGNERS, self.people[60 :: max(2, len(self.people) // 6)], strict=False
        ):
            person.name, person.sex = name, sex
            person.paper = f"M{70_000_000 + int(person.number[2:])}"

    def _close_the_dissolved(self) -> None:
        """End every membership there on its last day; some go on elsewhere the same day."""
        day = self.decided.dissolved
        for person in self.people:
            if (last := person.stays[-1]).unit == units.DISSOLVED:
                person.stays[-1] = last._replace(until=day)
                if self.source.random() < 0.6:  # noqa: PLR2004 - the others retired with it
                    person.stays.append(last._replace(unit=units.TAKES_OVER, first=day))

    def _taken(self, everyone: list[Person], share: float) -> list[Person]:
        """Take people off the list who have been in one and the same unit for all the year."""
        count = max(1, round(share * len(self.people)))
        fitting = [each for each in everyone if self._has_stayed(each)][:count]
        for person in fitting:
            everyone.remove(person)
        return fitting

    def _has_stayed(self, person: Person) -> bool:
        return (
            len(person.stays) == 1
            and person.is_still_here
            and (person.stays[0].first <= self.first_day)
        )

    def _move(self, people: list[Person]) -> None:
        places = [unit.code for unit in units.LOCALS if unit.code != units.DISSOLVED]
        for person in people:
            last, day = person.stays[-1], self._day_within()
            gap = self.source.choice((0, 0, 0, 3, 14))
            after = day + timedelta(days=gap)
            there = [
                code for code in places if code != last.unit and self.tree.span(code)[0] <= after
            ]
            person.stays[-1] = last._replace(until=day)
            person.stays.append(last._replace(unit=self.source.choice(there), first=after))

    def _let_go(self, people: list[Person]) -> None:
        for person in people:
            person.stays[-1] = person.stays[-1]._replace(until=self._day_within())

    def _admit(self) -> None:
        """Make members of workers who were not yet in the union."""
        for person in self.people:
            last = person.stays[-1]
            is_worker = last.kind is BeneficiaryKind.NGUOI_LAO_DONG and self._has_stayed(person)
            if is_worker and self.source.random() < BECAME_MEMBER:
                day = self._day_within()
                person.stays[-1] = last._replace(until=day)
                person.stays.append(last._replace(kind=BeneficiaryKind.DOAN_VIEN, first=day))

    def _day_within(self) -> date:
        return self.first_day + timedelta(days=self.source.randint(45, 320))


def _paper(sex: str, birth_year: int, number: int) -> str:
    century = 2 * (birth_year // 100 - 19) + (sex == "nu")
    return f"{_PAPER_PREFIX}{century}{birth_year % 100:02d}{number:06d}"
