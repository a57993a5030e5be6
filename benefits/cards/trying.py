"""Who has to wait before the next try at a PIN or a letter, and who is let try at once.

The phone that a person's card is on tries beside the lock of everybody else: its own count is
part of what the person has to wait for.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from benefits.access import activation, throttling
from benefits.access.logins import login_of_member
from benefits.access.signing_in import guess_beside, guess_of
from benefits.access.throttling import Guess, guess_at
from benefits.cards import phones
from benefits.cards.models import CardStatus
from benefits.members.merging import records_of


def known_browser(session: Session, record: int, secret: str) -> str | None:
    """Name the browser that holds a secret where the person's card is on it and still good.

    A phone that was reported lost, or that the card has left, proves nothing.
    """
    here = phones.held(session, record, secret)
    if here is None or here.card.status is not CardStatus.ACTIVE:
        return None
    return _named(here.card.index)


def waits_until(session: Session, member_id: int, now: datetime) -> datetime | None:
    """Tell until when somebody has to wait, because too many wrong PINs or letters were tried."""
    return throttling.wait_until(session, _tries_of(session, member_id), now)


def let_try(session: Session, member_id: int) -> None:
    """Let somebody try again at once, because an officer vouches for who it is."""
    for guess in _tries_of(session, member_id):
        throttling.forgive(session, guess)


def _tries_of(session: Session, member_id: int) -> list[Guess]:
    """Name all tries that count against a person; a login before what is tried beside its lock."""
    logins = [login_of_member(each) for each in records_of(session, member_id)]
    browsers = [_named(index) for index in phones.active_of(session, member_id)]
    return [
        *(guess_of(login, None) for login in logins),
        *(guess_at(activation.WHAT, login) for login in logins),
        *(guess_beside(login, browser) for login in logins for browser in browsers),
    ]


def _named(index: int) -> str:
    return f"phone {index}"
