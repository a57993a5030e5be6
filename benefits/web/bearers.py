"""Bearer tokens: a phone's from its enrolment, or another program's."""

from datetime import datetime

from flask import request
from sqlalchemy.orm import Session

from benefits.access import NOBODY, Actor
from benefits.access.devices import find_device
from benefits.access.machines import find_machine


def word_of_request() -> str | None:
    """Return the token of an Authorization header, which no other site can make a browser send."""
    given = request.authorization
    if given is None or given.type != "bearer":
        return None
    return given.token or ""


def find(session: Session, word: str, now: datetime) -> Actor:
    device = find_device(session, word)
    if device is not None:
        return Actor(device=device)
    return find_machine(session, word, now) or NOBODY
