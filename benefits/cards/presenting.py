"""What somebody holds up, types or looks up at a counter, and whose card it claims to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import urlsplit

from benefits.agreements import Remark, Trust
from benefits.cards.keys import KeyRing
from benefits.cards.tokens import (
    Facts,
    PhoneFacts,
    Token,
    TokenRefused,
    believed_until,
    check_signature,
    parse,
)
from benefits.cards.typed_code import ALPHABET, LENGTH, normalize

LONGEST_PRESENTED: Final = 500
RETIRED_KEY: Final = "retired_key"
Handle = Literal["index", "typed_code", "code"]


@dataclass(frozen=True, slots=True)
class Presented:
    """Either a text (what the QR said, or what was typed) or a card found by its owner's name."""

    text: str = ""
    index: int | None = None

    @classmethod
    def found_by_name(cls, index: int) -> "Presented":
        return cls(index=index)


@dataclass(frozen=True, slots=True)
class Clue:
    """How to find the card in the register, and what to say when it is not there."""

    by: Handle
    key: int | str
    trust: Trust
    facts: Facts | None = None
    otherwise: str = "unknown_card"
    written: str = ""
    """What was typed: if no card has it for a code of ours, one may have come with it."""


@lru_cache(maxsize=64)
def hosts_of(*addresses: str) -> frozenset[str]:
    """Return the hosts of our own addresses, written as addresses or as bare hosts."""
    return frozenset(
        (urlsplit(each).netloc or each.strip("/")).lower() for each in addresses if each
    )


def clue(presented: Presented, ring: KeyRing, own_hosts: Iterable[str]) -> Clue | Remark:
    """Read what was presented; believe a token only when one of our keys signed it."""
    if presented.index is not None:
        return Clue("index", presented.index, Trust.NAME)
    text = presented.text.strip()[:LONGEST_PRESENTED]
    try:
        token = parse(text)
    except TokenRefused:
        return _of_code(text)
    if check_signature(token, ring) == "good":
        return _of_token(token)
    is_old = believed_until(token, ring) is not None
    if not is_old and token.host is not None and token.host not in own_hosts:
        return Remark("other_installation", {"address": f"https://{token.host}"})
    # Of a key that was lost nobody can tell whether it signed this: the typed code says.
    if is_old or ring.has_lost(token.facts.key_id):
        is_phone = isinstance(token.facts, PhoneFacts)
        return Remark(RETIRED_KEY, {"because": Trust.PHONE.value} if is_phone else {})
    return Remark("bad_signature")


def former_clue(presented: Presented, ring: KeyRing) -> tuple[Clue, datetime] | None:
    """Read a code as it was read until its key was retired, with the instant of that."""
    token = _token_in(presented)
    until = believed_until(token, ring) if token else None
    return None if token is None or until is None else (_of_token(token), until)


def index_claimed(presented: Presented) -> int | None:
    """Return which card a code says it is, whether or not that is believed."""
    token = _token_in(presented)
    return token.facts.index if token else None


def _token_in(presented: Presented) -> Token | None:
    try:
        return parse(presented.text.strip()[:LONGEST_PRESENTED])
    except TokenRefused:
        return None


def _of_token(token: Token) -> Clue:
    trust = Trust.PHONE if isinstance(token.facts, PhoneFacts) else Trust.PRINTED
    return Clue("index", token.facts.index, trust, token.facts)


def _of_code(text: str) -> Clue:
    """A code of ours, else the code a card came with; else no card at all, or a slip in typing."""
    typed = normalize(text)
    if typed is not None:
        return Clue("typed_code", typed, Trust.TYPED_CODE, written=text)
    otherwise = "code_mistyped" if _resembles_a_code(text) else "not_ours"
    return Clue("code", text, Trust.TYPED_CODE, otherwise=otherwise, written=text)


def _resembles_a_code(text: str) -> bool:
    characters = [each for each in text.upper() if each.isalnum()]
    known = sum(each in ALPHABET for each in characters)
    return abs(len(characters) - LENGTH) <= 2 and known >= LENGTH - 3  # noqa: PLR2004 - a slip or two
