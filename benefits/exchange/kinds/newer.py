"""What was corrected of people after a list was uploaded: the list is older and turns none back."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.exchange import since_then
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.outcome import Problem, Row
from benefits.members import Member, PersonalChange

_COLUMNS: Final = {"birth": "birth_date", "citizen_id_hash": "citizen_id"}
_WITH_ANOTHER: Final = "citizen_id_last4"


class Newer:
    """The fields of a group's people that were corrected between the upload and this run."""

    def __init__(
        self, session: Session, people: Iterable[int], circumstances: Circumstances
    ) -> None:
        self._fields: defaultdict[int, set[str]] = defaultdict(set)
        since = circumstances.corrected_since
        if since is None:
            return
        kept = circumstances.memory.kept  # what this very run corrects is no newer than itself
        if "corrected_until" not in kept:
            kept["corrected_until"] = since_then.marks(session)[since_then.CORRECTED]
        if (until := kept["corrected_until"]) <= since:
            return
        changed = select(PersonalChange.member_id, PersonalChange.field).where(
            PersonalChange.id >= since,
            PersonalChange.id < until,
            PersonalChange.member_id.in_(set(people)),
        )
        for member_id, field in session.execute(changed):
            self._fields[member_id].add(field)

    def keep(self, row: Row, member: Member, told: dict[str, Any]) -> list[Problem]:
        """Leave out of what a row tells whatever would turn a later correction back; say so."""
        turned = [
            name
            for name in self._fields.get(member.id, ())
            if told.get(name) is not None and told[name] != getattr(member, name)
        ]
        for name in turned:
            del told[name]
        columns = (_COLUMNS.get(name, name) for name in sorted(turned) if name != _WITH_ANOTHER)
        return [Problem(row.line, each, "", "newer_kept", is_flag=True) for each in columns]
