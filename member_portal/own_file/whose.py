"""Whose file it is, and how a row of it is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from benefits import organization
from benefits.members import Member
from benefits.periods import day_of
from benefits.web import current
from member_portal import scope

MOST: Final = 20_000
Row = tuple[str, str, str, str, str]
"""What it is, when, what exactly, its value, a remark."""


@dataclass(frozen=True)
class Whose:
    """The person's records: the one that stands for them first."""

    session: Session
    members: Sequence[Member]

    @classmethod
    def signed_in(cls) -> "Whose":
        session, standing = current.session(), scope.member_id()
        mine = select(Member).where(Member.id.in_(scope.records()))
        members = session.scalars(mine).all()
        return cls(session, sorted(members, key=lambda each: (each.id != standing, each.id)))

    @property
    def member_id(self) -> int:
        return self.members[0].id

    @property
    def records(self) -> list[int]:
        return [each.id for each in self.members]

    def are_mine(self, record: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        return record.in_(self.records)

    def record(self, member_id: int) -> str:
        """Name the record something stands under, where there are several."""
        number = next(each.member_no for each in self.members if each.id == member_id)
        return _("hồ sơ %(number)s", number=number) if len(self.members) > 1 else ""

    def unit_names(self, unit_ids: Iterable[int | None]) -> Mapping[int, str]:
        wanted = {each for each in unit_ids if each is not None}
        return organization.names_on(self.session, wanted, day_of(current.now()))


def remarks(*said: str) -> str:
    """Put together what there is to remark."""
    return " · ".join(each for each in said if each)


def about(name: str, value: object) -> str:
    """Remark on one thing by its name, unless nothing is kept of it."""
    return "" if value is None or value == "" else f"{name}: {value}"


def yes_or_no(value: bool | None) -> str:
    return "" if value is None else _("có") if value else _("không")
