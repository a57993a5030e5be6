"""A seal on what the server settles when it shows a sale: when, and with which card."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from flask import current_app
from itsdangerous import Signer

SALT: Final = "sale"


def seal(settled: Sequence[str | int]) -> str:
    return _signer().get_signature(_text(settled)).decode()


def is_sealed(settled: Sequence[str | int], given: str) -> bool:
    text = _text(settled)
    return _signer().verify_signature(text, given.encode(errors="replace"))


def _signer() -> Signer:
    key = current_app.secret_key or ""
    return Signer(key, salt=SALT, key_derivation="hmac", digest_method=sha256)


def _text(settled: Sequence[str | int]) -> bytes:
    """Write the parts so that none can pass for a piece of its neighbour."""
    return repr([str(each) for each in settled]).encode(errors="backslashreplace")
