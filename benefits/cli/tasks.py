"""What the worker can do: take in a file, print cards. Each task is a job's kind."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benefits import exchange
from benefits.cards import batches
from benefits.cli.place import Place
from benefits.exchange import Circumstances, RowState, Taking
from benefits.jobs import Done, FileStore, Job, Report, StoredFile, Task
from benefits.members.identity_key import identity_key
from benefits.periods import day_of

PDF = "application/pdf"


def tasks(place: Place) -> Mapping[str, Task]:
    """Give the tasks of this installation by job kind."""
    doing = Doing(place)
    return {"import": doing.take_in, "print_cards": doing.print_cards}


class Doing:
    def __init__(self, place: Place) -> None:
        self.place, self.store = place, FileStore(place.settings.files_dir)

    def take_in(self, job: Job, report: Report) -> Done:
        """Import an uploaded file; refused rows stay on the run, to be looked at and mended."""
        circumstances = Circumstances(
            now=self.place.now,
            secret=identity_key(self.place.settings.keys_dir),
            organization_id=job.input.get("organization_id"),
            account_id=job.account_id,
        )
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / self._name_of(job)
            self.store.copy(job.input_file or "", file)
            kind = exchange.KINDS[job.input["kind"]]
            taking = Taking(self.place.database, kind, file, circumstances, report)
            outcome = taking.run()
        return Done(_counts(outcome))

    def print_cards(self, job: Job, report: Report) -> Done:
        """Draw the cards a desk issued, and keep the PDF once every QR on it was read back."""
        with tempfile.TemporaryDirectory() as folder, self.place.database.read() as session:
            file = Path(folder) / "the.pdf"
            url = self.place.settings.public_url
            indexes = job.input["indexes"]
            day = day_of(self.place.now)
            batches.Batch(session, self.place.ring, url, indexes, day).write_pdf(file, report)
            with self.place.database.write() as writing, file.open("rb") as content:
                kept = self.store.keep(
                    writing, content, name="the.pdf", media_type=PDF, now=self.place.now
                )
        return Done({"cards": len(indexes)}, kept)

    def _name_of(self, job: Job) -> str:
        """Give the file its own name back: what it is, is told by its ending."""
        with self.place.database.read() as session:
            return Path(session.get_one(StoredFile, job.input_file).name).name


def _counts(outcome: exchange.Outcome) -> dict[str, Any]:
    return {"read": outcome.read, **{state.value: outcome.states[state] for state in RowState}}
