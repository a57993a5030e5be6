"""Everybody of a province as packed batches, made in this process or ahead of it in another.

Drawing a row costs about as much as storing it. While this process stores a batch, the other makes
the next; what lies between them is a pipe, so that it never runs ahead by more than that.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

from benefits.simulation.batches import Packed
from benefits.simulation.peopling import Peopling, Start


def made_here(start: Start) -> Iterator[Packed]:
    return Peopling(start).batches()


@contextmanager
def made_aside(start: Start) -> Iterator[Iterator[Packed]]:
    """The same from a process of its own, which ends with the block however that is left."""
    context = get_context("spawn")  # a forked one would hold our connection to the database
    ours, its = context.Pipe()
    maker = context.Process(target=_make, args=(its,), daemon=True)
    maker.start()
    its.close()
    try:
        yield _received(ours, start)
    finally:
        ours.close()
        maker.terminate()
        maker.join()


def _received(pipe: Connection, start: Start) -> Iterator[Packed]:
    """Ask for everybody; a pipe that breaks was left by a process that failed."""
    try:
        pipe.send(start)
        while (batch := pipe.recv()) is not None:
            yield batch
    except (EOFError, OSError):
        raise RuntimeError("the process that makes the people has failed") from None


def _make(pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever is interrupted there ends us
    for batch in made_here(pipe.recv()):
        pipe.send(batch)
    pipe.send(None)
