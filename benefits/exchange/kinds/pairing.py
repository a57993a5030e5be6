"""Rows of a file and people of a unit who share a name, brought together without guessing.

A pair is made where nothing contradicts it and neither could be meant by, or mean, another with
as much right. Number and identity paper are asked before; here only what is left is weighed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from benefits.exchange.kinds.speaking import Mark, Spoken, differ
from benefits.members.names import is_birthday

YEAR = 4


class Stay(IntEnum):
    """Where a known person is today: nearer comes first."""

    HERE = 0
    LEFT = 1
    ELSEWHERE = 2


@dataclass(frozen=True, slots=True)
class Known:
    """A person of a unit; `number` only where the union gave it."""

    id: int
    stay: Stay
    number: Mark | None = None
    paper: Mark | None = None
    birth: str | None = None
    phone: Mark | None = None


class Evidence(IntEnum):
    """What speaks for a pair, beside the name: the strongest first."""

    BIRTHDAY_AND_PHONE = 0
    BIRTHDAY = 1
    PHONE = 2
    YEAR = 3
    NOTHING_ELSE = 4
    AGAINST = 5


Link = tuple[Spoken, Known, Evidence]


@dataclass(slots=True)
class Pairs:
    """Whom the rows mean, by their lines; rows that are in neither mean somebody new."""

    found: dict[int, tuple[Known, Evidence]] = field(default_factory=dict)
    unclear: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)

    def make(self, links: Sequence[Link]) -> Sequence[Link]:
        for row, person, found in links:
            self.found[row.line] = person, found
            self.taken.add(person.id)
        return links


def paired(rows: Iterable[Spoken], known: Iterable[Known]) -> Pairs:
    """Pair off what can be, the strongest evidence first; the order of neither matters."""
    people = list(known)
    all_links = ((row, each, evidence(row, each)) for row in rows for each in people)
    links = [link for link in all_links if link[2] is not Evidence.AGAINST and _is_near(link)]
    pairs = Pairs()
    for stay in Stay:
        for level in list(Evidence)[: Evidence.AGAINST]:
            live = (link for link in links if link[1].stay <= stay and link[2] <= level)
            links = _without(links, pairs.make(_only_each_other(list(live))))
    for row, person, found in sorted(links, key=lambda link: (link[0].line, link[1].id)):
        is_free = row.line not in pairs.found and person.id not in pairs.taken
        if is_free and _says_as_much(person, row):  # nothing could be told of the wrong one
            pairs.make([(row, person, found)])
    free = (link[0].line for link in links if link[1].id not in pairs.taken)
    pairs.unclear |= set(free) - pairs.found.keys()
    return pairs


def _is_near(link: Link) -> bool:
    """Tell of those who are elsewhere now whether enough speaks for them."""
    return link[1].stay is not Stay.ELSEWHERE or link[2] <= Evidence.PHONE


def evidence(row: Spoken, person: Known) -> Evidence:
    if differ(row.number, person.number) or differ(row.paper, person.paper):
        return Evidence.AGAINST
    same_phone = row.phone is not None and row.phone == person.phone
    if row.birth and person.birth:
        return _of_births(row.birth, person.birth, same_phone=same_phone)
    if same_phone:
        return Evidence.PHONE
    return Evidence.AGAINST if differ(row.phone, person.phone) else Evidence.NOTHING_ELSE


def _of_births(one: str, other: str, *, same_phone: bool) -> Evidence:
    if is_birthday(one) and is_birthday(other):
        if one != other:
            return Evidence.AGAINST
        return Evidence.BIRTHDAY_AND_PHONE if same_phone else Evidence.BIRTHDAY
    if one[:YEAR] != other[:YEAR]:
        return Evidence.AGAINST
    return Evidence.PHONE if same_phone else Evidence.YEAR


def _only_each_other(links: Sequence[Link]) -> list[Link]:
    """Return the rows and people of whom each has no other for whom as much speaks."""
    rows = Counter(row.line for row, *_ in links)
    people = Counter(person.id for _row, person, _evidence in links)
    return [link for link in links if rows[link[0].line] == people[link[1].id] == 1]


def _without(links: Sequence[Link], made: Sequence[Link]) -> list[Link]:
    """Leave out whatever speaks of somebody who has been paired."""
    lines, ids = {row.line for row, *_ in made}, {person.id for _row, person, _evidence in made}
    return [link for link in links if link[0].line not in lines and link[1].id not in ids]


def _says_as_much(person: Known, row: Spoken) -> bool:
    """Tell whether all that a row says is known of somebody already."""
    return all(
        told is None or told == is_known
        for told, is_known in (
            (row.number, person.number),
            (row.paper, person.paper),
            (row.birth, person.birth),
            (row.phone, person.phone),
        )
    )
