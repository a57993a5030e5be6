"""Invitations: a first password on paper, with which somebody comes in and chooses an own one.

It is good for 90 days, from the first day on which there is something to come in for, and until
the next one. Only the password's hash is kept, where every password's is: with the account.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, and_, func, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from benefits.access.models import Account, AccountRole
from benefits.access.roles import not_over_on
from benefits.database import Base
from benefits.periods import day_of, start_of

LASTS: Final = timedelta(days=90)
IS_OPEN: Final = "used_at IS NULL AND replaced_at IS NULL"


class InvitationLetter(Base):
    """A first password that was handed out: open until it is used, replaced or past its end.

    `created_by_id` is who invites, `job_id` the work that printed it among others.
    """

    __tablename__ = "invitation_letters"
    __table_args__ = (
        Index(
            "uq_invitation_letters_open",
            "account_id",
            unique=True,
            postgresql_where=text(IS_OPEN),
            sqlite_where=text(IS_OPEN),
        ),
        Index("ix_invitation_letters_account_id", "account_id"),
        Index("ix_invitation_letters_job_id", "job_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"), default=None)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), default=None)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)
    replaced_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def is_open(self) -> bool:
        """Tell a letter that was neither used nor replaced, though it may be past its end."""
        return self.used_at is None and self.replaced_at is None


class Drawn(NamedTuple):
    """What is kept of a letter that was drawn: whose, and the hash of its first password."""

    account_id: int
    secret_hash: str


class Work(NamedTuple):
    """Work that prints letters, and when it was asked for."""

    job_id: int
    asked_at: datetime


def note(
    session: Session,
    account_ids: Iterable[int],
    *,
    by: int | None,
    now: datetime,
    job_id: int | None = None,
) -> dict[int, datetime]:
    """Write down that first passwords were handed out; return until when each is good.

    Earlier ones are replaced: call it when the accounts have their new passwords.
    """
    ids = list(account_ids)
    void(session, ids, now)
    ends = ends_of(session, ids, now)
    session.add_all(
        InvitationLetter(
            account_id=each,
            job_id=job_id,
            created_by_id=by,
            created_at=now,
            expires_at=ends[each],
        )
        for each in ids
    )
    session.flush()
    return ends


def hand_out(
    session: Session, drawn: Sequence[Drawn], *, by: int | None, now: datetime, work: Work
) -> list[int]:
    """Let the first passwords of printed letters open; return whose now do.

    Who has chosen a password meanwhile keeps it, who was locked out stays so, and who was given
    another letter since the work was asked for comes in with that one.
    """
    secrets = {each.account_id: each.secret_hash for each in drawn}
    waiting = select(Account).where(Account.id.in_(secrets), is_waiting(), ~is_served_since(work))
    waiting = waiting.with_for_update(of=Account)
    found = session.scalars(waiting.execution_options(populate_existing=True)).all()
    for account in found:
        account.secret_hash = secrets[account.id]
    good = [account.id for account in found]
    note(session, good, by=by, now=now, job_id=work.job_id)
    return good


def ends_of(session: Session, account_ids: Iterable[int], now: datetime) -> dict[int, datetime]:
    """Tell until when a first password handed out now is good for each of some accounts.

    It ends with a day, in Việt Nam. Whose first role is yet to begin has the 90 days from then.
    """
    ids = list(account_ids)
    begins = (
        select(AccountRole.account_id, func.min(AccountRole.valid_from).label("day"))
        .where(AccountRole.account_id.in_(ids), not_over_on(day_of(now)))
        .group_by(AccountRole.account_id)
    )
    today = day_of(now)
    first = {row.account_id: row.day for row in session.execute(begins)}
    return {each: start_of(max(today, first.get(each, today)) + LASTS) for each in ids}


def void(session: Session, account_ids: Iterable[int], now: datetime) -> None:
    """Let the open invitations of these accounts lead nowhere: their passwords are others now."""
    _close(session, account_ids, replaced_at=now)


def use_up(session: Session, account_id: int, now: datetime) -> None:
    """Write down that somebody came in and has an own password now."""
    _close(session, [account_id], used_at=now)


def is_over(session: Session, account: Account, now: datetime) -> bool:
    """Tell whether an account's password is a first one that was good until some while ago."""
    if not account.must_change:
        return False
    over = select(InvitationLetter.id).where(
        InvitationLetter.account_id == account.id, *_open(), InvitationLetter.expires_at <= now
    )
    return session.scalar(over) is not None


def newest(session: Session, account_ids: Iterable[int]) -> Mapping[int, InvitationLetter]:
    """Find the latest invitation of each of some accounts that has one."""
    theirs = InvitationLetter.account_id.in_(list(account_ids))
    found = select(InvitationLetter).where(theirs).order_by(InvitationLetter.id)
    return {each.account_id: each for each in session.scalars(found)}


def is_waiting() -> ColumnElement[bool]:
    """Accounts that are not locked and whose owner has not chosen a password yet."""
    return Account.must_change & Account.disabled_at.is_(None)


def is_served_since(work: Work) -> ColumnElement[bool]:
    """Tell of accounts whether they were given an open letter after some work was asked for."""
    by_hand = and_(InvitationLetter.job_id.is_(None), InvitationLetter.created_at >= work.asked_at)
    found = select(InvitationLetter.id).where(
        InvitationLetter.account_id == Account.id,
        *_open(),
        or_(InvitationLetter.job_id > work.job_id, by_hand),
    )
    return found.correlate(Account).exists()


def holds_letter(now: datetime) -> ColumnElement[bool]:
    """Tell of accounts whether they were handed a first password that is still good."""
    found = select(InvitationLetter.id).where(
        InvitationLetter.account_id == Account.id, is_good(now)
    )
    return found.correlate(Account).exists()


def is_good(now: datetime) -> ColumnElement[bool]:
    """Letters whose first password lets somebody in, if its owner has chosen none."""
    return and_(*_open(), InvitationLetter.expires_at > now)


def made_worthless(session: Session, job_id: int, drawn: int) -> int:
    """Count how many of the letters a job drew open nothing since: later ones replaced them.

    A letter that was used is counted no more than one still open: it did what it was for.
    """
    kept = (InvitationLetter.job_id == job_id, InvitationLetter.replaced_at.is_(None))
    good = session.scalar(select(func.count()).select_from(InvitationLetter).where(*kept))
    return max(0, drawn - (good or 0))


def _close(session: Session, account_ids: Iterable[int], **when: datetime) -> None:
    session.execute(
        update(InvitationLetter)
        .where(InvitationLetter.account_id.in_(list(account_ids)), *_open())
        .values(**when)
        .execution_options(synchronize_session=False)
    )


def _open() -> tuple[ColumnElement[bool], ...]:
    return InvitationLetter.used_at.is_(None), InvitationLetter.replaced_at.is_(None)
