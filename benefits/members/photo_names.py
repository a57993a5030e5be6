"""Whose a photo is, by the name of its file: a member's number, as people write it there.

A file cannot be called 12/LĐ, a second download of one ends in (1), and many write the person's
name beside the number. All of it is understood where exactly one person is meant.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from benefits.errors import Refusal
from benefits.folding import clean, folded
from benefits.members import enrolment
from benefits.members.merging import survivors
from benefits.members.models import Member

LONGEST: Final = 100
MOST_WAYS: Final = 80
MOST_SLASHES: Final = 6
_COPY: Final = re.compile(
    r"(?:[\s_]*\(\d{1,3}\)|[\s_]*[-–][\s_]*(?:copy|bản sao)|\s+copy)$", re.IGNORECASE
)
_GAP: Final = re.compile(r"[\s_,.\-–—]+")
_AS_SLASH: Final = "_-–:∕⁄／"


class Reading(NamedTuple):
    """A number that may be meant, and the person's name beside it, if one stands there."""

    number: str
    name: str = ""


class Meant(NamedTuple):
    """Who is meant by a file's name, how directly (0 is the number alone), or why nobody is.

    A person may be known though the photo is not to be taken: the name beside is another's.
    """

    person: Member | None
    how: int = 0
    why: Refusal | None = None


NOBODY: Final = Meant(None, why=Refusal("member_number_unknown"))
SEVERAL: Final = Meant(None, why=Refusal("photo_name_ambiguous"))


def readings(path: str) -> list[list[Reading]]:
    """List what a file's name may say, the most direct first; equals stand together."""
    file = PurePosixPath(path)
    stem = clean(file.stem)[:LONGEST]
    folder = f"{clean(file.parent.name)}/{stem}"[:LONGEST]
    bare = _without_copy_mark(stem)
    direct = [*_ways(stem), folder]
    return [
        [Reading(stem)],
        [Reading(each) for each in direct],
        [Reading(each) for each in (_ways(bare) if bare != stem else ())],
        list(islice(_beside_names(bare), MOST_WAYS)),
    ]


def meant_by(session: Session, paths: Sequence[str]) -> list[Meant]:
    """Say whom each of some files shows, by its name."""
    said = [readings(path) for path in paths]
    numbers = {each.number for steps in said for step in steps for each in step}
    known = enrolment.by_number(session, numbers)
    standing = _standing(session, known.values())
    return [_meant(steps, known, standing) for steps in said]


def _standing(session: Session, records: Iterable[Member]) -> dict[int, Member]:
    """Say of records which one stands for the person."""
    mine = {each.id: each for each in records}
    merged = survivors(session, mine)
    others = enrolment.by_id(session, merged.values())
    return mine | {record: others[into] for record, into in merged.items()}


def _meant(
    steps: list[list[Reading]], known: Mapping[str, Member], standing: Mapping[int, Member]
) -> Meant:
    differing: Meant | None = None
    for how, step in enumerate(steps):
        people: dict[int, Member] = {}
        for number, name in step:
            record = known.get(number)
            if record is None:
                continue
            person = standing[record.id]
            if name and _letters(name) not in {
                *map(_letters, (record.full_name, person.full_name))
            }:
                why = Refusal("photo_name_differs", number=record.member_no)
                differing = differing or Meant(person, how, why)
                continue
            people[person.id] = person
        if people:
            return Meant(next(iter(people.values())), how) if len(people) == 1 else SEVERAL
    return differing or NOBODY


def _ways(number: str) -> Iterator[str]:
    """Write a number with other capitals, and with the slashes that no file name can have."""
    for each in dict.fromkeys((number, *_slashed(number))):
        yield from dict.fromkeys((each, each.upper(), each.lower()))


def _slashed(number: str) -> Iterator[str]:
    places = [place for place, char in enumerate(number) if char in _AS_SLASH][:MOST_SLASHES]
    for place in places:
        yield f"{number[:place]}/{number[place + 1 :]}"
    yield "".join("/" if char in _AS_SLASH else char for char in number)


def _without_copy_mark(stem: str) -> str:
    shorter = _COPY.sub("", stem)
    return stem if shorter == stem or not shorter else _without_copy_mark(shorter)


def _beside_names(stem: str) -> Iterator[Reading]:
    """Part a number, which has a digit, from a name, which has none; either may stand first."""
    for gap in _GAP.finditer(stem):
        parts = stem[: gap.start()], stem[gap.end() :]
        for number, name in (parts, parts[::-1]):
            if _has_digit(number) and _letters(name) and not _has_digit(name):
                yield from (Reading(each, name) for each in _ways(number))


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _letters(name: str) -> str:
    """Reduce a name to what all who write it write alike: NguyenVanA is Nguyễn Văn A."""
    return "".join(filter(str.isalpha, folded(name)))
