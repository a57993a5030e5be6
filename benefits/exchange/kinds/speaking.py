"""Of whom a whole file speaks: which rows mean one person, and who shares a name.

Everything here is told by the file alone, so that it is the same however its rows are grouped,
rehearsed or applied.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from benefits.exchange.outcome import Row
from benefits.members.names import folded, is_birthday, sort_key

Told = Mapping[str, Any]
Mark = int
"""What a text is compared by: a file may name a hundred thousand people."""


def mark(text: str | None) -> Mark | None:
    return hash(text) if text else None


@dataclass(slots=True)
class Spoken:
    """One person of the file, and what its rows tell that makes out a person.

    `line` is the first that speaks of the person.
    """

    line: int
    code: str | None
    unit: str | None
    number: Mark | None = None
    paper: Mark | None = None
    birth: str | None = None
    phone: Mark | None = None

    def hear(self, told: Told) -> None:
        self.number = self.number or mark(told.get("member_no"))
        self.paper = self.paper or mark(told.get("citizen_id_hash"))
        self.birth = self.birth or told.get("birth")
        self.phone = self.phone or mark(told.get("phone"))

    def is_contradicted_by(self, told: Told) -> bool:
        number, paper = mark(told.get("member_no")), mark(told.get("citizen_id_hash"))
        return differ(self.number, number) or differ(self.paper, paper)


def differ(one: Mark | None, other: Mark | None) -> bool:
    """Tell whether both are told, and not alike."""
    return one is not None and other is not None and one != other


@dataclass(slots=True)
class Said:
    """What a file says, gathered row by row while it is checked.

    `named` finds people by what orders a name, which keeps its tones but neither capitals nor
    where a tone stands.
    """

    numbers: dict[Mark | None, Spoken] = field(default_factory=dict)
    papers: dict[Mark | None, Spoken] = field(default_factory=dict)
    named: dict[Mark, list[Spoken]] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    units: dict[str, int] = field(default_factory=dict)
    """The names of units → the first line that has each."""

    def hear(self, row: Row) -> Spoken:
        """Take a row in; return the person it speaks of."""
        told = row.values
        code, unit = told.get("organization_code"), told.get("organization_name")
        if code:
            self.codes.add(code)
        elif unit:
            self.units.setdefault(unit, row.line)
        spoken = self._known(told) or Spoken(row.line, code, unit)
        spoken.hear(told)
        self._keep(spoken, told)
        return spoken

    def namesakes(self, name: str) -> list[Spoken]:
        return self.named.get(hash(sort_key(name)), [])

    def paper_of_another(self, told: Told) -> Spoken | None:
        """Return who has a row's identity paper in the file under another number."""
        found = self.papers.get(mark(told.get("citizen_id_hash")))
        return found if found and differ(found.number, mark(told.get("member_no"))) else None

    def _known(self, told: Told) -> Spoken | None:
        """Find the person by number, else by paper, else by name and whole birthday."""
        if found := self.numbers.get(mark(told.get("member_no"))):
            return found
        found = self.papers.get(mark(told.get("citizen_id_hash")))
        if found and not found.is_contradicted_by(told):
            return found
        if "full_name" not in told or not is_birthday(told.get("birth")):
            return None
        return next(self._alike(told), None)

    def _alike(self, told: Told) -> Iterator[Spoken]:
        unit = folded(told.get("organization_name", ""))
        for spoken in self.namesakes(told["full_name"]):
            is_there = spoken.code == told.get("organization_code")
            is_there = is_there and folded(spoken.unit or "") == unit
            if is_there and spoken.birth == told["birth"] and not spoken.is_contradicted_by(told):
                yield spoken

    def _keep(self, spoken: Spoken, told: Told) -> None:
        if spoken.number:
            self.numbers.setdefault(spoken.number, spoken)
        if spoken.paper:
            self.papers.setdefault(spoken.paper, spoken)
        if "full_name" in told:
            mates = self.named.setdefault(hash(sort_key(told["full_name"])), [])
            if all(each is not spoken for each in mates):
                mates.append(spoken)


def heard(rows: Iterable[Row]) -> Said:
    said = Said()
    for row in rows:
        said.hear(row)
    return said
