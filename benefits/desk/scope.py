"""The only road from an officer to a record: through the unit the role is held at."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from benefits import organization, purchases
from benefits.access import AccountRole, Face, roles_of
from benefits.cards import Card
from benefits.desk import opening
from benefits.errors import NotFound
from benefits.jobs import Job
from benefits.members import Member, Membership
from benefits.members.merging import survivor_of
from benefits.organization import Organization, Placement, as_known
from benefits.organization.reaching import KEPT, beside
from benefits.periods import day_of
from benefits.purchases import Attribution, Purchase
from benefits.web import current


def organization_id() -> int:
    """The unit whose officer is asking."""
    role = current.actor().role
    if role is None or role.organization_id is None:
        raise NotFound
    return role.organization_id


def own_name() -> str:
    """What the officer's unit is called today."""
    return organization.name_on(current.session(), organization_id(), day_of(current.now()))


def unit_ids() -> Select[int]:
    """Ids of the officer's unit, of all that stands below it, or stood there at its end.

    What was merged into one of those from elsewhere is reached as well: its past went along. So
    is what a former top of the union left behind, by the only one there is now.
    """
    own, kept = organization_id(), current.session().info
    today = day_of(current.now())
    if ("beside", own, today) not in kept:
        kept["beside", own, today] = beside(current.session(), own, today)
    return organization.reach_of(own, today, *kept["beside", own, today])


def unit(code: str) -> Organization:
    """Return the unit of a code, which nobody needs to type in capitals where only one is meant."""
    session, mine = current.session(), select(Organization).where(Organization.id.in_(unit_ids()))
    found = session.scalar(mine.where(Organization.code == code))
    if found is None:
        alike = mine.where(func.upper(Organization.code) == code.strip().upper())
        several = session.scalars(alike.limit(2)).all()
        found = several[0] if len(several) == 1 else None
    if found is None:
        raise NotFound
    return found


def unit_or_own(code: str | None) -> Organization:
    """Return the unit that was named, or the officer's own where none was."""
    if code:
        return unit(code)
    return current.session().get_one(Organization, organization_id())


def unit_codes() -> frozenset[str]:
    """Codes of every unit the officer may open."""
    mine = select(Organization.code).where(Organization.id.in_(unit_ids()))
    return frozenset(current.session().scalars(mine))


def is_top() -> bool:
    """Tell whether the officer reaches every unit there has been, but those above the own."""
    session, own, today = current.session(), organization_id(), day_of(current.now())
    if ("is_top", own, today) not in session.info:
        above = organization.ancestors_on(session, own, today)
        beyond = select(Placement.id).where(
            Placement.valid_from <= today,
            as_known(Placement),
            Placement.organization_id.not_in(unit_ids()),
            Placement.organization_id.not_in(above),
        )
        session.info["is_top", own, today] = session.scalar(beyond.limit(1)) is None
    return bool(session.info["is_top", own, today])


def job(job_id: int) -> Job:
    """Work begun in a unit within reach; begun in none, by whoever began it.

    One's own work in a role that is over stays with those who have that role now.
    """
    found = current.session().get(Job, job_id)
    if found is None:
        raise NotFound
    unit_id = found.input.get("within")
    if unit_id is None:
        is_mine = found.account_id == current.actor().account_id
    else:
        begun_in = unit_ids().where(Placement.organization_id == unit_id)
        is_mine = current.session().scalar(begun_in.limit(1)) is not None
    if not is_mine:
        raise NotFound
    return found


def members() -> Select[Member]:
    """People whose last membership is in the officer's reach."""
    return (
        select(Member)
        .join(Membership, and_(Membership.member_id == Member.id, is_last_membership()))
        .where(Membership.organization_id.in_(unit_ids()))
    )


def member(member_id: int) -> Member:
    found = current.session().scalar(members().where(Member.id == member_id))
    if found is None:
        raise NotFound
    opening.opens([found.id])
    return found


def card(index: int) -> Card:
    """A card of somebody within reach, or of a record for which somebody within reach stands."""
    found = (
        current.session()
        .execute(select(Card, survivor_of(Card.member_id)).where(Card.index == index))
        .first()
    )
    if found is None:
        raise NotFound
    records = {found[0].member_id, found[1]}
    if current.session().scalar(members().where(Member.id.in_(records)).limit(1)) is None:
        raise NotFound
    opening.opens([found[0].member_id])
    return found[0]


def purchases_of(unit_id: int) -> ColumnElement[bool]:
    """Tell of some uses whether they count, by the last word on whose they were, for a unit."""
    units = below(unit_id)
    return or_(
        and_(Purchase.organization_id.in_(units), ~purchases.is_said_anew()),
        purchases.newest(Attribution.organization_id).in_(units),
    )


def below(unit_id: int) -> Select[int]:
    """Select a unit of the reach and those below it; below the own one is all of the reach."""
    if unit_id == organization_id():
        return unit_ids()
    inside = organization.reach_of(unit_id, day_of(current.now()))
    return unit_ids().where(Placement.organization_id.in_(inside))


def purchase(purchase_id: UUID) -> Purchase:
    """A use that counts for the officer's sub-tree."""
    one = select(Purchase).where(Purchase.id == purchase_id)
    if not is_top():
        one = one.where(purchases_of(organization_id()))
    found = current.session().scalar(one)
    if found is None:
        raise NotFound
    return found


def own_roles() -> list[tuple[AccountRole, str]]:
    """The roles the officer has today, each with the name of its unit."""
    today = day_of(current.now())
    roles = current.session().scalars(roles_of(current.account().id, Face.DESK, today)).all()
    where = [role.organization_id for role in roles if role.organization_id is not None]
    names = organization.names_on(current.session(), where, today)
    return [(role, names.get(role.organization_id or 0, "")) for role in roles]


def own_role(role_id: int) -> AccountRole:
    """One of the roles the officer may switch to."""
    for role, _name in own_roles():
        if role.id == role_id:
            return role
    raise NotFound


def is_last_membership() -> ColumnElement[bool]:
    """Memberships that are their person's last begun by today, or the first of one yet to begin."""
    return _is_last(day_of(current.now()))


@lru_cache(KEPT)
def _is_last(today: date) -> ColumnElement[bool]:
    other = aliased(Membership)
    begun_since = and_(other.valid_from > Membership.valid_from, other.valid_from <= today)
    before = and_(Membership.valid_from > today, other.valid_from < Membership.valid_from)
    return ~exists().where(other.member_id == Membership.member_id, or_(begun_since, before))
