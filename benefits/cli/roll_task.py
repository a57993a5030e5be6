"""Drawing up rolls and printing them: drawn page after page, and kept as a file."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit
from benefits.cards.rolls import drawing_up, paper
from benefits.cards.rolls.models import Roll
from benefits.cli.place import Place
from benefits.cli.print_task import MOST_NAMED
from benefits.errors import Conflict
from benefits.jobs import Done, FileStore, Job, Report


def draw_up_rolls(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Draw up rolls unit by unit, so that the tills get their turn, and print them.

    They hold what was printed when the desk asked. Run again, it goes on with the units left.
    """
    unit, now = job.input["unit"], job.created_at
    with place.database.read() as session:
        units = drawing_up.units_waiting(session, unit, now)
    for done, each in enumerate(units, start=1):
        with place.database.write() as session:
            drawing_up.draw_up(session, each, by=job.account_id, now=now, job_id=job.id)
        report(done, 2 * len(units))
    with place.database.read() as session:
        of_job = select(Roll.id).where(Roll.job_id == job.id).order_by(Roll.id)
        rolls = session.scalars(of_job).all()
    if not rolls:
        raise Conflict("no_card_to_hand_over")
    printed = _printed(place, store, rolls, lambda some, of: report(of + some, 2 * of))

    def also(session: Session) -> None:
        printed.also(session)
        fields = {"count": len(rolls)}
        by = job.account_id
        audit.note(
            session, by, "rolls_drawn_up", "organizations", unit, now=place.now, fields=fields
        )

    return Done(printed.result, printed.file, also)


def print_rolls(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Draw rolls that a desk drew up; run again, they are the same."""
    return _printed(place, store, job.input["rolls"], report)


def _printed(place: Place, store: FileStore, rolls: Sequence[int], report: Report) -> Done:
    now = place.now
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "danh-sach-nhan-the.pdf"
        with place.database.read() as session:
            written = paper.write_pdf(session, rolls, file, report)
        told = {
            "rolls": len(rolls),
            "pages": written.pages,
            "illegible": len(written.illegible),
            "illegible_lines": written.illegible[:MOST_NAMED],
        }
        return Done.with_file(told, store, file, "application/pdf", now)
