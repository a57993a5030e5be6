"""Photos from a zip: each looked at by itself, so that one bad file keeps none of the others."""

import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from benefits import audit, jobs
from benefits.cli.place import Place
from benefits.errors import Invalid, Refusal
from benefits.exchange import Outcome, Problem, write_problems
from benefits.jobs import Done, FileStore, Job, Report, Waiting
from benefits.members import Member, Membership, enrolment, photos
from benefits.members.photo_zip import Entry, count_in, entries_in
from benefits.members.photos import Laid
from benefits.organization import reach_of
from benefits.periods import day_of

CSV: Final = "text/csv"
AT_ONCE: Final = 20
MOST_SHOWN: Final = 500
COLUMN: Final = "photo"
LIST: Final = "anh-khong-nhan.csv"


class Ready(NamedTuple):
    """A file that can be a photo, by its place in the zip."""

    line: int
    entry: Entry
    photo: Laid


def take_photos(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Give people their photos; the zip is deleted as the work ends, once it was read through."""
    if not store.path(job.input_file or "").is_file():
        raise Refusal("upload_forgotten")
    with tempfile.TemporaryDirectory() as folder:
        taking = Taking(place, store, job)
        taking.take(Path(folder), report)
        listed = taking.listed(Path(folder))
    told = [problem.to_json() for problem in taking.outcome.refused[:MOST_SHOWN]]
    counts = {"added": taking.added, "changed": taking.changed, "read": taking.count}
    result = {**counts, "refused_cells": len(taking.outcome.refused), "refusals": told}
    return Done(result, listed.hash if listed else None, partial(taking.end, listed=listed))


class Taking:
    """One zip being read, and what came of it so far."""

    def __init__(self, place: Place, store: FileStore, job: Job) -> None:
        self.place, self.store, self.job = place, store, job
        self.outcome = Outcome()
        self.count = self.added = self.changed = 0

    def take(self, folder: Path, report: Report) -> None:
        file = folder / "anh.zip"
        self.store.copy(self.job.input_file or "", file)
        self.count = count_in(file)
        ready = self._prepared(file, report)
        while group := list(islice(ready, AT_ONCE)):
            with self.place.database.write() as session:
                unwanted = self._put(session, group)
            for each in unwanted:
                photos.drop(self.store, each)
        self.outcome.refused.sort(key=lambda each: each.line)

    def listed(self, folder: Path) -> Waiting | None:
        """Lay down a list of what was refused, if anything was."""
        if not self.outcome.refused:
            return None
        file = folder / LIST
        write_problems(self.outcome, file)
        with file.open("rb") as content:
            return self.store.lay_down(content)

    def end(self, session: Session, listed: Waiting | None) -> None:
        """Keep the list and let go of the zip, unless other work still wants it."""
        now, by, unit = self.place.now, self.job.account_id, self.job.input["reach_of"]
        if listed is not None:
            self.store.enter(session, listed, name=LIST, media_type=CSV, now=now)
        zipped = self.job.input_file or ""
        if not jobs.is_wanted(session, zipped, but_by=self.job.id):
            self.store.forget(session, zipped, now)
        fields = {"count": self.added + self.changed, "refused": len(self.outcome.refused)}
        audit.note(session, by, "photos_taken", "organizations", unit, now=now, fields=fields)

    def _prepared(self, file: Path, report: Report) -> Iterator[Ready]:
        """Decode and store outside of any unit of work: no till waits for a picture."""
        for line, entry in enumerate(entries_in(file), start=1):
            report(line, self.count)
            if isinstance(entry.content, Invalid):
                self._refuse(line, entry, entry.content)
                continue
            try:
                photo = photos.prepare(entry.content)
            except Invalid as refused:
                self._refuse(line, entry, refused)
            else:
                yield Ready(line, entry, photos.lay_down(self.store, photo))

    def _put(self, session: Session, group: list[Ready]) -> list[Laid]:
        """Give a group their photos; return those that are nobody's."""
        people = _people_of(session, [each.entry.number for each in group])
        within = reach_of(self.job.input["reach_of"], day_of(self.place.now))
        reached = _reached(session, list(people.values()), within)
        by, now, unwanted = self.job.account_id, self.place.now, []
        for line, entry, photo in group:
            member = people.get(entry.number)
            if member is None or member.id not in reached or member.erased_at is not None:
                self._refuse(line, entry, Invalid("member_number_unknown"))
                unwanted.append(photo)
            elif photos.put(session, self.store, member, photo, by=by, now=now):
                self.changed += 1
            else:
                self.added += 1
        return unwanted

    def _refuse(self, line: int, entry: Entry, why: Invalid) -> None:
        problem = Problem(line, COLUMN, entry.name, why.code, dict(why.params))
        self.outcome.refused.append(problem)


def _people_of(session: Session, numbers: Sequence[str]) -> dict[str, Member]:
    """Find people by the names of files; capitals do not matter where one person alone is meant."""
    written = {number: (number, number.upper(), number.lower()) for number in numbers}
    known = enrolment.by_number(session, [each for some in written.values() for each in some])
    found: dict[str, Member] = {}
    for number, ways in written.items():
        meant = {known[way].id: known[way] for way in ways if way in known}
        if number in known or len(meant) == 1:
            found[number] = known.get(number) or next(iter(meant.values()))
    return found


def _reached(session: Session, people: list[Member], units: Select[int]) -> set[int]:
    """Say whose last unit is among some."""
    spans = enrolment.spans_of(session, [each.id for each in people])
    last = {member_id: each[-1].organization_id for member_id, each in spans.items() if each}
    within = select(Membership.organization_id).where(
        Membership.organization_id.in_(last.values()), Membership.organization_id.in_(units)
    )
    found = set(session.scalars(within.distinct()))
    return {member_id for member_id, unit in last.items() if unit in found}
