"""The titles that stand above a row: which unit they may name, and whether it is a part of one.

Teams and departments are known by their words, and most units too. Of any other title, as Giáo
viên or Sao Mai, only the register can tell whether it is a unit's: it is kept with those above it.
"""

from typing import Final, NamedTuple

from benefits.exchange.roster import bystanders

UNDER: Final = " › "
"""Stands between the titles above a row, the nearest last."""
_MOST: Final = 6


class Titles(NamedTuple):
    """The titles that hold, the nearest last, and which of them are numbered I, II, III."""

    names: tuple[str, ...] = ()
    are_numbered: tuple[bool, ...] = ()

    @property
    def within(self) -> str | None:
        return UNDER.join(self.names) or None

    def begun(self, title: str, numbering: str) -> "Titles":
        """Return what holds below a further title; a department's changes nothing."""
        if bystanders.is_department(title):
            return self
        apart = title != numbering and bystanders.is_ordinal(numbering)
        is_numbered = apart or bystanders.is_numbered_title(title)
        bare, above = bystanders.title_of(title), self
        if bystanders.is_section(title):
            above = Titles()
        elif is_numbered and True in self.are_numbered:  # it follows upon the last one so numbered
            last = len(self.names) - 1 - self.are_numbered[::-1].index(True)
            above = Titles(self.names[:last], self.are_numbered[:last])
        names = (*above.names, bare)[-_MOST:]
        return Titles(names, (*above.are_numbered, is_numbered)[-_MOST:])


def nearest_first(within: str) -> list[str]:
    return within.split(UNDER)[::-1]
