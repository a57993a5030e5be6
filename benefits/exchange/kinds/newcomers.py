"""People whom nobody knew yet: gathered over a group and written together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from benefits.exchange.outcome import Row
from benefits.members import BeneficiaryKind, enrolment, twins
from benefits.members.names import folded


class Newcomers:
    """The new people of one group; their keys are taken before."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session, self.now = session, now
        self.people: list[dict[str, Any]] = []
        self.spans: list[dict[str, Any]] = []

    def add(self, told: dict[str, Any], key: int) -> None:
        self.people.append(enrolment.described(told, key=key, now=self.now))

    def span(
        self, member_id: int, key: int, unit: int, kind: BeneficiaryKind, *days: date | None
    ) -> None:
        since, until = days
        self.spans.append(
            {
                "member_id": member_id,
                "id": key,
                "organization_id": unit,
                "kind": kind,
                "valid_from": since,
                "valid_until": until,
                "known_at": self.now,
            }
        )

    def write(self) -> set[int]:
        """Write them all; return those who share a name and birthday with somebody."""
        enrolment.write(self.session, self.people, self.spans)
        alike = {each["id"]: each["likeness"] for each in self.people if each["likeness"]}
        return twins.find(self.session, alike, self.now)


def named_once(rows: Sequence[Row]) -> Iterator[bool]:
    """Tell of each row whether no other of the group may speak of the same person."""
    keys = [_keys(row.values) for row in rows]
    counted = Counter(key for some in keys for key in some)
    return (all(counted[key] == 1 for key in some) for some in keys)


def _keys(told: dict[str, Any]) -> list[tuple[str, str]]:
    names = ("member_no", "citizen_id_hash")
    keys = [(name, told[name]) for name in names if name in told]
    if not keys and "full_name" in told:
        return [("full_name", folded(told["full_name"]))]
    return keys
