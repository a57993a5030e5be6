"""Where a page begins or ends: a word for an address that names a row, never what the row says."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

AFTER, BEFORE = "sau", "truoc"
LARGEST_KEY: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row next to which a page stands: after it, or (`is_before`) before it."""

    key: str
    is_before: bool = False

    @classmethod
    def among(cls, parameters: Mapping[str, str]) -> "Cursor | None":
        """Find the cursor of an address; what nobody understands is none."""
        for name in (AFTER, BEFORE):
            if key := _key_of(parameters.get(name, "")):
                return cls(key, is_before=name == BEFORE)
        return None

    def key_as(self, kind: type[Any]) -> Any | None:
        """Return the key as the column has it; `None` when it cannot be one of those."""
        try:
            key = kind(self.key)
        except ValueError:
            return None
        return None if isinstance(key, int) and abs(key) > LARGEST_KEY else key


def word_of(key: object) -> str:
    return urlsafe_b64encode(str(key).encode()).decode().rstrip("=")


def _key_of(word: str) -> str:
    try:
        return urlsafe_b64decode(word.encode() + b"=" * (-len(word) % 4)).decode()
    except ValueError:
        return ""
