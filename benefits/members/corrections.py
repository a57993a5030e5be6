"""Requests of members to mend what is stored about them: asked, then accepted or declined.

Nothing is lost: a request keeps what was stored when it was made, what is wanted instead, who
decided, when and why. The union has two working days to answer.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits.database import Base, kept_as_text
from benefits.errors import Conflict, Refusal
from benefits.members import enrolment, identity
from benefits.members.models import Member
from benefits.members.names import clean, words
from benefits.periods import after_working_days, day_of, start_of

DAYS_TO_ANSWER: Final = 2
LONGEST: Final = 500


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
            postgresql_where=text("state = 'open'"),
            sqlite_where=text("state = 'open'"),
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
    a value that cannot be, or is stored already, and a Conflict while another one waits.
    """
    value = READ[field](wanted, day_of(now))
    stored = str(getattr(member, field)) if field in STORED and getattr(member, field) else was
    if field is not CorrectedField.OTHER and value == stored:
        raise Refusal("correction_changes_nothing", wanted)
    waiting = _waiting(session, member, field)
    if waiting is not None:
        if waiting.wanted == value:
            return waiting
        raise Conflict("correction_waits")
    made = Correction(
        member_id=member.id,
        field=field,
        was=stored,
        wanted=value,
        note=clean(note or "")[:LONGEST] or None,
        asked_at=now,
        due_at=due_of(now),
    )
    session.add(made)
    session.flush()  # the audit entry names it
    return made


def _waiting(session: Session, member: Member, field: CorrectedField) -> Correction | None:
    return session.scalar(
        select(Correction).where(
            Correction.member_id == member.id,
            Correction.field == field,
            Correction.state == CorrectionState.OPEN,
        )
    )


def due_of(asked_at: datetime) -> datetime:
    """Return the end of the second working day after the one of the request."""
    return start_of(after_working_days(day_of(asked_at), DAYS_TO_ANSWER + 1))


def accept(
    session: Session, correction: Correction, *, by: int | None, now: datetime, answer: str = ""
) -> Member:
    """Take a request over; what the member row holds is changed and its old value remembered."""
    _decide(session, correction, CorrectionState.ACCEPTED, by=by, now=now, answer=answer)
    member = session.get_one(Member, correction.member_id)
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
    """List a member's requests, the latest first."""
    mine = select(Correction).where(Correction.member_id == member_id)
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


def _name(written: str, _today: date) -> str:
    name = clean(written)
    if not words(name) or any(letter.isdigit() for letter in name):
        raise Refusal("name_invalid", written)
    return name[:LONGEST]


def _birth(written: str, today: date) -> str:
    """Read a day as 05/10/1990 or 1990-10-05, or a year alone."""
    plain = clean(written)
    if plain.isdecimal() and len(plain) == len("1990"):
        return identity.birth(int(plain), today=today, written=written)
    parts = [part for part in plain.replace("-", "/").replace(".", "/").split("/") if part]
    numbers = [int(part) for part in parts if part.isdecimal() and part.isascii()]
    if len(numbers) != 3 or len(parts) != 3:  # noqa: PLR2004 - a day, a month, a year
        raise Refusal("birth_impossible", written)
    if len(parts[0]) == len("1990"):
        numbers.reverse()
    try:
        day = date(numbers[2], numbers[1], numbers[0])
    except ValueError as error:
        raise Refusal("birth_no_such_day", written) from error
    return identity.birth(day, today=today, written=written)


def _phone(written: str, _today: date) -> str:
    return identity.phone(written).number


def _text(written: str, _today: date) -> str:
    plain = clean(written)[:LONGEST]
    if not plain:
        raise Refusal("correction_empty", written)
    return plain


READ: Final[Mapping[CorrectedField, Callable[[str, date], str]]] = {
    CorrectedField.FULL_NAME: _name,
    CorrectedField.BIRTH: _birth,
    CorrectedField.PHONE: _phone,
    CorrectedField.UNIT: _text,
    CorrectedField.OTHER: _text,
}
STORED: Final = frozenset({CorrectedField.FULL_NAME, CorrectedField.BIRTH, CorrectedField.PHONE})
