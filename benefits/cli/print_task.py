"""Printing cards: drawn, every code read back, kept as a file, and only then counted as printed."""

import tempfile
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Final

from benefits.cards import batches
from benefits.cards.batches import MADE, Batch, Output
from benefits.cards.printing import Design
from benefits.cli.place import Place
from benefits.errors import Conflict
from benefits.jobs import Done, FileStore, Job, Report
from benefits.periods import day_of

KIND: Final = "print_cards"
PATIENCE: Final = 3.0
MOST_NAMED: Final = 100
"""How many cards with letters that cannot be printed are named one by one."""


def print_cards(place: Place, store: FileStore, job: Job, report: Report) -> Done:
    """Draw the cards a desk asked for, as far as that desk reaches; run again, draw them anew."""
    output = Output(job.input.get("output", Output.A4))
    now, settings = place.now, place.settings
    with tempfile.TemporaryDirectory() as folder:
        name, media_type = MADE[output]
        file = Path(folder) / name
        with place.database.read() as session:
            batch = Batch(
                session,
                place.ring,
                settings.public_url,
                job.input["indexes"],
                day_of(now),
                within=job.input.get("within"),
                hotline=settings.hotline,
                design=Design(job.input.get("design", Design.PLAIN)),
                photo_of=store.content,
            )
            batch.write(file, output, report)
        if not batch.printed:
            raise Conflict("no_card_to_print")
        told = {
            "cards": len(batch.printed),
            "left_out": len(job.input["indexes"]) - len(batch.printed),
            "output": output.value,
            "is_https": settings.is_https,
            "answers": answers(settings.public_url),
            "illegible": len(batch.illegible),
            "illegible_cards": [*batch.illegible.items()][:MOST_NAMED],
        }
        done = Done.with_file(told, store, file, media_type, now)
    batches.count_as_printed(place.database, batch.printed, now)
    return done


def answers(address: str) -> bool:
    """Tell whether anybody answers at the address that every card bears."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError:
        return True  # somebody said no
    except (OSError, ValueError, HTTPException):  # the last: whoever is there speaks no HTTP
        return False
