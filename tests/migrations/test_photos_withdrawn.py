"""What owners said of their photos before anybody kept it: found again, and held to."""

from datetime import datetime

from sqlalchemy import create_engine, pool, select
from sqlalchemy.orm import Session

import migrations
from benefits import audit
from benefits.access import ConsentDecision, ConsentMedium, accounts, consents
from benefits.jobs import StoredFile
from benefits.members import Member
from benefits.members.photo_record import MemberPhoto
from benefits.members.photo_refusal import PhotoRefusal
from tests.world import World

BEFORE = "0015"


def give(session: Session, member: Member, shown: str, source: str, now: datetime) -> None:
    for digest in (shown, source):
        kept = StoredFile(
            hash=digest, name="anh.jpg", media_type="image/jpeg", size=9, stored_at=now
        )
        session.add(kept)
    session.flush()
    member.photo_hash = shown
    cut = MemberPhoto(
        member_id=member.id, source_hash=source, across=5, down=5, zoom=100, known_at=now
    )
    session.add(cut)


def say_removed(session: Session, member: Member, now: datetime) -> None:
    added = accounts.add_member(
        session, name=member.full_name, member_id=member.id, now=now, secret="314159"
    )
    audit.note(session, added.account.id, "photo_removed", "members", member.id, now=now)


def test_who_withdrew_keeps_no_photo_and_who_took_it_away_is_asked_first(
    empty_url: str, now: datetime
) -> None:
    made = create_engine(empty_url, poolclass=pool.NullPool)
    with Session(made) as session, session.begin():
        world = World(session)
        give(session, world.hanh, "hanh", "of hanh", now)
        give(session, world.lan, "lan", "of lan", now)
        for decision in (ConsentDecision.GIVEN, ConsentDecision.WITHDRAWN):
            portal = ConsentMedium.PORTAL
            consents.decide(session, world.hanh.id, decision, portal, by=None, now=now)
            session.flush()
        for member in (world.son, world.lan):  # Lan was given another since
            say_removed(session, member, now)
    migrations.downgrade(empty_url, BEFORE)
    migrations.upgrade(empty_url)
    with Session(made) as session:
        left = {each.member_no: each.photo_hash for each in session.scalars(select(Member))}
        assert left == {"DV001": None, "DV002": None, "DV003": "lan"}
        assert session.scalars(select(MemberPhoto.source_hash)).all() == ["of lan"]
        gone = session.scalars(select(StoredFile.hash).where(StoredFile.deleted_at.is_not(None)))
        assert set(gone) == {"hanh", "of hanh"}
        [refusal] = session.scalars(select(PhotoRefusal))
        member = session.get_one(Member, refusal.member_id)
        assert (member.member_no, refusal.known_at) == ("DV002", now)
