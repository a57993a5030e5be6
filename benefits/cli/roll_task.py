"""Printing rolls: drawn page after page, and kept as a file."""

import tempfile
from pathlib import Path

from benefits.cards.rolls import paper
from benefits.cli.place import Place
from benefits.jobs import Done, FileStore, Job, Report


def print_rolls(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Draw rolls that a desk drew up; run again, they are the same."""
    rolls, now = job.input["rolls"], place.now
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "danh-sach-nhan-the.pdf"
        with place.database.read() as session:
            pages = paper.write_pdf(session, rolls, file, now, report)
        told = {"rolls": len(rolls), "pages": pages}
        return Done.with_file(told, store, file, "application/pdf", now)
