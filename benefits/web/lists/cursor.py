"""Where a page begins or ends: a word for an address that names rows, never what they say."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

AFTER, BEFORE = "sau", "truoc"
LARGEST_KEY: Final = 2**31 - 1
MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row next to which a page stands: after it, or (`is_before`) before it.

    Its neighbours are named behind it. Should it be gone by the time the page is opened, the
    nearest that is left stands at the same place, as whatever was between them is gone too.
    """

    keys: tuple[str, ...]
    is_before: bool = False

    @classmethod
    def among(cls, parameters: Mapping[str, str]) -> "Cursor | None":
        """Find the cursor of an address; what nobody understands is none."""
        for name in (AFTER, BEFORE):
            if keys := _keys_of(parameters.get(name, "")):
                return cls(keys, is_before=name == BEFORE)
        return None

    def keys_as(self, kind: type[Any]) -> list[Any]:
        """Return the keys as the column has them, without those that cannot be one of it."""
        read = (_read(key, kind) for key in self.keys)
        return [key for key in read if key is not None]


def word_of(keys: Sequence[object]) -> str:
    """Name the rows at the edge of a page, the outermost first."""
    named = " ".join(map(str, keys[:MOST_NAMED]))
    return urlsafe_b64encode(named.encode()).decode().rstrip("=")


def _keys_of(word: str) -> tuple[str, ...]:
    try:
        named = urlsafe_b64decode(word.encode() + b"=" * (-len(word) % 4)).decode()
    except ValueError:
        return ()
    return tuple(named.split(" ")[:MOST_NAMED]) if named else ()


def _read(key: str, kind: type[Any]) -> Any | None:
    try:
        read = kind(key)
    except ValueError:
        return None
    return None if isinstance(read, int) and abs(read) > LARGEST_KEY else read
