"""What Hạnh consented to on a paper of which the store has no scan; asked for twice, it is one."""

from sqlalchemy import select

from benefits.access import Account, Consent, ConsentDecision, ConsentMedium, consents
from tests.world import World

EVIDENCE = "cd" * 32


def consent_of(world: World, by: Account) -> int:
    session = world.session
    known = session.scalar(select(Consent.id).where(Consent.evidence_hash == EVIDENCE))
    if known is not None:
        return known
    made = consents.decide(
        session,
        world.hanh.id,
        ConsentDecision.GIVEN,
        ConsentMedium.PAPER,
        by=by.id,
        now=by.created_at,
        evidence_hash=EVIDENCE,
    )
    session.flush()
    return made.id
