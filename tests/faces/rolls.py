"""A list to sign with one person on it, and a signed sheet of it; asked for twice, they are one."""

from sqlalchemy import select

from benefits.cards import Card
from benefits.cards.rolls.models import Roll, RollLine, RollScan
from benefits.jobs import StoredFile
from benefits.wording import consent
from tests.world import KNOWN, World


def roll_of(world: World, card: Card, unit_id: int) -> Roll:
    session = world.session
    known = session.scalar(
        select(Roll)
        .join(RollLine, RollLine.roll_id == Roll.id)
        .where(RollLine.card_index == card.index)
    )
    if known is not None:
        return known
    made = Roll(organization_id=unit_id, consent_version=consent.VERSION, drawn_at=KNOWN)
    session.add(made)
    session.flush()
    line = RollLine(roll_id=made.id, number=1, card_index=card.index, member_id=card.member_id)
    session.add(line)
    session.flush()
    return made


def sheet_of(world: World, roll: Roll) -> int:
    session, digest = world.session, "ab" * 32
    known = session.scalar(select(RollScan.id).where(RollScan.roll_id == roll.id))
    if known is not None:
        return known
    kept = StoredFile(
        hash=digest, name="NT.pdf", media_type="application/pdf", size=9, stored_at=KNOWN
    )
    session.add(kept)
    session.flush()
    sheet = RollScan(roll_id=roll.id, file_hash=digest, page=1, kept_at=KNOWN)
    session.add(sheet)
    session.flush()
    return sheet.id
