"""What units within reach ask to be changed in groups, and which of it waits for the officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from benefits import agreements, organization
from benefits.desk import scope
from benefits.errors import NotFound
from benefits.organization import Tag
from benefits.organization.tag_proposals import (
    ProposalState,
    TagProposal,
    proposed_units,
)
from benefits.periods import day_of
from benefits.web import current

SHOWN: Final = 20
UNITS_SHOWN: Final = 12
OPEN: Final = ProposalState.OPEN


@dataclass(frozen=True, slots=True)
class Line:
    proposal: TagProposal
    who: str
    units: Sequence[str]
    count: int


def of_tag(tag: Tag) -> list[Line]:
    """List what was asked about a tag: what waits first, then the newest."""
    waits = case((TagProposal.state == OPEN, 0), else_=1)
    asked = _reached().where(TagProposal.tag_id == tag.id)
    found = current.session().scalars(asked.order_by(waits, TagProposal.id.desc()).limit(SHOWN))
    return _lines(found.all())


def one(proposal_id: int) -> TagProposal:
    """A proposal the officer may answer: asked from within reach, and of nobody above."""
    wanted = _reached().where(TagProposal.id == proposal_id, _is_ours_to_answer())
    found: TagProposal | None = current.session().scalar(wanted)
    if found is None:
        raise NotFound
    return found


def to_withdraw(proposal_id: int) -> TagProposal:
    """A proposal the officer's side asked: the own unit, or one below it that cannot answer it."""
    is_asking = or_(TagProposal.organization_id == scope.organization_id(), ~_is_ours_to_answer())
    found: TagProposal | None = current.session().scalar(
        _reached().where(TagProposal.id == proposal_id, is_asking)
    )
    if found is None:
        raise NotFound
    return found


def waiting() -> tuple[int, int | None]:
    """Count the proposals that wait for the officer, and name the tag of the first."""
    ours = _reached().where(TagProposal.state == OPEN, _is_ours_to_answer())
    counted = ours.with_only_columns(func.count(), func.min(TagProposal.tag_id))
    count, tag_id = current.session().execute(counted).one()
    return count, tag_id


def _reached() -> Select[Any]:
    return select(TagProposal).where(TagProposal.organization_id.in_(scope.unit_ids()))


def _is_ours_to_answer() -> ColumnElement[bool]:
    session, today = current.session(), day_of(current.now())
    above = organization.ancestors_on(session, scope.organization_id(), today)
    return TagProposal.tag_id.not_in(agreements.covering_tags(above or [0]))


def _lines(proposals: Sequence[TagProposal]) -> list[Line]:
    session, today = current.session(), day_of(current.now())
    named = proposed_units(session, [each.id for each in proposals]) if proposals else {}
    shown = {unit for some in named.values() for unit in some[:UNITS_SHOWN]}
    keys = shown | {each.organization_id for each in proposals}
    names = organization.names_on(session, keys, today) if keys else {}
    return [
        Line(
            each,
            names.get(each.organization_id, ""),
            [names.get(unit, "") for unit in named[each.id][:UNITS_SHOWN]],
            len(named[each.id]),
        )
        for each in proposals
    ]
