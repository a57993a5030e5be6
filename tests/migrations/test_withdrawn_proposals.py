"""A proposal that was withdrawn is one that was declined to a release that knows no better."""

from datetime import datetime

from sqlalchemy import create_engine, pool, select
from sqlalchemy.orm import Session

import migrations
from benefits.organization.tag_proposals import (
    ProposalState,
    TagProposal,
    proposed_units,
    withdraw,
)
from tests.faces.tags import proposal_of
from tests.world import World


def test_what_was_asked_goes_back_to_an_older_release_and_comes_again(
    empty_url: str, now: datetime
) -> None:
    made = create_engine(empty_url, poolclass=pool.NullPool)
    with Session(made) as session, session.begin():
        world = World(session)
        key = proposal_of(world)
        withdraw(session, session.get_one(TagProposal, key), by=None, now=now)
        session.flush()
        before = proposed_units(session, [key])
    migrations.downgrade(empty_url, "0017")
    migrations.upgrade(empty_url)
    with Session(made) as session, session.begin():
        [kept] = session.scalars(select(TagProposal))
        assert (kept.state, kept.decided_at) == (ProposalState.DECLINED, now)
        assert proposed_units(session, [key]) == before
        kept.state = ProposalState.WITHDRAWN
