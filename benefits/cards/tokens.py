"""What a card's QR code says, and how it is believed.

A token is eight bytes of facts and the 64-byte ES256 signature over them, in base32. It names a
card by an index that means nothing outside, so a lost card tells its finder nothing.

    printed  format and key id 1 · card index 4 · last day 2 · kind 1
    phone    format and key id 1 · card index 4 · slot 3
"""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from benefits.cards.keys import KeyRing
from benefits.errors import DomainError, Invalid
from benefits.settings import LONGEST_HOST

PRINTED: Final = 1
PHONE: Final = 2
SLOT: Final = timedelta(minutes=5)

_DAY_ZERO: Final = date(2020, 1, 1)
_SLOT_ZERO: Final = datetime(2024, 1, 1, tzinfo=UTC)
_KINDS: Final = {"doan_vien": 1, "nguoi_lao_dong": 2, "than_nhan": 3}
_KIND_NAMES: Final = {number: kind for kind, number in _KINDS.items()}
_FACTS_SIZE: Final = 8
_TOKEN_SIZE: Final = 72
_UNUSED_BITS: Final = 4
_READ_LATELY: Final = 4_096
_LETTERS: Final = re.compile(r"[A-Z2-7]{115}[AQ]")
_AS_DIGITS: Final = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghijklmnopqrstuv"
)
_ADDRESS: Final = re.compile(
    r"(?P<before>[^?#]*)/q/(?P<token>[^/?#]*)/?(?:[?#].*)?", re.IGNORECASE | re.DOTALL
)
_ALPHANUMERIC: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:")
_ES256: Final = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)

Signature = Literal["good", "unknown_key", "bad_signature"]


class TokenRefused(DomainError):
    """Not such a token, not signed by a key of ours, or altered; `code` says which."""

    code = "not_ours"


@dataclass(frozen=True, slots=True)
class PrintedFacts:
    """`last_day` is the last good day itself."""

    key_id: int
    index: int
    last_day: date
    kind: str


@dataclass(frozen=True, slots=True)
class PhoneFacts:
    """`slot` counts the five minutes for which the phone shows this code."""

    key_id: int
    index: int
    slot: int


Facts = PrintedFacts | PhoneFacts


@dataclass(frozen=True, slots=True)
class Token:
    """A well-formed token, believed by nobody yet; `host` is where its address pointed."""

    facts: Facts
    text: str
    signed_part: bytes
    signature: bytes
    host: str | None


def printed_token(ring: KeyRing, index: int, last_day: date, kind: str) -> str:
    """Return the code of a printed card; the same facts and key always give the same code."""
    days = (last_day - _DAY_ZERO).days
    if kind not in _KINDS:
        raise Invalid("unknown_kind", kind=kind)
    body = _number(index, 4, "index") + _number(days, 2, "last_day") + bytes([_KINDS[kind]])
    return _signed(*ring.signing, PRINTED, body)


def phone_token(ring: KeyRing, index: int, slot: int) -> str:
    """Return the code a phone shows for one slot."""
    return phone_tokens(ring, index, [slot])[0]


def phone_tokens(ring: KeyRing, index: int, slots: Iterable[int]) -> list[str]:
    """Return the codes for these slots, signed by one key; asked again they are the same."""
    key_id, key = ring.signing
    card = _number(index, 4, "index")
    return [_signed(key_id, key, PHONE, card + _number(slot, 3, "slot")) for slot in slots]


def slot_at(now: datetime) -> int:
    """Return the slot an instant falls into."""
    return (now - _SLOT_ZERO) // SLOT


def slot_begins(slot: int) -> datetime:
    """Return the first instant of a slot; the next slot begins `SLOT` later."""
    return _SLOT_ZERO + slot * SLOT


