"""People whom nobody knew yet: gathered over a group and written together."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from benefits.database import take_keys
from benefits.members import enrolment, twins
from benefits.members.belonging import NewSpan


class Newcomers:
    """The new people of one group; their keys are taken before."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session, self.now = session, now
        self.people: list[dict[str, Any]] = []
        self.spans: list[dict[str, Any]] = []

    def add(self, told: dict[str, Any], key: int) -> None:
        self.people.append(enrolment.described(told, key=key, now=self.now))

    def belong(self, member_id: int, key: int, span: NewSpan, through: int | None) -> None:
        self.spans.append(
            {
                "member_id": member_id,
                "id": key,
                "relative_of_id": through or None,
                "known_at": self.now,
                **span._asdict(),
            }
        )

    def write(self) -> set[int]:
        """Write them all; return those who share a name and birthday with somebody."""
        enrolment.write(self.session, self.people, self.spans)
        alike = {each["id"]: each["likeness"] for each in self.people if each["likeness"]}
        return twins.find(self.session, alike, self.now)


def keys_as_needed(session: Session, name: str, count: int) -> Iterator[int]:
    """Take keys of a register when they are asked for, so many at a time."""
    while True:
        yield from take_keys(session, name, count)
