"""Activation letters: a code on paper with which a member chooses a PIN, once.

A letter is good for 90 days and until the next one; only a hash of its code is kept. The hash
binds the code to its member, so that equal codes look different and none opens another's door.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, select, text, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from benefits.access import passwords, throttling
from benefits.access.letting_in import let_in, shut_out
from benefits.access.logins import login_of_member
from benefits.access.models import Account, AccountRole
from benefits.access.signing_in import Refused
from benefits.access.words import as_typed, hash_of, new_code
from benefits.database import Base

LETTER_LASTS: Final = timedelta(days=90)
CODE_LENGTH: Final = 12
GROUP_LENGTH: Final = 4
WHAT: Final = "activation"
"""As what tries at letters are counted, apart from those at a PIN."""
IS_OPEN: Final = "used_at IS NULL AND replaced_at IS NULL"


class ActivationLetter(Base):
    """A printed letter: open until it is used, replaced by a later one, or past its end."""

    __tablename__ = "activation_letters"
    __table_args__ = (
        Index(
            "uq_activation_letters_open",
            "member_id",
            unique=True,
            postgresql_where=text(IS_OPEN),
            sqlite_where=text(IS_OPEN),
        ),
        Index("ix_activation_letters_code_hash", "code_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    code_hash: Mapped[str]
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"), default=None)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    replaced_at: Mapped[datetime | None] = mapped_column(default=None)


class Drawn(NamedTuple):
    """What is kept of a letter that was drawn: whose, and the hash of its code."""

    member_id: int
    code_hash: str


def new_letter_code() -> str:
    return new_code(CODE_LENGTH)


def shown(code: str) -> str:
    """Write a code in groups of four, as it is printed."""
    starts = range(0, len(code), GROUP_LENGTH)
    return "-".join(code[start : start + GROUP_LENGTH] for start in starts)


def hash_of_letter(member_id: int, code: str) -> str:
    return hash_of(f"activation:{member_id}:{as_typed(code)}")


def send(
    session: Session,
    letters: Iterable[Drawn],
    *,
    by: int | None,
    now: datetime,
    job_id: int | None = None,
) -> None:
    """Make the codes of printed letters good; those of earlier letters stop working."""
    drawn = list(letters)
    void(session, [each.member_id for each in drawn], now)
    session.add_all(
        ActivationLetter(
            member_id=each.member_id,
            code_hash=each.code_hash,
            job_id=job_id,
            created_by_id=by,
            created_at=now,
            expires_at=now + LETTER_LASTS,
        )
        for each in drawn
    )
    session.flush()


def void(session: Session, member_ids: Iterable[int], now: datetime) -> None:
    """Let the open letters of these members lead nowhere."""
    session.execute(
        update(ActivationLetter)
        .where(ActivationLetter.member_id.in_(list(member_ids)), *_open())
        .values(replaced_at=now)
        .execution_options(synchronize_session=False)
    )


def prove(
    session: Session,
    member_id: int | None,
    code: str,
    *,
    card_code: str,
    now: datetime,
    address: str | None = None,
) -> ActivationLetter | Refused:
    """Check the code of a letter against a card's owner, and use nothing up.

    Failures are counted in the caller's transaction, which has to be committed whatever the
    answer. Only who knows the right code learns that it is used, replaced or past its end.
    """
    named = login_of_member(member_id) if member_id else f"card:{as_typed(card_code)}"
    guess = throttling.guess_at(WHAT, named, address)
    if until := throttling.locked_until(session, guess, now):
        return Refused("locked", until)
    letter = session.scalar(
        select(ActivationLetter)
        .where(ActivationLetter.code_hash == hash_of_letter(member_id or 0, code))
        .order_by(ActivationLetter.id.desc())
        .limit(1)
    )
    if letter is None:
        throttling.note_failure(session, guess, now)
        return Refused("wrong_card_or_letter")
    throttling.forgive(session, guess)
    end = _end_of(letter, now)
    return letter if end is None else Refused(end)


def redeem(
    session: Session,
    letter_id: int,
    pin: str,
    *,
    name: str,
    now: datetime,
    standing: int | None = None,
    others: Iterable[int] = (),
) -> tuple[Account, AccountRole] | Refused:
    """Use a letter up: its member has this PIN now, and other browsers are signed out.

    Where another record has come to stand for the person, the PIN is that one's; through the
    person's `others` no PIN of earlier leads in any more.
    Raises a Refusal where the PIN is none to choose, and has then used nothing up.
    """
    passwords.check_pin(pin)
    member_id = session.scalar(
        update(ActivationLetter)
        .where(ActivationLetter.id == letter_id, ActivationLetter.expires_at > now, *_open())
        .values(used_at=now)
        .returning(ActivationLetter.member_id)
        .execution_options(synchronize_session=False)
    )
    if member_id is None:
        return Refused("letter_used")
    for each in others:
        reset(session, each, now)
    return let_in(session, standing or member_id, pin, name=name, now=now)


def start(
    session: Session,
    member_id: int,
    pin: str,
    *,
    name: str,
    now: datetime,
    others: Iterable[int] = (),
) -> Account:
    """Let a member in with a PIN chosen before an officer's eyes; letters are needed no more.

    `others` are records for which the member's stands: no other PIN leads in through them.
    Raises a Refusal where the PIN is none to choose.
    """
    passwords.check_pin(pin)
    void(session, [member_id], now)
    for each in others:
        reset(session, each, now)
    return let_in(session, member_id, pin, name=name, now=now)[0]


def reset(session: Session, member_id: int, now: datetime) -> bool:
    """Forget a member's PIN and sign every browser out: only a new letter leads in again."""
    void(session, [member_id], now)
    return shut_out(session, member_id, now)


def holds_letter(
    record: ColumnElement[int] | InstrumentedAttribute[int],
    now: datetime,
    *,
    but_of_job: int | None = None,
) -> ColumnElement[bool]:
    """Tell of the records of a statement whether one was written a letter that is still good."""
    found = select(ActivationLetter.id).where(
        ActivationLetter.member_id == record, ActivationLetter.expires_at > now, *_open()
    )
    if but_of_job is not None:
        found = found.where(ActivationLetter.job_id.is_distinct_from(but_of_job))
    return found.correlate_except(ActivationLetter).exists()


def is_activated(session: Session, member_id: int) -> bool:
    account = session.scalar(select(Account).where(Account.login == login_of_member(member_id)))
    return account is not None and account.secret_hash is not None


def open_letter(session: Session, member_id: int) -> ActivationLetter | None:
    """Return a member's letter that was neither used nor replaced, past its end or not."""
    return session.scalar(
        select(ActivationLetter).where(ActivationLetter.member_id == member_id, *_open())
    )


def open_letters(session: Session, member_ids: Iterable[int]) -> Sequence[ActivationLetter]:
    """List the letters of some members that were neither used nor replaced, the newest last."""
    theirs = ActivationLetter.member_id.in_(list(member_ids))
    found = select(ActivationLetter).where(theirs, *_open())
    return session.scalars(found.order_by(ActivationLetter.id)).all()


def _open() -> tuple[ColumnElement[bool], ...]:
    return ActivationLetter.used_at.is_(None), ActivationLetter.replaced_at.is_(None)


def _end_of(letter: ActivationLetter, now: datetime) -> str | None:
    if letter.used_at is not None:
        return "letter_used"
    if letter.replaced_at is not None:
        return "letter_replaced"
    return "letter_expired" if letter.expires_at <= now else None
