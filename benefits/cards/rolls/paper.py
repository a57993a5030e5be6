"""Rolls as paper: the pages of one after the other, as they are printed.

Units are called as was known when a roll was drawn up, whatever was decided of them since.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.cards.batches import names_of
from benefits.cards.printing import RollEntry, RollFace, serial_of, write_rolls
from benefits.cards.printing.roll_sheet import lines_of, page_of
from benefits.cards.rolls.models import Roll, RollLine, code_of
from benefits.cards.rolls.naming import told_apart
from benefits.periods import day_of
from benefits.wording import consent

Show = Callable[[int, int], None]
LANGUAGE: Final = "vi"
SIGNS_AT: Final = "{name} (ký ở {code})"


class Illegible(NamedTuple):
    """A line with a name that cannot be printed whole, and which letters."""

    roll: str
    number: int
    letters: str


class Written(NamedTuple):
    pages: int
    illegible: Sequence[Illegible]


def write_pdf(session: Session, roll_ids: Sequence[int], file: Path, show: Show) -> Written:
    """Write the pages of these rolls; say how many there were, and whose names lack letters."""
    illegible: list[Illegible] = []

    def pages() -> Iterator[RollFace]:
        for face in _pages(session, roll_ids, show):
            named = ((each.number, each.illegible) for each in face.entries)
            illegible.extend(
                Illegible(face.code, number, letters) for number, letters in named if letters
            )
            yield face

    with file.open("wb") as out:
        return Written(write_rolls(pages(), out), illegible)


def count_of(session: Session, roll_id: int) -> int:
    """Count the lines of a roll."""
    own = select(func.max(RollLine.number)).where(RollLine.roll_id == roll_id)
    return session.scalar(own) or 0


def _pages(session: Session, roll_ids: Sequence[int], show: Show) -> Iterator[RollFace]:
    for done, roll_id in enumerate(roll_ids, start=1):
        roll = session.get_one(Roll, roll_id)
        drawn_on = day_of(roll.drawn_at)
        unit_name, issuer_name = names_of(session, roll.organization_id, drawn_on, roll.drawn_at)
        count = count_of(session, roll.id)
        words = consent.text_of(roll.consent_version, LANGUAGE)
        for page in range(1, page_of(count) + 1):
            yield RollFace(
                code=roll.code,
                unit_name=unit_name,
                issuer_name=issuer_name,
                drawn_on=drawn_on,
                count=count,
                page=page,
                version=words.version,
                consent=words.parts,
                entries=_entries(session, roll.id, *lines_of(page, count)),
            )
        show(done, len(roll_ids))


def _entries(session: Session, roll_id: int, first: int, last: int) -> list[RollEntry]:
    rows = session.execute(
        select(RollLine.number, RollLine.member_id, RollLine.card_index, RollLine.superseded_by)
        .where(RollLine.roll_id == roll_id, RollLine.number.between(first, last))
        .order_by(RollLine.number)
    ).all()
    names = told_apart(session, roll_id, [row.member_id for row in rows])
    return [
        RollEntry(number, _name(names[member], newer), serial_of(index))
        for number, member, index, newer in rows
    ]


def _name(name: str, newer: int | None) -> str:
    """Send whose card was printed anew to the list where that one is signed for."""
    return name if newer is None else SIGNS_AT.format(name=name, code=code_of(newer))
