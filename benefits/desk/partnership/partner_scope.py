"""Which partners an officer reads of, and which the officer looks after."""

from sqlalchemy import Select, and_, exists, or_, select

from benefits import organization
from benefits.access import Device, Enrolment
from benefits.agreements import Agreement, Coverage, Offer, OfferVersion, TagCoverage
from benefits.desk import scope
from benefits.desk.staff import account_scope
from benefits.errors import NotFound
from benefits.organization import OrganizationTag, as_known
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.web import current


def agreements() -> Select[Agreement]:
    """Agreements that cover a unit of the sub-tree, or that one of it signed or holds.

    A draft is read by those who write it alone.
    """
    if scope.is_top():
        return select(Agreement)
    mine = scope.unit_ids()
    above = organization.ancestors_on(
        current.session(), scope.organization_id(), day_of(current.now())
    )
    covering = select(Coverage.agreement_id).where(
        Coverage.is_excluded.is_(False),
        or_(Coverage.organization_id.in_(mine), Coverage.organization_id.in_(above)),
    )
    in_tag = or_(
        OrganizationTag.organization_id.in_(mine), OrganizationTag.organization_id.in_(above)
    )
    by_tag = (
        select(TagCoverage.agreement_id)
        .join(OrganizationTag, OrganizationTag.tag_id == TagCoverage.tag_id)
        .where(in_tag, as_known(OrganizationTag))
    )
    named = or_(Agreement.id.in_(covering), Agreement.id.in_(by_tag))
    read = and_(named, Agreement.is_draft.is_(False))
    return select(Agreement).where(
        or_(read, Agreement.held_by_id.in_(mine), Agreement.signed_by_id.in_(mine))
    )


def agreement(agreement_id: int) -> Agreement:
    found = current.session().scalar(agreements().where(Agreement.id == agreement_id))
    if found is None:
        raise NotFound
    return found


def holds(agreement: Agreement) -> bool:
    """Tell whether the officer's unit, or one below it, stands behind an agreement."""
    if scope.is_top():
        return True
    mine = select(Agreement.id).where(
        Agreement.id == agreement.id, Agreement.held_by_id.in_(scope.unit_ids())
    )
    return current.session().scalar(mine) is not None


def own_agreement(agreement_id: int) -> Agreement:
    """An agreement that the officer may change."""
    found = agreement(agreement_id)
    if not holds(found):
        raise NotFound
    return found


def offer(offer_id: int) -> Offer:
    found = current.session().get(Offer, offer_id)
    if found is None:
        raise NotFound
    agreement(found.agreement_id)
    return found


def own_offer(offer_id: int) -> Offer:
    """An offer that the officer may change."""
    found = offer(offer_id)
    own_agreement(found.agreement_id)
    return found


def own_version(offer_id: int, version_id: int) -> OfferVersion:
    found = current.session().get(OfferVersion, version_id)
    if found is None or found.offer_id != own_offer(offer_id).id:
        raise NotFound
    return found


def partners() -> Select[Partner]:
    """Partners of those agreements; the top of the union reads of every partner."""
    if scope.is_top():
        return select(Partner)
    signed_with = agreements().with_only_columns(Agreement.partner_id)
    return select(Partner).where(Partner.id.in_(signed_with))


def partner(partner_id: int) -> Partner:
    found = current.session().scalar(partners().where(Partner.id == partner_id))
    if found is None:
        raise NotFound
    return found


def to_sign_with(code: str) -> Partner | str:
    """Return a partner the officer may sign with, or the code of why there is none.

    Whoever signs looks after the partner's people; so who already has somebody to look after
    them signs only with those, or by the top of the union.
    """
    session = current.session()
    found = session.scalar(select(Partner).where(Partner.code == code))
    if found is None:
        return "partner_unknown"
    theirs = select(Agreement.id).where(Agreement.partner_id == found.id).limit(1)
    is_new = session.scalar(theirs) is None
    return found if is_new or looks_after(found.id) else "partner_looked_after"


def signable() -> Select[Partner]:
    """Partners of which `to_sign_with` says yes."""
    if scope.is_top():
        return select(Partner)
    mine = account_scope.partners().with_only_columns(Partner.id)
    is_new = ~exists().where(Agreement.partner_id == Partner.id)
    return select(Partner).where(or_(Partner.id.in_(mine), is_new))


def needs_outlet(partner_id: int) -> bool:
    """Tell whether a partner has no outlet that is open today, so that no offer of it is seen."""
    day = day_of(current.now())
    open_today = select(Outlet.id).where(
        Outlet.partner_id == partner_id,
        or_(Outlet.opened_on.is_(None), Outlet.opened_on <= day),
        or_(Outlet.closed_on.is_(None), Outlet.closed_on > day),
    )
    return current.session().scalar(open_today.limit(1)) is None


def outlet(outlet_id: int) -> Outlet:
    mine = partners().with_only_columns(Partner.id)
    found = current.session().scalar(
        select(Outlet).where(Outlet.id == outlet_id, Outlet.partner_id.in_(mine))
    )
    if found is None:
        raise NotFound
    return found


def looks_after(partner_id: int) -> bool:
    """Tell whether the officer may let people and phones act for a partner."""
    if scope.is_top():
        return True
    mine = account_scope.partners().with_only_columns(Partner.id).where(Partner.id == partner_id)
    return current.session().scalar(mine) is not None


def own_partner(partner_id: int) -> Partner:
    """A partner that the officer looks after."""
    found = partner(partner_id)
    if not looks_after(found.id):
        raise NotFound
    return found


def own_outlet(outlet_id: int) -> Outlet:
    """An outlet of a partner that the officer looks after."""
    found = outlet(outlet_id)
    if not looks_after(found.partner_id):
        raise NotFound
    return found


def phone(outlet_id: int, device_id: int) -> Device:
    found = current.session().get(Device, device_id)
    if found is None or found.outlet_id != own_outlet(outlet_id).id:
        raise NotFound
    return found


def invitation(outlet_id: int, invitation_id: int) -> Enrolment:
    found = current.session().get(Enrolment, invitation_id)
    if found is None or found.outlet_id != own_outlet(outlet_id).id:
        raise NotFound
    return found
