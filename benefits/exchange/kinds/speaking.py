"""Of whom a whole file speaks: which rows mean one person, and who shares a name.

Everything here is told by the file alone, so that it is the same however its rows are grouped,
rehearsed or applied.
"""

from collections.abc import Iterable, Mapping
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

    def hear(
        self, number: Mark | None, paper: Mark | None, birth: str | None, phone: Mark | None
    ) -> None:
        self.number, self.paper = self.number or number, self.paper or paper
        self.birth, self.phone = self.birth or birth, self.phone or phone

    def is_contradicted_by(self, number: Mark | None, paper: Mark | None) -> bool:
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
    vague: set[Mark] = field(default_factory=set)
    """The names that somebody has of whom no whole birthday was told."""
    born: set[Mark] = field(default_factory=set)
    """Each name with the whole birthday of somebody who has it: few are looked for further."""
    born_alike: set[Mark] = field(default_factory=set)
    """Those of them that two people or more have."""
    codes: dict[str, str] = field(default_factory=dict)
    """Each code as it stands in memory once, however many rows name it."""
    units: dict[str, int] = field(default_factory=dict)
    """The names of units → the first line that has each."""
    within: dict[str, int] = field(default_factory=dict)
    """The titles below which rows stand that name no unit themselves → the first line below."""
    told_below: dict[int, dict[str, str]] = field(default_factory=dict)
    """Numbers and papers that a person's first line lacks, by that line, from the rows below.

    With the hash of a paper goes its end.
    """
    by_name: int = 0
    """The last line that spoke of a person further up by no more than a name and a birthday."""

    def hear(self, row: Row) -> Spoken:
        """Take a row in; return the person it speaks of."""
        tell = row.values.get
        code, unit = tell("organization_code"), tell("organization_name")
        if not unit and (within := tell("within")):
            self.within.setdefault(within, row.line)
            unit = within
        if code:
            code = self.codes.setdefault(code, code)
        elif unit and tell("organization_name"):
            self.units.setdefault(unit, row.line)
        number, paper = mark(tell("member_no")), mark(tell("citizen_id_hash"))
        birth, name, phone = tell("birth"), tell("full_name"), mark(tell("phone"))
        key = hash(sort_key(name)) if name else None
        mates = self.named.setdefault(key, []) if key is not None else []
        spoken = self._known(number, paper)
        if spoken is None and mates and (key in self.vague or hash((key, birth)) in self.born):
            spoken = _alike(mates, row.values, number, paper)
            self.by_name = row.line if spoken else self.by_name
        if spoken is None:
            spoken = Spoken(row.line, code, unit, number, paper, birth, phone)
            self._join(mates, key, spoken)
        else:
            self._keep_what_lacked(spoken, row.values)
            spoken.hear(number, paper, birth, phone)
            if all(each is not spoken for each in mates):
                self._join(mates, key, spoken)
        if number:
            self.numbers.setdefault(number, spoken)
        if paper:
            self.papers.setdefault(paper, spoken)
        return spoken

    def _join(self, mates: list[Spoken], key: Mark | None, spoken: Spoken) -> None:
        """Let somebody be among those of a name; a whole birthday once told stays."""
        mates.append(spoken)
        if key is None:
            return
        if not is_birthday(spoken.birth):
            self.vague.add(key)
        elif (born := hash((key, spoken.birth))) in self.born:
            self.born_alike.add(born)
        else:
            self.born.add(born)

    def below(self, line: int, column: str) -> str | None:
        """Return the number or paper that only a later row tells of a line's person."""
        told = self.told_below.get(line)
        return told.get(column) if told else None

    def namesakes(self, name: str) -> list[Spoken]:
        return self.named.get(hash(sort_key(name)), [])

    def may_be(self, name: str, birth: str | None) -> list[Spoken]:
        """Return the namesakes but those of another birthday, if there are two or more."""
        key = hash(sort_key(name))
        is_told = key not in self.vague and is_birthday(birth)
        if is_told and hash((key, birth)) not in self.born_alike:
            return []
        namesakes = self.named.get(key, [])
        if not is_told:
            return namesakes
        return [each for each in namesakes if each.birth == birth]

    def paper_of_another(self, told: Told) -> Spoken | None:
        """Return who has a row's identity paper in the file and is not whom its number means."""
        found = self.papers.get(mark(told.get("citizen_id_hash")))
        if found is None:
            return None
        number = mark(told.get("member_no"))
        meant = self.numbers.get(number, found)
        return found if meant is not found or differ(found.number, number) else None

    def _keep_what_lacked(self, spoken: Spoken, told: Told) -> None:
        for column, known in (("member_no", spoken.number), ("citizen_id_hash", spoken.paper)):
            if known is None and told.get(column):
                below = self.told_below.setdefault(spoken.line, {})
                below[column] = told[column]
                if column == "citizen_id_hash":
                    below["citizen_id_last4"] = told["citizen_id_last4"]

    def _known(self, number: Mark | None, paper: Mark | None) -> Spoken | None:
        """Find the person by number, else by paper."""
        if found := self.numbers.get(number):
            return found
        found = self.papers.get(paper)
        return found if found and not found.is_contradicted_by(number, paper) else None


def _alike(
    mates: list[Spoken], told: Told, number: Mark | None, paper: Mark | None
) -> Spoken | None:
    """Find the person by name and whole birthday in the unit that a row names."""
    birth = told.get("birth")
    if not is_birthday(birth) or not (mates := [each for each in mates if each.birth == birth]):
        return None
    code = told.get("organization_code")
    unit = folded(told.get("organization_name") or told.get("within", ""))
    alike = (each for each in mates if each.code == code)
    there = (each for each in alike if folded(each.unit or "") == unit)
    return next((each for each in there if not each.is_contradicted_by(number, paper)), None)


def heard(rows: Iterable[Row]) -> Said:
    said = Said()
    for row in rows:
        said.hear(row)
    return said
