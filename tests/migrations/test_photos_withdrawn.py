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


def test_who_withdrew_keeps_no_photo_and_who_took_it_away_is_asked_first(
    empty_url: str, now: datetime
) -> None:
    made = create_engine(empty_url, poolclass=pool.NullPool)
    with Session(made) as session, session.begin():
        world = World(session)
        for digest in ("hanh", "of hanh", "lan", "shared"):
            given = {"name": "anh.jpg", "media_type": "image/jpeg", "size": 9, "stored_at": now}
            session.add(StoredFile(hash=digest, **given))
        for member, shown, source in (
            (world.hanh, "hanh", "of hanh"),
            (world.lan, "lan", "shared"),
        ):
            member.photo_hash = shown
            session.add(
                MemberPhoto(
                    member_id=member.id,
                    source_hash=source,
                    across=5,
                    down=5,
                    zoom=100,
                    known_at=now,
                )
            )
        for decision in (ConsentDecision.GIVEN, ConsentDecision.WITHDRAWN):
            portal = ConsentMedium.PORTAL
            consents.decide(session, world.hanh.id, decision, portal, by=None, now=now)
            session.flush()
        for member in (world.son, world.lan):  # Lan was given another since
            added = accounts.add_member(
                session, name=member.full_name, member_id=member.id, now=now, secret="314159"
            )
            by = added.account.id
            audit.note(session, by, "photo_removed", "members", member.id, now=now)
    migrations.downgrade(empty_url, BEFORE)
    migrations.upgrade(empty_url)
    with Session(made) as session:
        shown = dict(session.execute(select(Member.member_no, Member.photo_hash)).all())
        assert shown == {"DV001": None, "DV002": None, "DV003": "lan"}
        [kept] = session.scalars(select(MemberPhoto.source_hash))
        assert kept == "shared"
        gone = session.scalars(select(StoredFile.hash).where(StoredFile.deleted_at.is_not(None)))
        assert set(gone) == {"hanh", "of hanh"}
        [refusal] = session.scalars(select(PhotoRefusal))
        member = session.get_one(Member, refusal.member_id)
        assert (member.member_no, refusal.known_at) == ("DV002", now)
    made.dispose()
