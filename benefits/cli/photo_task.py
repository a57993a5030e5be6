"""Photos from a zip: each looked at by itself, so that one bad file keeps none of the others."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
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
from benefits.members import Member, Membership, enrolment, photo_names, photo_zip, photos
from benefits.members.onward import deciding_span
from benefits.members.photo_names import Meant
from benefits.members.photo_zip import Entry, PhotoZip
from benefits.members.photos import Laid
from benefits.organization.reaching import reached_from
from benefits.periods import day_of

CSV: Final = "text/csv"
AT_ONCE: Final = 20
NAMES_AT_ONCE: Final = 100
MOST_SHOWN: Final = 500
COLUMN: Final = "photo"
LIST: Final = "anh-khong-nhan.csv"
UNKNOWN: Final = Refusal("member_number_unknown")


class Named(NamedTuple):
    """A file of the zip, and whom its name means by the records as they stood then."""

    entry: Entry
    person_id: int
    how: int


class Ready(NamedTuple):
    """A file that can be a photo of somebody."""

    named: Named
    photo: Laid


def take_photos(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Give people their photos; the zip is deleted as the work ends, once it was read through."""
    zipped = store.path(job.input_file or "")
    if not zipped.is_file():
        raise Refusal("upload_forgotten")
    taking = Taking(place, store, job)
    with zipped.open("rb") as content, photo_zip.opened(content) as found:
        taking.take(found, report)
    with tempfile.TemporaryDirectory() as folder:
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
        self.taken: dict[int, str] = {}
        """Whose photo was taken, and by the name of which file."""

    def take(self, found: PhotoZip, report: Report) -> None:
        """Read who is meant by every name first: who is named most directly comes first."""
        self.count = len(found.entries)
        ready = self._prepared(found, sorted(self._named(found), key=_most_direct), report)
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

    def _named(self, found: PhotoZip) -> Iterator[Named]:
        """Say whose each file is; one that means nobody within reach is refused unopened."""
        entries = iter(found.entries)
        while group := list(islice(entries, NAMES_AT_ONCE)):
            with self.place.database.read() as session:
                meant = photo_names.meant_by(session, [each.path for each in group])
                reached = self._reached(session, meant)
                for entry, each in zip(group, meant, strict=True):
                    person = each.person
                    if person is not None and person.id not in reached:
                        self._refuse(entry, UNKNOWN)
                    elif person is None or each.why is not None:
                        self._refuse(entry, each.why or UNKNOWN)
                    else:
                        yield Named(entry, person.id, each.how)

    def _prepared(self, found: PhotoZip, named: Iterable[Named], report: Report) -> Iterator[Ready]:
        """Decode and store outside of any unit of work: no till waits for a picture."""
        done = len(self.outcome.refused)
        for each in named:
            done += 1
            report(done, self.count)
            try:
                self._must_be_first(each)
                photo = photos.prepare(found.content(each.entry.info))
            except Invalid as refused:
                self._refuse(each.entry, refused)
            else:
                yield Ready(each, photos.lay_down(self.store, photo))

    def _put(self, session: Session, group: list[Ready]) -> list[Laid]:
        """Give a group their photos; return those that are nobody's."""
        people = enrolment.by_id(session, [named.person_id for named, _photo in group])
        by, now, unwanted = self.job.account_id, self.place.now, []
        for named, photo in group:
            member = people[named.person_id]
            try:
                self._must_be_first(named)
                is_other = photos.put(session, self.store, member, photo, by=by, now=now)
            except Invalid as refused:
                self._refuse(named.entry, refused)
                unwanted.append(photo)
                continue
            self.taken[named.person_id] = named.entry.name
            self.changed += is_other
            self.added += not is_other
        return unwanted

    def _must_be_first(self, named: Named) -> None:
        """Refuse a second photo of one person: which of two is meant nobody can say."""
        if (first := self.taken.get(named.person_id)) is not None:
            raise Invalid("photo_twice", name=first)

    def _reached(self, session: Session, meant: list[Meant]) -> set[int]:
        people = {each.person.id: each.person for each in meant if each.person is not None}
        here = [each for each in people.values() if each.erased_at is None]
        today = day_of(self.place.now)
        units = reached_from(session, self.job.input["reach_of"], today)
        return _reached(session, here, units, today)

    def _refuse(self, entry: Entry, why: Invalid) -> None:
        problem = Problem(entry.line, COLUMN, entry.name, why.code, dict(why.params))
        self.outcome.refused.append(problem)


def _most_direct(named: Named) -> tuple[int, int]:
    return named.how, named.entry.line


def _reached(session: Session, people: list[Member], units: Select[int], today: date) -> set[int]:
    """Say in whose matters some units have a say."""
    everybody = enrolment.spans_of(session, [each.id for each in people])
    spans = {member_id: deciding_span(each, today) for member_id, each in everybody.items()}
    last = {member_id: span.organization_id for member_id, span in spans.items() if span}
    within = select(Membership.organization_id).where(
        Membership.organization_id.in_(last.values()), Membership.organization_id.in_(units)
    )
    found = set(session.scalars(within.distinct()))
    return {member_id for member_id, unit in last.items() if unit in found}
