"""The only road from a token to a record: through its outlet, or its unit and those below."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from benefits import organization
from benefits.access import bearing, shifts
from benefits.api.fields import Sent
from benefits.errors import NotAllowed, NotFound, Refusal
from benefits.organization import Organization, Tag
from benefits.organization.reaching import reached_from
from benefits.periods import day_of
from benefits.purchases import Purchase, Till
from benefits.web import current


def outlet_id() -> int:
    """The outlet that a phone was enrolled for, or that a till's token names."""
    found = _outlet_id()
    if found is None:
        raise NotAllowed("token_names_no_outlet")
    return found


def till(sent: Sent, shift_id: UUID | None, at: datetime, *, is_recording: bool = False) -> Till:
    """Return who stands at the till; a phone says in which of its shifts, be it closed since."""
    device = current.actor().device
    if device is None:
        return Till(outlet_id=outlet_id())
    shift = None
    if shift_id is not None:
        shift = shifts.shift_at(current.session(), device, shift_id, at)
        if shift is None:
            sent.blame("shift", "shift_not_open")
    elif is_recording:
        sent.blame("shift", "field_missing")
    return Till(
        outlet_id=device.outlet_id,
        device_id=device.id,
        account_id=shift.account_id if shift else None,
        shift_id=shift.id if shift else None,
    )


def purchase(purchase_id: UUID) -> Purchase:
    mine = (Purchase.id == purchase_id) & (Purchase.outlet_id == _outlet_id())
    found = current.session().scalar(select(Purchase).where(mine))
    if found is None:
        raise NotFound
    return found


def organization_id() -> int:
    """The unit in whose name a token reads.

    The token ends with it, whoever succeeds the unit, and rests while its maker has no role there.
    """
    token = current.actor().token
    if token is None or token.organization_id is None:
        raise NotFound
    session, own, today = current.session(), token.organization_id, day_of(current.now())
    path = organization.path_on(session, own, today)
    if path is None:
        raise NotAllowed("token_of_closed_unit")
    if not bearing.is_vouched_for(session, token.id, path, today):
        raise NotAllowed("token_maker_gone")
    return own


def unit(code: str) -> Organization:
    """A unit below the token's own, or one whose past went along with one of those."""
    session = current.session()
    reached = reached_from(session, organization_id(), day_of(current.now()))
    wanted = select(Organization).where(Organization.code == code, Organization.id.in_(reached))
    found = session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def tag(name: str) -> Tag:
    """A tag made by the token's unit, by one above it or by one below."""
    session, own, today = current.session(), organization_id(), day_of(current.now())
    above = organization.ancestors_on(session, own, today)
    seen = organization.tags_seen_from(own, above, today)
    try:
        return organization.tag_said(session, name, seen)
    except Refusal as refusal:
        if refusal.code == "tag_unknown":
            raise NotFound from refusal
        raise


def _outlet_id() -> int | None:
    actor = current.actor()
    if actor.device is not None:
        return actor.device.outlet_id
    return None if actor.token is None else actor.token.outlet_id
