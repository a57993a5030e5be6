"""Cards to a PDF, and the same with every card decoded again, against drawing bare QR images.

All of it is one process that reckons, so processor time is what is compared: others on the machine
do not count. What a print in the background takes of memory is a matter of no more cards.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any, Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from sqlalchemy.orm import Session

from bench.measured import Measured, Scale, at_least, at_most, middle
from bench.places import migrated, workplace
from bench.scene import PUBLIC_URL, build
from benefits.cards import KeyRing
from benefits.cards.batches import Batch
from benefits.cards.printing import write_pdf
from benefits.periods import day_of

PRINTED, READ_BACK, FLAT = 0.5, 0.25, 1.3
ROUNDS: Final = 5
TENTH: Final = 10
Rates = list[float]


def measure(scale: Scale) -> Iterator[Measured]:
    count = scale.of(10_000, 120)
    with workplace() as folder, migrated(f"sqlite:///{folder}/cards.db") as database:
        ring = KeyRing.open(folder / "keys", create=True)
        indexes = [owner.number for owner in build(database, count).owners]
        with database.read() as session:
            bare, printed, read = _rates(session, ring, folder, indexes)
        few, many = (_memory_of(folder, each) for each in (count // TENTH, count))
    for work, ours, must in (
        (f"{count:,} cards to PDF", printed, PRINTED),
        (f"{count:,} cards to PDF, every one decoded again", read, READ_BACK),
    ):
        yield Measured(
            work=f"{work}, against bare QR images",
            baseline=middle(bare),
            ours=middle(ours),
            unit="cards/s",
            must=at_least(must),
            details={"ours": ours, "baseline": bare},
        )
    yield Measured(
        work=f"memory of printing {count:,} cards, against {count // TENTH:,}",
        baseline=few["megabytes"],
        ours=many["megabytes"],
        unit="MB",
        must=at_most(FLAT),
        details={"few": few, "many": many},
    )


def _rates(
    session: Session, ring: KeyRing, folder: Path, indexes: Sequence[int]
) -> tuple[Rates, Rates, Rates]:
    """Let the three take turns over parts of the cards: one bad moment meets them all."""
    bare, printed, read = Rates(), Rates(), Rates()
    size = len(indexes) // ROUNDS
    for start in range(0, size * ROUNDS, size):
        part = indexes[start : start + size]
        batch = Batch(session, ring, PUBLIC_URL, part, day_of(datetime.now(UTC)))
        urls = [face.url for face in batch.faces()]
        bare.append(_rate(size, lambda: _draw_bare(urls)))  # noqa: B023 - run at once
        printed.append(_rate(size, lambda: _print(batch, folder)))  # noqa: B023 - run at once
        file = folder / "read.pdf"
        read.append(_rate(size, lambda: batch.write_pdf(file, _silent)))  # noqa: B023 - run at once
    return bare, printed, read


def _memory_of(folder: Path, count: int) -> dict[str, Any]:
    command = (sys.executable, "-m", "bench.rows.cards_child", str(folder), str(count))
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _rate(count: int, act: Callable[[], None]) -> float:
    began = process_time()
    act()
    return count / (process_time() - began)


def _draw_bare(urls: Sequence[str]) -> None:
    for url in urls:
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
        code.add_data(url)
        code.make_image().get_image()


def _print(batch: Batch, folder: Path) -> None:
    """Read the cards, sign their codes, draw both sides: all that a print does but look again."""
    with (folder / "printed.pdf").open("wb") as out:
        write_pdf(batch.faces(), out)


def _silent(_done: int, _of: int) -> None:
    """Show no progress."""
