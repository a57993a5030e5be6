"""Records of one person that a list leaves in the units it spoke of, told by name and year."""

from benefits.database import Database, retrying
from benefits.exchange import leavers
from benefits.exchange.kinds import Circumstances
from benefits.members import namesakes


def look_for_twins(database: Database, run_id: int, circumstances: Circumstances) -> None:
    """Put them on the list of possible twins; looking through large units keeps nobody waiting."""
    with database.read() as session:
        units = set(session.scalars(leavers.units_of(run_id)))
        pairs = namesakes.find(session, units, circumstances.today)

    def note() -> None:
        with database.write() as session:
            namesakes.note(session, pairs, circumstances.now)

    if pairs:
        retrying(note)
