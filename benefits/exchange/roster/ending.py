"""Where a list is signed, and whether its people go on after all below what looks so.

A department may be called what those who sign are called: Kế toán, Giám đốc.
"""

from benefits.exchange.roster import bystanders
from benefits.exchange.roster.headings import NAMES, Field
from benefits.exchange.roster.picking import Picked

_OF_A_PERSON = frozenset({Field.BIRTH, Field.MALE, Field.FEMALE, Field.PHONE, Field.CITIZEN_ID})
_ENOUGH_WITHOUT_NUMBER = 2


class End:
    """Whether the signatures have begun."""

    def __init__(self, *, is_numbered: bool) -> None:
        self.is_reached = False
        self._is_numbered = is_numbered
        self._title: str | None = None

    def reach(self, texts: list[str]) -> None:
        """Remember what stands alone where the end seems to begin: perhaps a department's name."""
        self.is_reached = True
        self._title = texts[0] if len(texts) == 1 else None

    def come_back(self) -> str | None:
        """Say that the list goes on, and below which title."""
        self.is_reached = False
        return self._title

    def is_over_for(self, picked: Picked, last_number: int) -> bool:
        """Tell a person of the list from those who sign, whose names stand under any column."""
        telling = sum(_is_telling(picked[each].text) for each in picked.keys() & _OF_A_PERSON)
        if self.has_number_and_name(picked):
            return telling > 0 or running_number(picked) == last_number + 1
        return telling >= (_ENOUGH_WITHOUT_NUMBER if self._is_numbered else 1)

    def has_number_and_name(self, picked: Picked) -> bool:
        return bool(running_number(picked)) and not picked.keys().isdisjoint(NAMES)


def running_number(picked: Picked) -> int:
    cell = picked.get(Field.NUMBERING)
    text = cell.text.rstrip(".") if cell else ""
    return int(text) if text.isdecimal() else 0


def is_entitled(name: str, numbering: str) -> bool:
    """Tell a numbered title, such as II. Kế toán, from those who sign, who have no number."""
    is_numbered = bystanders.is_ordinal(numbering) or numbering.rstrip(".").isdecimal()
    return is_numbered and name != numbering and bystanders.is_signature(name)


def _is_telling(text: str) -> bool:
    """Tell what is written of a person, figures or a tick, from a name or a post."""
    is_figures = len(text) == 1 or any(map(str.isdigit, text))
    return is_figures and not bystanders.is_signature(text)
