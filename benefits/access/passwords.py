"""Passwords and PINs: what is good enough, and the hash by which one is known again."""

import secrets
import unicodedata
from functools import cache
from itertools import pairwise
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from benefits.access.words import LETTERS, as_typed, new_code
from benefits.errors import Refusal

SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 200
PIN_LENGTH: Final = 6
GROUPS, GROUP_LENGTH = 4, 4

hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_secret(secret: str) -> str:
    return hasher.hash(_composed(secret))


def is_right(secret_hash: str | None, secret: str) -> bool:
    """Compare; where there is nothing to compare with, take as long and say no.

    What may be a first password typed off a letter is compared as it was printed too, whatever
    became of its dashes and capitals, and whether or not such a one is waited for.
    """
    against = secret_hash or _nobodys_hash()
    is_known = any([_verified(against, each) for each in _meant(_composed(secret))])  # noqa: C419 - all take their time
    return is_known and secret_hash is not None


def is_outdated(secret_hash: str) -> bool:
    """Tell whether a hash was made with weaker parameters than today's."""
    return hasher.check_needs_rehash(secret_hash)


def check_password(password: str, *, login: str) -> None:
    """Refuse what is guessed first: too short, one key held down, the login itself."""
    composed = _composed(password)
    if len(composed) < SHORTEST_PASSWORD:
        raise Refusal("password_too_short", least=SHORTEST_PASSWORD)
    if len(composed) > LONGEST_PASSWORD:
        raise Refusal("password_too_long", most=LONGEST_PASSWORD)
    folded = composed.casefold()
    is_common = any(word in folded for word in ("password", "matkhau", "1234567"))
    if len(set(folded)) < 5 or is_common or login.casefold() in folded:  # noqa: PLR2004
        raise Refusal("password_too_easy")


def check_pin(pin: str) -> None:
    """Refuse a PIN that is not six digits, or is the first anybody would try."""
    if len(pin) != PIN_LENGTH or not (pin.isascii() and pin.isdigit()):
        raise Refusal("pin_not_six_digits")
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {-1}) or pin[:3] == pin[3:] or pin[:2] * 3 == pin:
        raise Refusal("pin_too_easy")


def check_pin_of(pin: str, *, birth: str | None, phone: str | None) -> None:
    """Refuse a PIN that whoever knows its owner would try: the birthday, the phone number's end."""
    check_pin(pin)
    year, _, rest = (birth or "").partition("-")
    month, _, day = rest.partition("-")
    if day and pin in {day + month + year[2:], year[2:] + month + day, month + day + year[2:]}:
        raise Refusal("pin_is_birthday")
    if year and pin in {day + year, month + year, year + month, year + day}:
        raise Refusal("pin_is_birthday")
    if phone and phone.endswith(pin):
        raise Refusal("pin_is_phone")


def new_password() -> str:
    """Return a first password for a letter: four groups, changed at the first sign-in."""
    return "-".join(new_code(GROUP_LENGTH) for _ in range(GROUPS))


def new_pin() -> str:
    """Return a random PIN that `check_pin` would take."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_LENGTH):0{PIN_LENGTH}d}"
        try:
            check_pin(pin)
        except Refusal:
            continue
        return pin


def _meant(composed: str) -> list[str]:
    letters = as_typed(composed)
    if len(letters) != GROUPS * GROUP_LENGTH or not set(letters) <= set(LETTERS):
        return [composed]
    starts = range(0, len(letters), GROUP_LENGTH)
    printed = "-".join(letters[start : start + GROUP_LENGTH] for start in starts)
    return list(dict.fromkeys((composed, printed)))


def _verified(secret_hash: str, secret: str) -> bool:
    try:
        hasher.verify(secret_hash, secret)
    except (VerificationError, InvalidHashError):
        return False
    return True


def _composed(secret: str) -> str:
    """Write letters with marks in one way: phones and computers send them in two."""
    return unicodedata.normalize("NFKC", secret)


@cache
def _nobodys_hash() -> str:
    return hasher.hash(secrets.token_urlsafe(16))
