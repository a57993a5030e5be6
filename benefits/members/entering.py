"""Who can open their own page, or holds a letter that opens it, through any record of theirs."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from benefits.access import (
    Account,
    AccountRole,
    ActivationLetter,
    Role,
    activation,
)
from benefits.members.merging import Record, of_any_record, people_of
from benefits.members.models import Member


def signs_in(person: Record) -> ColumnElement[bool]:
    """Tell of people whether they can sign in with a PIN of their own."""
    return of_any_record(person, _has_pin)


def holds_letter(
    person: Record, now: datetime, *, but_of_job: int | None = None
) -> ColumnElement[bool]:
    """Tell of people whether they hold a letter that is still good."""

    def holds(record: Record) -> ColumnElement[bool]:
        return activation.holds_letter(record, now, but_of_job=but_of_job)

    return of_any_record(person, holds)


def is_activated(session: Session, member_id: int) -> bool:
    """Tell whether somebody can sign in."""
    found = select(Member.id).where(Member.id == member_id, signs_in(Member.id))
    return session.scalar(found) is not None


def open_letters(session: Session, member_ids: Iterable[int]) -> dict[int, ActivationLetter]:
    """Find people's newest letters that were neither used nor replaced, past their end or not."""
    person_of = people_of(session, member_ids)
    letters = activation.open_letters(session, person_of)
    return {person_of[letter.member_id]: letter for letter in letters}


def _has_pin(record: Record) -> ColumnElement[bool]:
    found = select(AccountRole.id).where(
        AccountRole.member_id == record,
        AccountRole.role == Role.MEMBER,
        Account.id == AccountRole.account_id,
        Account.secret_hash.is_not(None),
    )
    return found.correlate_except(AccountRole, Account).exists()
