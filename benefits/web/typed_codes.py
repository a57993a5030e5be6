"""Codes that are typed at a counter: whoever tries many that no card bears has to wait.

A signed code from a QR is nobody's guess; of those not even the question is asked.
"""

from datetime import datetime

from benefits.access import throttling
from benefits.access.throttling import Guess
from benefits.cards import normalize
from benefits.cards.tokens import TokenRefused, parse
from benefits.web import current


def waits_until(text: str) -> datetime | None:
    """Tell until when whoever asks may look no typed code up."""
    if not _is_typed(text):
        return None
    return throttling.place_locked_until(current.session(), _guess(text), current.now())


def note_unknown(text: str) -> None:
    """Count a code that no card bears, once however often it is typed."""
    if _is_typed(text):
        guess, now = _guess(text), current.now()
        current.leave_note(lambda session: throttling.note_failure(session, guess, now))


def _is_typed(text: str) -> bool:
    try:
        parse(text)
    except TokenRefused:
        return True
    return False


def _guess(text: str) -> Guess:
    return throttling.guess_at(
        "card-code", normalize(text) or text.strip().upper(), _whoever_asks()
    )


def _whoever_asks() -> str:
    actor = current.actor()
    if actor.device is not None:
        return f"device {actor.device.id}"
    if actor.token is not None:
        return f"token {actor.token.id}"
    return f"account {actor.account_id}"
