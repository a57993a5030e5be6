"""Whose first password is in hands that may open less than the officer is about to give."""

from collections.abc import Collection

from sqlalchemy import or_, select

from benefits import organization
from benefits.access import Account, AccountRole, InvitationLetter, Role, invitation
from benefits.access.roles import holds_on
from benefits.desk import scope
from benefits.errors import Conflict
from benefits.periods import day_of
from benefits.web import current


def held_elsewhere(account_ids: Collection[int]) -> frozenset[int]:
    """Those accounts nobody has come in with that somebody else might come in with.

    Whoever had a good letter printed has read it. Somebody who acts at the officer's unit, or above
    it, may give whatever the officer may; anybody else would open with it more than is theirs.
    """
    session, now = current.session(), current.now()
    own, today = scope.organization_id(), day_of(now)
    above = organization.path_on(session, own, today) or (own,)
    as_good = select(AccountRole.account_id).where(
        AccountRole.role == Role.OFFICER, AccountRole.organization_id.in_(above), holds_on(today)
    )
    letters = (
        select(InvitationLetter.account_id)
        .join(Account, Account.id == InvitationLetter.account_id)
        .where(
            InvitationLetter.account_id.in_(account_ids),
            invitation.is_waiting(),
            invitation.is_good(now),
            or_(
                InvitationLetter.created_by_id.is_(None),
                InvitationLetter.created_by_id.not_in(as_good),
            ),
        )
    )
    return frozenset(session.scalars(letters))


def refuse_held_elsewhere(account: Account) -> None:
    """Refuse to let an account open more while its first password is in others' hands."""
    if held_elsewhere([account.id]):
        raise Conflict("first_password_elsewhere")
