"""Sorting a pile of signed sheets to their rolls, and reading what is ticked on them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit, jobs
from benefits.cards.rolls import sorting
from benefits.cards.rolls.models import Roll
from benefits.cards.rolls.scan_reading import PDF, Page, Piled, count_in, kind_of, pile_in
from benefits.cards.rolls.sorting import LARGEST_PILE, MOST_SHEETS, NAME, Filed, Found
from benefits.cards.rolls.tick_reading import ticks_on
from benefits.cli.place import Place
from benefits.database import evidence_among
from benefits.errors import Conflict, Refusal
from benefits.jobs import Done, FileStore, Job, Report, Waiting
from benefits.organization.reaching import reached_from
from benefits.periods import day_of

KIND: Final = "sort_scans"
KEPT: Final = timedelta(days=30)
MOST_SHOWN: Final = 100


def sort_scans(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Sort a pile; what is filed is written as the work ends, all of it or nothing."""
    content = store.content(job.input_file or "")
    if content is None:
        raise Refusal("upload_forgotten")
    pile = Pile(place, store, job, BytesIO(content))
    pile.look(report)
    laid = pile.laid_apart()
    told = {
        "filed": len(pile.filed),
        "pages": len({(each.roll_id, each.page) for each in pile.filed}),
        "rolls": len({each.roll_id for each in pile.filed}),
        "unread": [
            {"sheet": sheet, "file": laid[sheet].hash} for sheet in pile.unread[:MOST_SHOWN]
        ],
        "unread_count": len(pile.unread),
        "strange": [[sheet, f"{page.roll}-{page.number}"] for sheet, page in pile.strange],
        "several": pile.several,
        "empty": pile.count - pile.taken,
    }
    return Done(told, also=lambda session: pile.end(session, laid))


class Pile:
    """Sheets of one upload, and where each of them goes."""

    def __init__(self, place: Place, store: FileStore, job: Job, content: BytesIO) -> None:
        self.place, self.store, self.job, self.content = place, store, job, content
        self.media_type, _ending = kind_of(content, LARGEST_PILE)
        self.count = count_in(content, self.media_type)
        self.filed: list[Filed] = []
        self.unread: list[int] = []
        self.strange: list[tuple[int, Page]] = []
        self.several: list[int] = []
        self.known: dict[str, Found | None] = {}

    def look(self, report: Report) -> None:
        for each in pile_in(self.content, self.media_type, MOST_SHEETS):
            self._place(each)
            report(each.sheet, self.count)
        self.content.seek(0)
        if not self.taken:
            raise Conflict("scan_blank")

    @property
    def taken(self) -> int:
        """How many sheets bear something."""
        return len(self.filed) + len(self.unread) + len(self.strange) + len(self.several)

    def laid_apart(self) -> dict[int, Waiting]:
        kept = [each.sheet for each in self.filed] + self.unread[:MOST_SHOWN]
        return sorting.lay_apart(self.store, self.content, self.media_type, kept)

    def end(self, session: Session, laid: dict[int, Waiting]) -> None:
        """Keep every sheet where it belongs, and let go of the pile."""
        now, by = self.place.now, self.job.account_id
        hashes = {
            sheet: self.store.enter(
                session, each, name=self._name(), media_type=self.media_type, now=now
            )
            for sheet, each in laid.items()
        }
        for each in self.filed:
            sorting.file_sheet(session, each, hashes[each.sheet], by=by, now=now)
        self._let_go(session, hashes.values(), now)
        unit, fields = self.job.input["reach_of"], {"count": len(self.filed)}
        audit.note(session, by, "scans_sorted", "organizations", unit, now=now, fields=fields)

    def _let_go(self, session: Session, sheets: Collection[str], now: datetime) -> None:
        """A pile that is a sheet itself, or evidence, is this work's no more; any other goes."""
        pile = self.job.input_file or ""
        if pile in sheets or evidence_among(session, [pile]):
            session.get_one(Job, self.job.id).input_file = None
        elif not jobs.is_wanted(session, pile, but_by=self.job.id):
            jobs.let_go(session, self.store, [pile], now)

    def _name(self) -> str:
        return NAME if self.media_type == PDF else NAME.replace(".pdf", ".jpg")

    def _place(self, seen: Piled) -> None:
        if seen.page is None:
            (self.several if seen.several else self.unread).append(seen.sheet)
            return
        roll = self._roll_of(seen.page)
        if roll is None:
            self.strange.append((seen.sheet, seen.page))
            return
        ticks = ticks_on(seen.picture, seen.page.number, roll.lines)
        self.filed.append(Filed(seen.sheet, roll.id, seen.page.number, ticks))

    def _roll_of(self, page: Page) -> Found | None:
        if page.roll not in self.known:
            unit, day = self.job.input["reach_of"], day_of(self.place.now)
            with self.place.database.read() as session:
                within = reached_from(session, unit, day)
                found = sorting.rolls_named(session, [page.roll], Roll.organization_id.in_(within))
            self.known[page.roll] = found.get(page.roll)
        roll = self.known[page.roll]
        return sorting.belongs(page, {page.roll: roll}) if roll else None


def forget_unread(session: Session, store: FileStore, now: datetime) -> int:
    """Delete sheets that nobody could read and nobody said the page of, after thirty days."""
    old = select(Job.result).where(
        Job.kind == KIND, Job.finished_at < now - KEPT, Job.finished_at > now - 2 * KEPT
    )
    left = {
        each["file"] for told in session.scalars(old) if told for each in told.get("unread", ())
    }
    return jobs.let_go(session, store, left, now)
