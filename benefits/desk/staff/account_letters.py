"""The letter that lets somebody in: printed once, for its secret is kept nowhere."""

from collections.abc import Iterable

from flask import render_template

from benefits.access import Account, AccountRole, Role, invitation
from benefits.desk import scope
from benefits.desk.staff import account_places
from benefits.periods import day_of
from benefits.web import current

FACES = {Role.OFFICER: "/cong-doan/", Role.MANAGER: "/doi-tac/", Role.CASHIER: "/doi-tac/"}


def of(account: Account, secret: str, roles: Iterable[AccountRole]) -> str:
    """Show the letter of an account that has just been given a first password, and note its end."""
    held, by = list(roles), current.actor().account
    ends = invitation.note(
        current.session(), [account.id], by=by.id if by else None, now=current.now()
    )
    names = account_places.of_roles(held)
    face = FACES[held[0].role] if held else FACES[Role.OFFICER]
    return render_template(
        "desk/accounts/letter.html",
        account=account,
        secret=secret,
        places=list(dict.fromkeys(names.values())),
        address=current.settings().public_url + face,
        sender=scope.own_name(),
        inviter=by.name if by else "",
        until=day_of(ends[account.id]),
        since=min((role.valid_from for role in held), default=None),
    )
