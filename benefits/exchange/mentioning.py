"""Who seems to be missing from a list though it names them.

They stand in a row that was not taken, or in a sheet that was not read: nobody may say of them
without another look that they have left.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final

from benefits.errors import Refusal
from benefits.members import Member, identity
from benefits.members.names import clean, folded

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST_PAPER: Final = 8


class Mentions:
    """People who are looked for in rows by number, identity paper or name, accents aside."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._by_name: defaultdict[str, set[int]] = defaultdict(set)
        self._by_mark: defaultdict[str, set[int]] = defaultdict(set)
        self._longest = 0
        self.found: set[int] = set()

    def look_for(self, member: Member) -> None:
        words = _WORD.findall(folded(member.full_name))
        self._by_name[" ".join(words)].add(member.id)
        self._longest = max(self._longest, len(words))
        self._by_mark[folded(member.member_no)].add(member.id)
        if member.citizen_id_hash:
            self._by_mark[member.citizen_id_hash].add(member.id)

    def hear(self, rows: Iterable[Sequence[str]]) -> None:
        """Find whoever is named anywhere in a row, and be it beside other words."""
        if not self._by_name:
            return
        for cells in rows:
            for cell in filter(None, map(clean, cells)):
                self._note(self._by_mark, folded(cell))
                self._note(self._by_mark, self._paper(cell))
                self._note(self._by_name, " ".join(_WORD.findall(folded(cell))))
            self._hear_words(_WORD.findall(folded(" ".join(cells))))

    def _hear_words(self, words: Sequence[str]) -> None:
        """A single word is no name here: it was asked for as a whole cell."""
        for first in range(len(words)):
            for last in range(first + 2, min(first + self._longest, len(words)) + 1):
                self._note(self._by_name, " ".join(words[first:last]))

    def _note(self, known: dict[str, set[int]], said: str) -> None:
        if said and said in known:
            self.found |= known[said]

    def _paper(self, cell: str) -> str:
        if sum(map(str.isdigit, cell)) < _SHORTEST_PAPER - 1:
            return ""
        with suppress(Refusal):
            return identity.citizen_id(cell).hashed(self._secret)
        return ""
