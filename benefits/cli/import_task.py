"""The task that takes an uploaded file in, or says what that would do."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from benefits import exchange
from benefits.cli import leavers_told, reading_told
from benefits.cli.place import Place
from benefits.errors import Refusal
from benefits.exchange import Circumstances, ImportRow, Outcome, Problem, Taking, since_then
from benefits.exchange.applying import open_as_chosen
from benefits.exchange.likely_twins import look_for_twins
from benefits.exchange.outcome import Result
from benefits.exchange.part_words import is_part
from benefits.exchange.reading import Sheet, pasted
from benefits.exchange.roster import (
    SKIPPED,
    WITHOUT_A_WORD,
    Choice,
    Preview,
    Recognised,
    apart,
    first_rows,
    previews,
    recognise,
    unrecognised,
)
from benefits.exchange.roster.layout import Layout
from benefits.exchange.sorting import Part, PartFiles, Sorted
from benefits.exchange.units_read import UnitCodes
from benefits.jobs import Done, FileStore, Job, Report, StoredFile

ZIP: Final = "application/zip"
MOST_SHOWN: Final = 500
ROSTER: Final = "members"

Act = Callable[[Taking], Outcome]


def told(place: Place, store: FileStore, job: Job, report: Report, act: Act) -> Done:
    """Rehearse or import a file; keep its rows sorted by what becomes of them."""
    if not store.path(job.input_file or "").is_file():
        raise Refusal("upload_forgotten")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tep" / _name_of(place, job)
        file.parent.mkdir()
        store.copy(job.input_file or "", file)
        work = _Work(place, job, file)
        try:
            found = work.run(report, act)
        except Refusal as refusal:
            if refusal.code == "no_name_heading" and work.is_roster and job.kind == "rehearse":
                return work.unrecognised()
            raise
        packed = work.parts(Path(folder))
        kept = _keep(place, store, packed) if packed else None
    return Done(found | work.counted, kept)


class _Work:
    """One file, how it is to be read, and what became of its rows."""

    def __init__(self, place: Place, job: Job, file: Path) -> None:
        self.place, self.job, self.file = place, job, file
        self.kind = exchange.KINDS[job.input["kind"]]
        self.is_roster = self.kind.name == ROSTER
        self.circumstances = _circumstances(place, job)
        self.rows = Sorted()
        self.counted: dict[str, Any] = {}
        self.run_id: int | None = None

    def open(self, file: Path, circumstances: Circumstances) -> list[Sheet]:
        if not self.job.input.get("is_pasted"):
            return open_as_chosen(file, circumstances)
        choice = circumstances.choice or Choice()
        return pasted(_text(file), encoding=choice.encoding)

    def run(self, report: Report, act: Act) -> dict[str, Any]:
        database, kind, file = self.place.database, self.kind, self.file
        taking = Taking(
            *(database, kind, file, self.circumstances, report, self.rows.tell, self.open)
        )
        with self.place.database.read() as session:
            marks = since_then.marks(session)
        outcome = act(taking)
        self.run_id = taking.run_id
        if taking.run_id is not None:
            for result in _results(self.place, taking.run_id):
                self.rows.tell(result)
        if not self.is_roster:
            return {**_problems(outcome), "run_id": taking.run_id}
        self.counted["register"] = {**marks, "units": sorted(self.rows.units)}
        if taking.run_id is not None:
            look_for_twins(self.place.database, taking.run_id, self.circumstances)
        return {**_problems(outcome), "recognised": self._recognised(), "run_id": taking.run_id}

    def parts(self, folder: Path) -> Path | None:
        """Write the parts, and count them."""
        files = PartFiles(folder)
        codes = UnitCodes(self.place.database, self.circumstances) if self.is_roster else None
        files.write(self._sheets(), self.rows, codes)
        self.counted |= _counts(self.rows)
        if self.is_roster:
            self.counted |= self._leavers(files)
        return files.pack("phan-loai.zip")

    def _leavers(self, files: PartFiles) -> dict[str, Any]:
        """Say whom the list leaves out; where only some of it came back it says nothing of them."""
        seen = self._read()
        told = files, self._unread(seen), self.circumstances
        if any(is_part(each.words for each in sheet.headings) for sheet in seen.sheets):
            return {"leavers": 0, "is_part": True}
        if self.run_id is not None:
            return leavers_told.kept(self.place, self.run_id, *told)
        return leavers_told.foreseen(self.place, self.rows, *told)

    def _unread(self, seen: Recognised) -> Iterator[Sequence[str]]:
        """Read the sheets that were passed over, where nobody has said which are to be read."""
        if seen.unread and not self._choice().sheets:
            sheets = self.open(self.file, self.circumstances)
            yield from leavers_told.unread_rows(sheets, seen)

    def _sheets(self) -> Iterator[tuple[Sheet, Layout | None]]:
        sheets = self.open(self.file, self.circumstances)
        if not self.is_roster:
            return ((sheet, None) for sheet in sheets[:1])
        read = self._read().sheets
        by_name = {sheet.name: sheet for sheet in apart(sheets)}
        return ((by_name[each.name], each.layout) for each in read)

    def _read(self) -> Recognised:
        sheets = self.open(self.file, self.circumstances)
        today, choice = self.circumstances.today, self.circumstances.choice
        return recognise(sheets, today=today, choice=choice)

    def _recognised(self) -> dict[str, Any]:
        """Say what each column was taken for, and how names look in each encoding."""
        return reading_told.told(
            self._read(),
            self._previewed(partial(previews, today=self.circumstances.today)),
            self._choice(),
        )

    def unrecognised(self) -> Done:
        """Show the first rows of a list in which nobody was found, to say what its columns are."""
        sheets = self.open(self.file, self.circumstances)
        seen = unrecognised(sheets, today=self.circumstances.today, choice=self._choice())
        shown = self._previewed(partial(first_rows, sheet=seen.sheets[0]))
        told = reading_told.told(seen, shown, self._choice(), is_unnamed=True)
        return Done({"recognised": told, "is_unnamed": True})

    def _choice(self) -> Choice:
        return self.circumstances.choice or Choice()

    def _previewed(self, show: Callable[..., list[Preview]]) -> list[Preview]:
        source = _text(self.file) if self.job.input.get("is_pasted") else self.file
        return show(source, choice=self._choice())


def _text(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as opened:
        return opened.read()


def _results(place: Place, run_id: int) -> Iterator[Result]:
    with place.database.read() as session:
        rows = session.execute(
            select(ImportRow.line, ImportRow.state, ImportRow.problems, ImportRow.member_id)
            .where(ImportRow.run_id == run_id)
            .order_by(ImportRow.line)
            .execution_options(yield_per=1000)
        )
        for line, state, problems, member_id in rows:
            yield Result(line, state, tuple(map(Problem.from_json, problems)), member_id)


def _circumstances(place: Place, job: Job) -> Circumstances:
    """A file uploaded for less than the whole union touches only the units of `reach_of`."""
    choice = job.input.get("choice")
    return Circumstances(
        now=place.now,
        secret=place.secret,
        organization_id=job.input.get("organization_id"),
        account_id=job.account_id,
        reach_of=job.input.get("reach_of"),
        choice=Choice.from_json(choice) if choice else None,
        corrected_since=job.input.get("since"),
    )


def _counts(rows: Sorted) -> dict[str, Any]:
    counts = rows.counts()
    return {
        "read": len(rows.parts) + rows.passed_over - counts[Part.SKIPPED],
        "added": counts[Part.NEW],
        "changed": counts[Part.CHANGED],
        "same": counts[Part.SAME],
        "doubtful": counts[Part.DOUBTFUL],
        "refused_lines": counts[Part.REFUSED],
        "passed_over": rows.passed_over,
        "skipped": counts[Part.SKIPPED],
    }


def _problems(outcome: Outcome) -> dict[str, Any]:
    """Keep the first problems to be shown; the files beside hold all of them."""
    flags = [problem for problem in outcome.flagged if problem.code not in SKIPPED]
    told = SKIPPED - WITHOUT_A_WORD
    skips = [problem for problem in outcome.flagged if problem.code in told]
    return {
        "refused_cells": len(outcome.refused),
        "flagged_cells": len(flags),
        "skipped_rows": len(skips),
        "refusals": [problem.to_json() for problem in outcome.refused[:MOST_SHOWN]],
        "flags": [problem.to_json() for problem in flags[:MOST_SHOWN]],
        "skips": [problem.to_json() for problem in skips[:MOST_SHOWN]],
    }


def _keep(place: Place, store: FileStore, file: Path) -> str:
    with place.database.write() as session, file.open("rb") as content:
        return store.keep(session, content, name=file.name, media_type=ZIP, now=place.now)


def _name_of(place: Place, job: Job) -> str:
    """Give the file its own name back: what it is, is told by its ending."""
    with place.database.read() as session:
        return Path(session.get_one(StoredFile, job.input_file).name).name
