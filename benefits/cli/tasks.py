"""What the worker can do: take in a file, print cards, write a long list. Each is a job's kind."""

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask
from xlsxwriter.utility import xl_col_to_name

import partner_portal
from benefits import desk, exchange, organization
from benefits.cli import card_tasks, letter_task, photo_task, print_task, roll_task, tidy_task
from benefits.cli.place import Place
from benefits.errors import Refusal
from benefits.exchange import Circumstances, Outcome, RowState, Taking
from benefits.exchange.reading import open_table
from benefits.exchange.roster import recognise
from benefits.jobs import Done, FileStore, Job, Report, StoredFile, Task
from benefits.members.identity_key import identity_key
from benefits.periods import day_of
from benefits.web.lists import MEDIA_TYPES, make_list

CSV = "text/csv"
MOST_SHOWN = 500
DAILY = ("tidy",)


def tasks(place: Place) -> Mapping[str, Task]:
    """Give the tasks of this installation by job kind."""
    doing = Doing(place)
    return {
        "import": doing.take_in,
        "rehearse": doing.rehearse,
        "issue_cards": doing.issue_cards,
        "change_cards": doing.change_cards,
        "print_cards": doing.print_cards,
        "print_letters": doing.print_letters,
        "print_rolls": doing.print_rolls,
        "take_photos": doing.take_photos,
        "export_list": doing.export_list,
        "tidy": doing.tidy,
    }


class Doing:
    def __init__(self, place: Place) -> None:
        self.place, self.store = place, FileStore(place.settings.files_dir)

    def take_in(self, job: Job, report: Report) -> Done:
        """Import an uploaded file; refused rows stay on the run, to be looked at and mended."""
        return self._told(job, report, Taking.run)

    def rehearse(self, job: Job, report: Report) -> Done:
        """Say what importing an uploaded file would do, and change nothing."""
        return self._told(job, report, Taking.rehearse)

    def _told(self, job: Job, report: Report, act: Callable[[Taking], Outcome]) -> Done:
        if not self.store.path(job.input_file or "").is_file():
            raise Refusal("upload_forgotten")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / self._name_of(job)
            self.store.copy(job.input_file or "", file)
            kind, circumstances = exchange.KINDS[job.input["kind"]], self._circumstances(job)
            outcome = act(Taking(self.place.database, kind, file, circumstances, report))
            seen = _recognised(file, circumstances.today) if kind.name == "members" else {}
            found = Path(folder) / "can-xem-lai.csv"
            has_problems = exchange.write_problems(outcome, found) > 0
            kept = self._keep(found, CSV) if has_problems else None
        return Done({**_counts(outcome), **_problems(outcome), **seen}, kept)

    def _circumstances(self, job: Job) -> Circumstances:
        """A file uploaded for less than the whole union touches only the units of `reach_of`."""
        now, unit = self.place.now, job.input.get("reach_of")
        with self.place.database.read() as session:
            reach = None
            if unit is not None:
                reach = frozenset(session.scalars(organization.subtree_on(unit, day_of(now))))
        return Circumstances(
            now=now,
            secret=identity_key(self.place.settings.keys_dir),
            organization_id=job.input.get("organization_id"),
            account_id=job.account_id,
            reach=reach,
        )

    def issue_cards(self, job: Job, report: Report) -> Done:
        """Give printed cards to a unit or a list, some hundred at a time."""
        return card_tasks.issue_cards(self.place, self.store, job, report)

    def change_cards(self, job: Job, report: Report) -> Done:
        """Suspend, restore or revoke the cards a desk chose."""
        return card_tasks.change_cards(self.place, job, report)

    def print_cards(self, job: Job, report: Report) -> Done:
        """Draw the cards a desk issued, and keep the file once every QR on it was read back."""
        return print_task.print_cards(self.place, self.store, job, report)

    def print_letters(self, job: Job, report: Report) -> Done:
        """Draw letters that let members in, each with a code of its own."""
        return letter_task.print_letters(self.place, self.store, job, report)

    def print_rolls(self, job: Job, report: Report) -> Done:
        """Draw lists on which people sign for their cards."""
        return roll_task.print_rolls(self.place, self.store, job, report)

    def take_photos(self, job: Job, report: Report) -> Done:
        """Give people the photos of a zip."""
        return photo_task.take_photos(self.place, self.store, job, report)

    def export_list(self, job: Job, report: Report) -> Done:
        """Write a list that was too long to be made while somebody waited."""
        if "query" not in job.input:
            raise Refusal("question_forgotten")
        app = self.faces[job.input.get("face", "desk")]
        with tempfile.TemporaryDirectory() as folder:
            file, count = make_list(app, job, Path(folder), report, self.place.now)
            kept = self._keep(file, MEDIA_TYPES[job.input["format"]])
        return Done({"rows": count}, kept)

    @cached_property
    def faces(self) -> Mapping[str, Flask]:
        """Faces that have lists, as their people see them, without a server around them."""
        makers = (desk.create_app, partner_portal.create_app)
        made = [make(self.place.settings, self.place.database) for make in makers]
        return {app.name: app for app in made}

    def tidy(self, _job: Job, _report: Report) -> Done:
        """Let go of what may not or need not be kept any longer."""
        return Done(tidy_task.tidy(self.place.database, self.store, self.place.now))

    def _keep(self, file: Path, media_type: str) -> str:
        with self.place.database.write() as session, file.open("rb") as content:
            return self.store.keep(
                session, content, name=file.name, media_type=media_type, now=self.place.now
            )

    def _name_of(self, job: Job) -> str:
        """Give the file its own name back: what it is, is told by its ending."""
        with self.place.database.read() as session:
            return Path(session.get_one(StoredFile, job.input_file).name).name


def _counts(outcome: Outcome) -> dict[str, Any]:
    return {"read": outcome.read, **{state.value: outcome.states[state] for state in RowState}}


def _problems(outcome: Outcome) -> dict[str, Any]:
    """Keep the first problems to be shown; the file beside holds all of them."""
    refused_lines = len({problem.line for problem in outcome.refused})
    return {
        "refused_lines": refused_lines,
        "passed_over": outcome.states[RowState.REFUSED] - refused_lines,
        "refused_cells": len(outcome.refused),
        "flagged_cells": len(outcome.flagged),
        "refusals": [problem.to_json() for problem in outcome.refused[:MOST_SHOWN]],
        "flags": [problem.to_json() for problem in outcome.flagged[:MOST_SHOWN]],
    }


def _recognised(file: Path, today: date) -> dict[str, Any]:
    """Say which column of a members list was taken for what."""
    seen = recognise(open_table(file), today=today)
    columns = [(xl_col_to_name(each.column), each.words, each.field) for each in seen.headings]
    return {"sheet": seen.sheet, "columns": columns, "unread_sheets": list(seen.unread_sheets)}
