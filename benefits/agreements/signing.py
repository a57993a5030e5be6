"""The life of an agreement: drafted, corrected, put in force, prolonged, terminated."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.agreements.models import Agreement, Coverage, TagCoverage
from benefits.agreements.states import State, ends_on, state_of
from benefits.errors import Conflict, Invalid
from benefits.partners import Partner
from benefits.periods import ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is written at the head of an agreement. `valid_until` is the first day without it."""

    number: str
    signed_by_id: int
    signed_on: date
    valid_from: date
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise Invalid("agreement_span_empty")


def draft(session: Session, partner: Partner, paper: Paper, *, now: datetime) -> Agreement:
    """Draft an agreement that covers whoever signs it; drafted twice alike, it is one."""
    known = session.scalar(select(Agreement).where(Agreement.number == paper.number))
    if known is not None:
        if known.is_draft and known.partner_id == partner.id and _paper_of(known) == paper:
            return known
        raise Invalid("agreement_number_taken", number=paper.number)
    made = Agreement(
        number=paper.number,
        partner_id=partner.id,
        signed_by_id=paper.signed_by_id,
        held_by_id=paper.signed_by_id,
        signed_on=paper.signed_on,
        valid_from=paper.valid_from,
        valid_until=paper.valid_until,
        is_draft=True,
        known_at=now,
    )
    session.add(made)
    session.flush()  # its coverage names it
    session.add(Coverage(agreement_id=made.id, organization_id=paper.signed_by_id))
    return made


def correct(session: Session, agreement: Agreement, paper: Paper) -> list[str]:
    """Bring a draft to what is told; return the names of what changed."""
    _must_be_draft(agreement)
    twin = select(Agreement.id).where(Agreement.number == paper.number)
    if session.scalar(twin.where(Agreement.id != agreement.id)) is not None:
        raise Invalid("agreement_number_taken", number=paper.number)
    before = _paper_of(agreement)
    changed = [name for name in Paper.__slots__ if getattr(before, name) != getattr(paper, name)]
    if "signed_by_id" in changed:
        _follow_signer(session, agreement, paper.signed_by_id)
    for name in changed:
        setattr(agreement, name, getattr(paper, name))
    agreement.held_by_id = paper.signed_by_id
    return changed


def _follow_signer(session: Session, agreement: Agreement, signer_id: int) -> None:
    """Cover the new signer where the former one was all that was covered, as a draft begins."""
    covered = session.scalars(select(Coverage).where(Coverage.agreement_id == agreement.id)).all()
    tags = select(TagCoverage.tag_id).where(TagCoverage.agreement_id == agreement.id)
    as_begun = [(each.organization_id, each.is_excluded) for each in covered] == [
        (agreement.signed_by_id, False)
    ]
    if as_begun and session.scalar(tags.limit(1)) is None:
        session.delete(covered[0])
        session.add(Coverage(agreement_id=agreement.id, organization_id=signer_id))


def cover(
    session: Session, agreement: Agreement, organization_id: int, *, is_excluded: bool = False
) -> bool:
    """Say of a unit that a draft covers it, or leaves it out. Tell whether that was news."""
    _must_be_draft(agreement)
    known = session.get(Coverage, (agreement.id, organization_id))
    if known is not None and known.is_excluded == is_excluded:
        return False
    if known is None:
        known = Coverage(agreement_id=agreement.id, organization_id=organization_id)
        session.add(known)
    known.is_excluded = is_excluded
    return True


def uncover(session: Session, agreement: Agreement, organization_id: int) -> bool:
    """Say nothing of a unit any more. Tell whether that was news."""
    _must_be_draft(agreement)
    known = session.get(Coverage, (agreement.id, organization_id))
    if known is None:
        return False
    session.delete(known)
    return True


def cover_tag(session: Session, agreement: Agreement, tag_id: int) -> bool:
    """Say of a draft that it covers a tag, whoever is in it. Tell whether that was news."""
    _must_be_draft(agreement)
    if session.get(TagCoverage, (agreement.id, tag_id)) is not None:
        return False
    session.add(TagCoverage(agreement_id=agreement.id, tag_id=tag_id))
    return True


def uncover_tag(session: Session, agreement: Agreement, tag_id: int) -> bool:
    _must_be_draft(agreement)
    known = session.get(TagCoverage, (agreement.id, tag_id))
    if known is None:
        return False
    session.delete(known)
    return True


def put_in_force(session: Session, agreement: Agreement) -> bool:
    """Let a draft hold from its first day on. Tell whether that was news."""
    if not agreement.is_draft:
        return False
    covered = select(func.count()).where(
        Coverage.agreement_id == agreement.id, Coverage.is_excluded.is_(False)
    )
    tags = select(func.count()).where(TagCoverage.agreement_id == agreement.id)
    if not session.scalar(covered) and not session.scalar(tags):
        raise Conflict("agreement_covers_nobody")
    agreement.is_draft = False
    return True


def extend(agreement: Agreement, until: date | None) -> bool:
    """Let an agreement hold longer, or without an end. Tell whether that was news."""
    if agreement.is_draft or agreement.terminated_on is not None:
        raise Conflict("agreement_not_extensible")
    if agreement.valid_until == until:
        return False
    if agreement.valid_until is None or (until is not None and until < agreement.valid_until):
        raise Invalid("agreement_shortened")
    agreement.valid_until = until
    return True


def terminate(agreement: Agreement, on: date, reason: str, *, today: date) -> bool:
    """End an agreement early: `on` is the first day without it. Tell whether that was news.

    One that has not begun is called off by any earlier day, and then never holds.
    """
    if today < agreement.valid_from:
        on = max(on, agreement.valid_from)
    if agreement.terminated_on == on and agreement.termination_reason == reason:
        return False
    if state_of(agreement, today) in (State.DRAFT, State.ENDED, State.TERMINATED):
        raise Conflict("agreement_not_in_force")
    ends = ends_on(agreement)
    if on < _earliest_end(agreement, today) or (ends is not None and on > ends):
        raise Invalid("termination_outside_span")
    agreement.terminated_on, agreement.termination_reason = on, reason
    return True


def _earliest_end(agreement: Agreement, today: date) -> date:
    """Return the day after the first at the earliest, once that has begun."""
    return agreement.valid_from + ONE_DAY * (agreement.valid_from <= today)


def resume(agreement: Agreement) -> bool:
    """Take an early end back, which was a slip or was agreed anew. Tell whether that was news."""
    if agreement.terminated_on is None:
        return False
    agreement.terminated_on = agreement.termination_reason = None
    return True


def _must_be_draft(agreement: Agreement) -> None:
    if not agreement.is_draft:
        raise Conflict("agreement_signed")


def _paper_of(agreement: Agreement) -> Paper:
    return Paper(**{name: getattr(agreement, name) for name in Paper.__slots__})
