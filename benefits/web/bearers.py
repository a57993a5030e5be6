"""Bearer tokens: a phone's from its enrolment, or another program's."""

from datetime import datetime

from sqlalchemy.orm import Session

from benefits.access import Actor
from benefits.access.bearing import bearer_of
from benefits.web import here


def word_of_request() -> str | None:
    """Return the token of an Authorization header, which no other site can make a browser send."""
    scheme, _, word = here.asked().environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    return word.strip() if scheme.lower() == "bearer" else None


def find(session: Session, word: str, now: datetime) -> Actor:
    return bearer_of(session, word, now)
