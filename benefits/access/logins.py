"""What people type to say who they are, in the one spelling we keep."""

import re
from typing import Final

from benefits.errors import Refusal

_PHONE: Final = re.compile(r"(?:\+84|84|0)([1-9][0-9]{8,9})")
COUNTRY: Final = "+84"
CASHIER: Final = "cashier:"
MADE_BY_US: Final = ("member:", CASHIER)
_BETWEEN: Final = re.compile(r"[\s.()-]")


def normal_login(login: str) -> str:
    """Write a phone number as +84…, anything else trimmed and in small letters."""
    bare = _BETWEEN.sub("", login)
    if match := _PHONE.fullmatch(bare):
        return f"{COUNTRY}{match[1]}"
    return login.strip().casefold()


def login_told(login: str) -> str:
    """Write a login as its owner does: a number of this country begins with 0."""
    return f"0{login.removeprefix(COUNTRY)}" if login.startswith(COUNTRY) else login


def login_sought(typed: str) -> str:
    """Write as we keep it what was typed to find logins by, be it the beginning of a number."""
    known_as, bare = normal_login(typed), _BETWEEN.sub("", typed)
    is_part = bare.isdecimal() and bare.startswith("0") and not known_as.startswith(COUNTRY)
    return f"{COUNTRY}{bare[1:]}" if is_part else known_as


def login_of_person(login: str) -> str:
    """The login of somebody with a password; a card's or a cashier's, made by us, is refused."""
    known_as = normal_login(login)
    if not known_as or known_as.startswith(MADE_BY_US):
        raise Refusal("login_missing", login)
    return known_as


def login_of_member(member_id: int) -> str:
    """The login behind a member's card: people type the card's code, not this."""
    return f"member:{member_id}"


def login_of_cashier(outlet_id: int, word: str) -> str:
    """A cashier picks a name on an enrolled phone and types a PIN; this is never typed."""
    return f"{CASHIER}{outlet_id}:{word.casefold()}"


def has_pin(login: str) -> bool:
    """Tell whether a PIN belongs to a cashier's login: an owner at the till has a password."""
    return login.startswith(CASHIER)
