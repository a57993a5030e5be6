"""What a unit asks those above it to change in a group whose make-up is theirs to say."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits.database import Base, kept_as_text
from benefits.errors import Conflict
from benefits.organization.models import Tag
from benefits.organization.tagging import put_into, take_out_of


class ProposalState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class TagProposal(Base):
    """Units to go into a tag, or out of it, from a day on; `organization_id` is who asks."""

    __tablename__ = "tag_proposals"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided"),
        Index("ix_tag_proposals_tag_id_state", "tag_id", "state"),
        Index("ix_tag_proposals_organization_id_state", "organization_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    goes_in: Mapped[bool]
    day: Mapped[date]
    state: Mapped[ProposalState] = mapped_column(
        kept_as_text(ProposalState), default=ProposalState.OPEN
    )
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    asked_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str | None] = mapped_column(default=None)


class ProposedUnit(Base):
    __tablename__ = "tag_proposal_units"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("tag_proposals.id"), primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), primary_key=True)


def propose(
    session: Session,
    tag: Tag,
    unit_id: int,
    units: Collection[int],
    day: date,
    *,
    goes_in: bool,
    by: int | None,
    now: datetime,
) -> tuple[TagProposal, bool]:
    """Keep what a unit asks for, and tell whether it is new; the same asked again is one."""
    session.scalar(select(Tag.id).where(Tag.id == tag.id).with_for_update())
    same = select(TagProposal).where(
        TagProposal.tag_id == tag.id,
        TagProposal.organization_id == unit_id,
        TagProposal.state == ProposalState.OPEN,
        TagProposal.goes_in == goes_in,
        TagProposal.day == day,
    )
    waiting = {each.id: each for each in session.scalars(same)}
    for key, named in proposed_units(session, waiting).items():
        if set(named) == set(units):
            return waiting[key], False
    made = TagProposal(
        tag_id=tag.id,
        organization_id=unit_id,
        goes_in=goes_in,
        day=day,
        asked_by_id=by,
        asked_at=now,
    )
    session.add(made)
    session.flush()  # its units name it
    session.add_all(ProposedUnit(proposal_id=made.id, organization_id=each) for each in units)
    session.flush()
    return made, True


def proposed_units(session: Session, proposal_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the units that each proposal is about."""
    found: dict[int, list[int]] = defaultdict(list)
    named = select(ProposedUnit).where(ProposedUnit.proposal_id.in_(list(proposal_ids)))
    for each in session.scalars(named.order_by(ProposedUnit.organization_id)):
        found[each.proposal_id].append(each.organization_id)
    return found


def accept(
    session: Session,
    proposal: TagProposal,
    units: Collection[int],
    *,
    by: int | None,
    now: datetime,
) -> list[int]:
    """Do what was asked as far as it is about some units; return those it was news of."""
    _decide(session, proposal, ProposalState.ACCEPTED, by=by, now=now)
    tag = session.get_one(Tag, proposal.tag_id)
    wanted = [each for each in proposed_units(session, [proposal.id])[proposal.id] if each in units]
    if proposal.goes_in:
        return put_into(session, tag, wanted, proposal.day, now=now)
    return take_out_of(session, tag, wanted, proposal.day, now=now)


def decline(
    session: Session, proposal: TagProposal, answer: str, *, by: int | None, now: datetime
) -> None:
    _decide(session, proposal, ProposalState.DECLINED, by=by, now=now)
    proposal.answer = answer


def withdraw(session: Session, proposal: TagProposal, *, by: int | None, now: datetime) -> None:
    """Take back what was asked, as long as nobody has answered."""
    _decide(session, proposal, ProposalState.WITHDRAWN, by=by, now=now)


def _decide(
    session: Session, proposal: TagProposal, state: ProposalState, *, by: int | None, now: datetime
) -> None:
    """Decide a proposal once; of two who do at the same time the second finds it decided."""
    held = select(TagProposal).where(TagProposal.id == proposal.id).with_for_update()
    session.scalar(held.execution_options(populate_existing=True))
    if proposal.state is ProposalState.WITHDRAWN:
        raise Conflict("tag_proposal_withdrawn")
    if proposal.state is not ProposalState.OPEN:
        raise Conflict("tag_proposal_decided")
    proposal.state, proposal.decided_by_id, proposal.decided_at = state, by, now
