"""The only road from an officer to a roll: through the unit it was drawn up for."""

from sqlalchemy import select

from benefits.cards.rolls.models import Roll, RollScan
from benefits.desk import scope
from benefits.errors import NotFound
from benefits.jobs import StoredFile
from benefits.web import current


def roll(roll_id: int) -> Roll:
    found = current.session().scalar(
        select(Roll).where(Roll.id == roll_id, Roll.organization_id.in_(scope.unit_ids()))
    )
    if found is None:
        raise NotFound
    return found


def sheet(roll_id: int, scan_id: int) -> RollScan:
    """A signed sheet of that roll."""
    found = current.session().scalar(
        select(RollScan).where(RollScan.id == scan_id, RollScan.roll_id == roll(roll_id).id)
    )
    if found is None:
        raise NotFound
    return found


def scan(roll_id: int, scan_id: int) -> StoredFile:
    """The file of a signed sheet of that roll."""
    return current.session().get_one(StoredFile, sheet(roll_id, scan_id).file_hash)