@lru_cache(maxsize=_READ_LATELY)
def parse(text: str) -> Token:
    """Read a bare token or the address that carries it, behind any host; believe nothing.

    A code is read several times on its way to a sale, so what it says is kept for a while. Only
    what follows the last `/Q/` counts, without what a chat application hung on its end.
    """
    found = _ADDRESS.fullmatch(text.strip())
    bare = found["token"] if found else text.strip()
    raw = _bytes(bare)
    return Token(
        facts=_facts(raw),
        text=bare.upper(),
        signed_part=raw[:_FACTS_SIZE],
        signature=raw[_FACTS_SIZE:],
        host=_host(found["before"]) if found else None,
    )


def check_signature(token: Token, ring: KeyRing) -> Signature:
    """Say whether one of our keys signed these facts."""
    key_id = token.facts.key_id
    key = ring.public(key_id)
    if key is None:
        return "unknown_key"
    whole = token.signed_part + token.signature
    if ring.has_believed(key_id, whole):
        return "good"
    if not _is_signed_by(key, token):
        return "bad_signature"
    ring.believe(key_id, whole)
    return "good"


def believed_until(token: Token, ring: KeyRing) -> datetime | None:
    """Return until when a key of ours was believed that signed these facts, and is no more."""
    retired = ring.retired(token.facts.key_id)
    if retired is None or not _is_signed_by(retired.public, token):
        return None
    return retired.until


def _is_signed_by(key: ec.EllipticCurvePublicKey, token: Token) -> bool:
    r, s = token.signature[:32], token.signature[32:]
    der = utils.encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
    try:
        key.verify(der, token.signed_part, _ES256)
    except InvalidSignature:
        return False
    return True


def read(text: str, ring: KeyRing) -> Facts:
    """Return what a token says once its signature is ours; refuse with the reason otherwise."""
    token = parse(text)
    answer = check_signature(token, ring)
    if answer != "good":
        raise TokenRefused(answer, host=token.host)
    return token.facts


def card_url(public_url: str, token: str) -> str:
    """Return the address a card's QR carries, upper-case so that the QR stays alphanumeric."""
    parts = urlsplit(public_url.strip())
    host = parts.netloc.upper()
    if parts.scheme not in {"http", "https"} or not host or parts.path.strip("/"):
        raise Invalid("address_not_printable", address=public_url)
    if not _ALPHANUMERIC.issuperset(host):
        raise Invalid("address_not_printable", address=public_url)
    if len(host) > LONGEST_HOST:
        raise Invalid("host_too_long", host=host, most=LONGEST_HOST)
    return f"{parts.scheme.upper()}://{host}/Q/{token}"


def _number(value: int, size: int, name: str) -> bytes:
    if not 0 <= value < 1 << 8 * size:
        raise Invalid("out_of_range", name=name, value=value)
    return value.to_bytes(size, "big")


def _signed(key_id: int, key: ec.EllipticCurvePrivateKey, layout: int, body: bytes) -> str:
    facts = bytes([layout << 4 | key_id]) + body
    r, s = utils.decode_dss_signature(key.sign(facts, _ES256))
    signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return _base32(facts + signature)


def _host(address: str) -> str | None:
    return address.rpartition("://")[2].partition("/")[0].lower() or None


def _bytes(token: str) -> bytes:
    """Decode the one spelling a token has: the unused bits of its last letter are zero."""
    letters = token.upper()
    if not token.isascii() or not _LETTERS.fullmatch(letters):
        raise TokenRefused
    return (int(letters.translate(_AS_DIGITS), 32) >> _UNUSED_BITS).to_bytes(_TOKEN_SIZE, "big")


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).rstrip(b"=").decode()


def _facts(raw: bytes) -> Facts:
    layout, key_id = raw[0] >> 4, raw[0] & 0x0F
    index = int.from_bytes(raw[1:5], "big")
    if layout == PHONE:
        return PhoneFacts(key_id, index, int.from_bytes(raw[5:8], "big"))
    kind = _KIND_NAMES.get(raw[7])
    if layout != PRINTED or kind is None:
        raise TokenRefused
    last_day = _DAY_ZERO + timedelta(days=int.from_bytes(raw[5:7], "big"))
    return PrintedFacts(key_id, index, last_day, kind)
