"""Whom a list that was read, or taken in, leaves out of its units: written, kept and told."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from benefits.cli.place import Place
from benefits.exchange import Circumstances, leavers
from benefits.exchange.mentioning import Mentions
from benefits.exchange.part_words import ABSENT
from benefits.exchange.reading import Sheet
from benefits.exchange.roster import Recognised, apart
from benefits.exchange.roster.headings import is_of_leavers
from benefits.exchange.sorting import Part, PartFiles, Sorted

Rows = Iterable[Sequence[str]]


def foreseen(
    place: Place, rows: Sorted, files: PartFiles, unread: Rows, circumstances: Circumstances
) -> dict[str, Any]:
    """Write those whom a list would leave out; say who of them stands in it all the same."""
    day, mentions = circumstances.today, Mentions(circumstances.secret)
    with place.database.read() as session:
        for member, *_ in _absent(session, rows, day):
            mentions.look_for(member)
        _hear(mentions, files, unread)
        told = leavers.as_rows(_absent(session, rows, day), mentions.found)
        count = files.add(Part.LEFT, ABSENT, told)
    return {"leavers": count, "mentioned": sorted(mentions.found)}


def kept(
    place: Place, run_id: int, files: PartFiles, unread: Rows, circumstances: Circumstances
) -> dict[str, Any]:
    """Keep those whom a list that was taken in leaves out; say who of them stands in it."""
    mentions = Mentions(circumstances.secret)
    with place.database.write() as session:
        count = leavers.keep_absent(session, run_id, circumstances.today)
    with place.database.read() as session:
        for member in leavers.kept(session, run_id):
            mentions.look_for(member)
    _hear(mentions, files, unread)
    return {"leavers": count, "mentioned": sorted(mentions.found)}


def unread_rows(sheets: Iterable[Sheet], seen: Recognised) -> Rows:
    """Go through the sheets that were passed over, but those of people who have left."""
    passed = {name for name in seen.unread_sheets if not is_of_leavers(name)}
    for sheet in apart(sheets) if passed else ():
        if sheet.name in passed:
            yield from (cells for _line, cells in sheet.rows)


def _absent(session: Session, rows: Sorted, day: date) -> Iterable[leavers.Absent]:
    return leavers.absent(session, rows.units, rows.seen, day)


def _hear(mentions: Mentions, files: PartFiles, unread: Rows) -> None:
    mentions.hear(files.untaken)
    mentions.hear(unread)
