"""Several requests about other things: to a release that lets one wait the newest is left."""

from datetime import datetime

from sqlalchemy import create_engine, pool, select
from sqlalchemy.orm import Session

import migrations
from benefits.members import CorrectedField, Correction, CorrectionState, corrections
from tests.world import World


def test_the_newest_goes_back_to_an_older_release(empty_url: str, now: datetime) -> None:
    made = create_engine(empty_url, poolclass=pool.NullPool)
    with Session(made) as session, session.begin():
        world = World(session)
        for member in (world.hanh, world.son):
            for wanted in ("Lượt một", "Lượt hai", "Lượt ba"):
                corrections.ask(session, member, CorrectedField.OTHER, wanted, now=now)
            corrections.ask(session, member, CorrectedField.PHONE, "0912345679", now=now)
    migrations.downgrade(empty_url, "0021")
    with Session(made) as session:
        rows = session.scalars(select(Correction).order_by(Correction.id)).all()
        waiting = [each.wanted for each in rows if each.is_open]
        assert waiting == ["Lượt ba", "+84912345679"] * 2
        others = [each for each in rows if not each.is_open]
        assert {each.state for each in others} == {CorrectionState.WITHDRAWN}
        assert {each.decided_at for each in others} == {now}
    migrations.upgrade(empty_url)
    made.dispose()
