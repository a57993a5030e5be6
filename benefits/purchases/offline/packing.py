"""Bits in sections behind a readable head, with the installation's signature at the end.

    "TUD1" · length of the head, 4 bytes big-endian · head, JSON in UTF-8 · sections · signature

Every section has a bit per card index: index i is bit i mod 8, from the lowest, of byte i div 8.
A plane is the XOR of the sections it names: a day names those of the day before and, where
something changes, one more. The signature is ES256 (r and s, 32 bytes each) over all before it.
"""

import json
from collections.abc import Hashable, Iterable, Mapping
from hashlib import sha256
from typing import Any, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from benefits.cards import KeyRing

MAGIC: Final = b"TUD1"
_ZERO, _ONE = ord("0"), ord("1")
_ES256: Final = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


class Sections:
    """Planes of bits over `size` indexes, each written as what changed since the day before."""

    def __init__(self, size: int) -> None:
        self.length = (size + 7) // 8
        self.written: list[bytes] = []
        self._numbers: dict[bytes, int] = {}
        self._before: dict[Hashable, tuple[int, list[int]]] = {}

    def add(self, name: Hashable, plane: int) -> list[int]:
        """Add the plane of a day; return the sections whose XOR it is."""
        before, named = self._before.get(name, (0, []))
        if plane != before or not named:
            named = [*named, self._number((plane ^ before).to_bytes(self.length, "little"))]
        self._before[name] = plane, named
        return named

    def _number(self, section: bytes) -> int:
        number = self._numbers.setdefault(section, len(self.written))
        if number == len(self.written):
            self.written.append(section)
        return number


def bits_of(values: bytes, ones: Iterable[int]) -> int:
    """Return a number whose bit i is set where value i is one of `ones`."""
    table = bytearray([_ZERO]) * 256
    for value in ones:
        table[value] = _ONE
    return int(values[::-1].translate(table), 2)


def bit_of(values: bytes, bit: int) -> int:
    """Return a number whose bit i is one bit of value i."""
    return bits_of(values, (each for each in range(256) if each >> bit & 1))


def digest_of(head: Mapping[str, Any], sections: Iterable[bytes]) -> str:
    summed = sha256(_written(head))
    for section in sections:
        summed.update(section)
    return summed.hexdigest()[:32]


def packed(head: Mapping[str, Any], sections: Iterable[bytes], ring: KeyRing) -> bytes:
    """Put a file together and sign it with the newest key, which the head names."""
    key_id, key = ring.signing
    told = _written({**head, "key_id": str(key_id)})
    body = b"".join((MAGIC, len(told).to_bytes(4, "big"), told, *sections))
    r, s = utils.decode_dss_signature(key.sign(body, _ES256))
    return body + r.to_bytes(32, "big") + s.to_bytes(32, "big")


def _written(head: Mapping[str, Any]) -> bytes:
    return json.dumps(head, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
