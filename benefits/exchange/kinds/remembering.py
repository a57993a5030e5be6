"""What the groups of one file share, looked up before the first of them and kept true."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from benefits import organization
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.reaching import reach_now
from benefits.exchange.kinds.remembered import Remembered
from benefits.exchange.kinds.speaking import heard
from benefits.exchange.kinds.units import units_of
from benefits.exchange.outcome import Row
from benefits.members import keeping_out


def remembered_of(
    session: Session, rows: Sequence[Row], circumstances: Circumstances
) -> Remembered:
    """Return what the groups of a file share; learn it from the rows where no check was made.

    What was decided about units since the group before is seen, and who was entered; nothing is
    decided, and nobody entered, until this is over.
    """
    memory = circumstances.memory
    revision = organization.abide_by_the_tree(session)
    if not memory.is_rehearsal:
        keeping_out.keep_others_out(session)
    entered = keeping_out.entered(session)
    known: Remembered | None = memory.kept.get("enrolling")
    if known is not None:
        if known.revision != revision:
            known.units = units_of(session, known.said, circumstances)
            known.reach, known.revision = reach_now(session, circumstances), revision
        if known.entered != entered:
            known.look_anew(session)
            known.entered = entered
        return known
    stored = list(memory.stored()) if memory.stored else []
    said = memory.kept.get("said") or heard([row for row, _ in stored] or rows)
    units, reach = units_of(session, said, circumstances), reach_now(session, circumstances)
    made = Remembered(said, units, revision, reach, entered)
    for row, member_id in stored:
        if member_id is not None:
            made.meet(row.line, member_id)
    memory.kept["enrolling"] = made
    return made


def know_own(session: Session, remembered: Remembered, circumstances: Circumstances) -> None:
    """Let the next group know whom this one has entered; what is rehearsed is gone again."""
    if not circumstances.memory.is_rehearsal:
        remembered.entered = keeping_out.entered(session)
