"""People whom nobody knew yet: gathered over a group and written together."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from benefits.database import take_keys
from benefits.members import enrolment, twins
from benefits.members.respanning import NewSpan


class Newcomers:
    """The new people of one group; their keys are taken before."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session, self.now = session, now
        self.people: list[enrolment.Written] = []
        self.spans: list[enrolment.Written] = []
        self.likenesses: dict[int, str] = {}

    def add(self, told: Mapping[str, Any], key: int) -> None:
        person = enrolment.as_written(told, key=key, now=self.now)
        self.people.append(person)
        if likeness := person[enrolment.LIKENESS]:
            self.likenesses[key] = likeness

    def belong(self, member_id: int, key: int, span: NewSpan, through: int | None) -> None:
        within = span.organization_id, span.kind, span.valid_from, span.valid_until
        self.spans.append((member_id, key, *within, self.now, through or None, span.ended_because))

    def write(self) -> set[int]:
        """Write them all; return those who share a name and birthday with somebody."""
        enrolment.write(self.session, self.people, self.spans)
        return twins.find(self.session, self.likenesses, self.now)


def keys_as_needed(session: Session, name: str, count: int) -> Iterator[int]:
    """Take keys of a register when they are asked for, so many at a time."""
    while True:
        yield from take_keys(session, name, count)
