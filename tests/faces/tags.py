"""Groups of units, and what a unit below asks to be changed in one: each is there once."""

from benefits import organization
from benefits.organization import Organization, Tag, TagKind, tag_proposals
from tests.world import BEGAN, KNOWN, World


def tag_of(world: World, unit: Organization, name: str) -> int:
    """A tag made by a unit, with one unit in it; asked for twice, it is one."""
    known = organization.tag_of(world.session, unit.id, name)
    if known is not None:
        return known.id
    made = organization.make_tag(world.session, name, TagKind.KCN, unit.id, now=KNOWN)
    organization.put_into(world.session, made, [unit.id], BEGAN, now=KNOWN)
    return made.id


def proposal_of(world: World) -> int:
    """What a unit below asked to be changed in a tag; asked for twice, it is one."""
    tag = world.session.get_one(Tag, tag_of(world, world.province, "KCN Hòa Phú"))
    north, units = world.north.id, [world.lotus.id]
    session, asked = world.session, tag_proposals.propose
    return asked(session, tag, north, units, BEGAN, goes_in=True, by=None, now=KNOWN)[0].id
