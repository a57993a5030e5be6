"""Random words that stand for something of ours, of which only the hash is kept."""

import secrets
from hashlib import sha256
from typing import Final

# No letter that Telex or VNI turns into another, none that looks like a digit.
LETTERS: Final = "23456789BCFGHJKMNPQRTVX"


def new_word() -> str:
    """Return 32 random bytes as text that is safe in addresses, cookies and headers."""
    return secrets.token_urlsafe(32)


def new_code(length: int) -> str:
    """Return random characters that a person can read out and type on any keyboard."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def hash_of(word: str) -> str:
    """Hash what is random already: nothing shorter than 8 characters may rely on this alone."""
    return sha256(word.encode()).hexdigest()


def as_typed(code: str) -> str:
    """Undo what hands and keyboards do to a code: blanks, dashes, small letters."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
