"""Which partners an officer reads of, and which the officer looks after."""

from sqlalchemy import Select, or_, select

from benefits import organization
from benefits.access import Device, Enrolment
from benefits.agreements import Agreement, Coverage
from benefits.desk import account_scope, scope
from benefits.errors import NotFound
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.web import current


def agreements() -> Select[Agreement]:
    """Agreements that cover a unit of the sub-tree, or that one of it signed or holds."""
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
    return select(Agreement).where(
        or_(
            Agreement.id.in_(covering),
            Agreement.held_by_id.in_(mine),
            Agreement.signed_by_id.in_(mine),
        )
    )


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
