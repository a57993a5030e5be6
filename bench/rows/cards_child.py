"""A print of some cards as the background does it, in a process of its own: `FOLDER COUNT`.

What it took is told as JSON.
"""

import json
import resource
import sys
from pathlib import Path
from time import process_time
from typing import Any, Final

from sqlalchemy import select

import benefits.tables  # noqa: F401 - tables name each other
from benefits import jobs
from benefits.cards import Card
from benefits.cli.place import Place
from benefits.cli.tasks import tasks
from benefits.jobs import Job, JobState
from benefits.settings import Settings

KILOBYTES_A_MEGABYTE: Final = 1_000


def main(folder: str, count: str) -> dict[str, Any]:
    where = Path(folder)
    place = Place(Settings(instance=where, keys_dir=where / "keys", database_url=_url(where)))
    with place.database.write() as session:
        indexes = session.scalars(select(Card.index).order_by(Card.index).limit(int(count))).all()
        jobs.enqueue(session, "print_cards", now=place.now, input={"indexes": [*indexes]})
    began = process_time()
    jobs.work_next(place.database, tasks(place))
    seconds = process_time() - began
    with place.database.read() as session:
        job = session.scalars(select(Job).order_by(Job.id.desc()).limit(1)).one()
    place.close()
    if job.state is not JobState.DONE or (job.result or {})["cards"] != int(count):
        raise RuntimeError(f"{job.state}: {job.error}")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_A_MEGABYTE
    return {"cards": int(count), "seconds": seconds, "megabytes": used}


def _url(folder: Path) -> str:
    return f"sqlite:///{folder}/cards.db"


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
