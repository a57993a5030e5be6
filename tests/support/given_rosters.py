"""The small union with rosters given to it: rehearsed and applied, which must come to the same."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select

from benefits import organization
from benefits.database import Database
from benefits.exchange import KINDS, Circumstances, Outcome, Taking
from benefits.members import Member, Membership
from benefits.organization import by_code
from tests import files

NOW = datetime(2026, 6, 10, 3, 0, tzinfo=UTC)
Line = tuple[str, str | None, str | None]


class Union:
    """The small union, and rosters given to it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        file = files.write(folder / "units")["organizations"]
        Taking(database, KINDS["organizations"], file, self.circumstances(None)).run()

    def circumstances(self, unit: str | None) -> Circumstances:
        with self.database.read() as session:
            key = by_code(session, unit).id if unit else None
        return Circumstances(now=NOW, secret=b"key", organization_id=key)

    def taking(self, rows: str, unit: str | None) -> Taking:
        lines = [line.strip() for line in rows.strip().splitlines()]
        width = max(line.count(",") for line in lines)
        file = self.folder / f"{abs(hash((rows, unit)))}.csv"
        text = "\n".join(line + "," * (width - line.count(",")) for line in lines)
        file.write_text(text + "\n", encoding="utf-8")
        return Taking(self.database, KINDS["members"], file, self.circumstances(unit))

    def take(self, rows: str, unit: str | None = "SEN") -> Outcome:
        """Rehearse rows and apply them: both must come to the same."""
        rehearsed = self.taking(rows, unit).rehearse()
        outcome = self.taking(rows, unit).run()
        assert rehearsed.states == outcome.states
        assert codes(rehearsed) == codes(outcome)
        return outcome

    def people(self) -> list[Line]:
        with self.database.read() as session:
            found = session.scalars(select(Member).order_by(Member.id))
            return [(each.full_name, each.birth, each.phone) for each in found]

    def spans(self, name: str) -> list[tuple[str, date, date | None]]:
        with self.database.read() as session:
            of = select(organization.Organization.code, Membership).join(Membership)
            of = of.join(Member, Member.id == Membership.member_id).where(Member.full_name == name)
            found = session.execute(of.order_by(Membership.valid_from))
            return [(code, span.valid_from, span.valid_until) for code, span in found]


def codes(outcome: Outcome) -> Counter[str]:
    return Counter(problem.code for problem in (*outcome.refused, *outcome.flagged))
