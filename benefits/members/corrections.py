"""Requests of members to mend what is stored about them: asked, then accepted or declined.

Nothing is lost: a request keeps what was stored when it was made, what is wanted instead, who
decided, when and why. The union has two working days to answer. A request that was made under a
record for which another has come to stand is the person's like any other.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits.database import Base, kept_as_text
from benefits.errors import Conflict, Refusal
from benefits.members import corrected_values, enrolment
from benefits.members.merging import records_of, survivors
from benefits.members.models import Member
from benefits.members.names import clean
from benefits.periods import after_working_days, day_of, start_of

DAYS_TO_ANSWER: Final = 2
MOST_WAITING: Final = 20
LONGEST: Final = corrected_values.LONGEST


class CorrectedField(StrEnum):
    FULL_NAME = "full_name"
    BIRTH = "birth"
    PHONE = "phone"
    UNIT = "unit"
    OTHER = "other"


class CorrectionState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


# Of what is stored one value alone can be right; other things are as many as there are.
_STANDS_ALONE: Final = text("state = 'open' AND field <> 'other'")


class Correction(Base):
    """A request: `was` and `wanted` are personal, and go when the person is erased."""

    __tablename__ = "corrections"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("state <> 'declined' OR answer IS NOT NULL", name="reason"),
        Index("ix_corrections_member_id_asked_at", "member_id", "asked_at"),
        Index("ix_corrections_state_asked_at", "state", "asked_at", "id"),
        Index(
            "uq_corrections_open",
            "member_id",
            "field",
            unique=True,
            postgresql_where=_STANDS_ALONE,
            sqlite_where=_STANDS_ALONE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    field: Mapped[CorrectedField] = mapped_column(kept_as_text(CorrectedField))
    was: Mapped[str | None] = mapped_column(default=None)
    wanted: Mapped[str]
    note: Mapped[str | None] = mapped_column(default=None)
    state: Mapped[CorrectionState] = mapped_column(
        kept_as_text(CorrectionState), default=CorrectionState.OPEN
    )
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    answer: Mapped[str | None] = mapped_column(default=None)

    @property
    def is_open(self) -> bool:
        return self.state is CorrectionState.OPEN

    @property
    def due_until(self) -> date:
        """The first day on which an answer is late."""
        return day_of(self.due_at)

    def is_late_at(self, now: datetime) -> bool:
        return self.is_open and self.due_at <= now


def ask(
    session: Session,
    member: Member,
    field: CorrectedField,
    wanted: str,
    *,
    now: datetime,
    was: str | None = None,
    note: str | None = None,
) -> Correction:
    """Keep what a member wants mended; the same request sent twice is one.

    `was` is needed for what the member row does not hold (the unit's name). Raises a Refusal for
    a value that cannot be, or is stored already, and a Conflict while another one waits. Other
    things are no values that exclude each other: several wait side by side, up to `MOST_WAITING`.
    """
    session.get_one(Member, member.id, with_for_update=True)  # sent twice at once it is one too
    value = READ[field](wanted, day_of(now))
    stored = str(getattr(member, field)) if field in STORED and getattr(member, field) else was
    if field is not CorrectedField.OTHER and value == stored:
        raise Refusal("correction_changes_nothing", wanted)
    waiting, said = _waiting(session, member.id, field), clean(note or "")[:LONGEST] or None
    if same := [each for each in waiting if _says(each, value, said)]:
        return same[0]
    if waiting and field is not CorrectedField.OTHER:
        raise Conflict("correction_waits")
    if len(waiting) >= MOST_WAITING:
        raise Conflict("corrections_wait", n=len(waiting))
    made = Correction(
        member_id=member.id,
        field=field,
        was=stored,
        wanted=value,
        note=said,
        asked_at=now,
        due_at=due_of(now),
    )
    session.add(made)
    session.flush()  # the audit entry names it
    return made


def beside(session: Session, correction: Correction) -> list[Correction]:
    """List what else waits about the same thing: two records of one person may each have asked.

    Of other things that is what says the same.
    """
    waiting = _waiting(session, correction.member_id, correction.field)
    is_other = correction.field is CorrectedField.OTHER
    return [
        each
        for each in waiting
        if each.id != correction.id
        and (not is_other or _says(each, correction.wanted, correction.note))
    ]


def _says(waiting: Correction, wanted: str, note: str | None) -> bool:
    """Tell whether a request that waits wants this; of other things the note is a part of it."""
    is_other = waiting.field is CorrectedField.OTHER
    return waiting.wanted == wanted and (not is_other or waiting.note == note)


def _waiting(session: Session, member_id: int, field: CorrectedField) -> list[Correction]:
    found = select(Correction).where(
        Correction.member_id.in_(records_of(session, member_id)),
        Correction.field == field,
        Correction.state == CorrectionState.OPEN,
    )
    return list(session.scalars(found.order_by(Correction.id)))


def due_of(asked_at: datetime) -> datetime:
    """Return the end of the second working day after the one of the request."""
    return start_of(after_working_days(day_of(asked_at), DAYS_TO_ANSWER + 1))


def accept(
    session: Session, correction: Correction, *, by: int | None, now: datetime, answer: str = ""
) -> Member:
    """Take a request over; what the register holds is changed and its old value remembered.

    It is changed with the record that stands for the person. The same wish asked under another of
    their records is answered with it.
    """
    asked = session.get_one(Member, correction.member_id, with_for_update=True)
    accepted, others = CorrectionState.ACCEPTED, beside(session, correction)
    _decide(session, correction, accepted, by=by, now=now, answer=answer)
    for each in others:
        if _says(each, correction.wanted, correction.note):
            _decide(session, each, accepted, by=by, now=now, answer=answer)
    member = session.get_one(Member, survivors(session, [asked.id]).get(asked.id, asked.id))
    if correction.field in STORED:
        enrolment.correct(session, member, {correction.field.value: correction.wanted}, now=now)
    return member


def decline(
    session: Session, correction: Correction, *, by: int | None, now: datetime, answer: str
) -> None:
    if not answer.strip():
        raise Refusal("correction_reason_missing")
    _decide(session, correction, CorrectionState.DECLINED, by=by, now=now, answer=answer)


def withdraw(session: Session, correction: Correction, *, by: int | None, now: datetime) -> None:
    _decide(session, correction, CorrectionState.WITHDRAWN, by=by, now=now)


def of_member(session: Session, member_id: int, *, most: int = 50) -> list[Correction]:
    """List what a person has asked, under any of their records, the latest first."""
    mine = select(Correction).where(Correction.member_id.in_(records_of(session, member_id)))
    ordered = mine.order_by(Correction.asked_at.desc(), Correction.id.desc())
    return list(session.scalars(ordered.limit(most)))


def _decide(
    session: Session,
    correction: Correction,
    state: CorrectionState,
    *,
    by: int | None,
    now: datetime,
    answer: str = "",
) -> None:
    """Decide what nobody has decided yet: of two who do, the second is told."""
    decided = session.scalar(
        update(Correction)
        .where(Correction.id == correction.id, Correction.state == CorrectionState.OPEN)
        .values(
            state=state,
            decided_at=now,
            decided_by_id=by,
            answer=clean(answer)[:LONGEST] or None,
        )
        .returning(Correction.id)
        .execution_options(synchronize_session=False)
    )
    if decided is None:
        raise Conflict("correction_decided")
    session.refresh(correction)


READ: Final[Mapping[CorrectedField, Callable[[str, date], str]]] = {
    CorrectedField.FULL_NAME: corrected_values.name,
    CorrectedField.BIRTH: corrected_values.birth,
    CorrectedField.PHONE: corrected_values.phone,
    CorrectedField.UNIT: corrected_values.anything,
    CorrectedField.OTHER: corrected_values.anything,
}
STORED: Final = frozenset({CorrectedField.FULL_NAME, CorrectedField.BIRTH, CorrectedField.PHONE})
