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
        with place.database.write() as session, file.open("rb") as content:
            kept = store.keep(
                session, content, name=file.name, media_type="application/pdf", now=now
            )
    return Done({"rolls": len(rolls), "pages": pages}, kept)
