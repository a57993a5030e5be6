"""Keeping the register of partners: new ones, corrections, outlets that close and reopen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from benefits.errors import Conflict, Invalid
from benefits.folding import folded
from benefits.partners.discreet import is_discreet
from benefits.partners.models import Outlet, Partner, PartnerKind

MOST_ALIKE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What an outlet is called and where it is; a position has both of its parts or none."""

    name: str
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise Invalid("position_half")


def add_partner(
    session: Session,
    *,
    code: str,
    name: str,
    kind: PartnerKind,
    tax_code: str | None = None,
    is_health: bool | None = None,
) -> Partner:
    """Add a partner; the same one handed in twice is one."""
    known = session.scalar(select(Partner).where(Partner.code == code))
    if known is not None:
        if (known.name, known.kind, known.tax_code) == (name, kind, tax_code):
            return known
        raise Invalid("partner_code_taken", value=code)
    made = Partner(code=code, name=name, kind=kind, tax_code=tax_code, is_health=is_health)
    session.add(made)
    session.flush()  # its page is named by its key
    return made


def partners_like(
    session: Session, *, code: str, name: str, tax_code: str | None = None
) -> list[Partner]:
    """Find partners under other codes that may be the same one: by name or by tax code."""
    same = Partner.name_key == folded(name)
    if tax_code:
        same = or_(same, Partner.tax_code == tax_code)
    found = select(Partner).where(Partner.code != code, same).order_by(Partner.code)
    return list(session.scalars(found.limit(MOST_ALIKE)))


def correct_partner(
    partner: Partner, *, name: str, tax_code: str | None, is_health: bool, is_used: bool
) -> dict[str, object]:
    """Bring a partner to what is told; return what was so before of what changed.

    What somebody said of its being about health outlasts the name that told it. Once somebody
    went there without being named, it is never said not to be: names would come to light.
    """
    if is_used and is_discreet(partner) and not is_health:
        raise Conflict("partner_stays_discreet")
    before = {
        "name": partner.name,
        "tax_code": partner.tax_code,
        "is_health": is_discreet(partner),
    }
    partner.name, partner.tax_code = name, tax_code
    if is_discreet(partner) != is_health:
        partner.is_health = is_health
    after = {"name": name, "tax_code": tax_code, "is_health": is_health}
    return {each: was for each, was in before.items() if after[each] != was}


def answer(partner: Partner, *, is_health: bool) -> bool:
    """Note what somebody says of a partner of which nobody had; tell whether that was news."""
    if partner.is_health is not None:
        return False
    partner.is_health = is_health
    return True


def add_outlet(session: Session, partner: Partner, code: str, told: Particulars) -> Outlet:
    """Add an outlet of a partner; the same one handed in twice is one."""
    known = session.scalar(select(Outlet).where(Outlet.code == code))
    if known is not None:
        if known.partner_id == partner.id and not _different(known, told):
            return known
        raise Invalid("outlet_code_taken", value=code)
    made = Outlet(
        code=code,
        partner_id=partner.id,
        name=told.name,
        address=told.address,
        latitude=told.latitude,
        longitude=told.longitude,
    )
    session.add(made)
    session.flush()  # its page is named by its key
    return made


def correct(outlet: Outlet, told: Particulars) -> list[str]:
    """Bring an outlet to what is told; return the names of what changed."""
    different = _different(outlet, told)
    for name, value in different.items():
        setattr(outlet, name, value)
    return sorted(different)


def reach(outlet: Outlet, *, phone: str | None, hours: str | None) -> list[str]:
    """Say how an outlet is reached and when it is open; return the names of what changed."""
    told = {"phone": phone or None, "hours": hours or None}
    different = {name: each for name, each in told.items() if getattr(outlet, name) != each}
    for name, each in different.items():
        setattr(outlet, name, each)
    return sorted(different)


def close(outlet: Outlet, on: date) -> bool:
    """Close an outlet: `on` is the first day it is shut. Tell whether that was news."""
    if outlet.closed_on == on:
        return False
    if outlet.closed_on is not None:
        raise Conflict("outlet_closed", closed_on=outlet.closed_on)
    if outlet.opened_on is not None and on <= outlet.opened_on:
        raise Invalid("closed_before_opened", opened_on=outlet.opened_on)
    outlet.closed_on = on
    return True


def reopen(outlet: Outlet) -> bool:
    """Let an outlet be open again, or go on being open. Tell whether that was news."""
    was_closed = outlet.closed_on is not None
    outlet.closed_on = None
    return was_closed


def _different(outlet: Outlet, told: Particulars) -> Mapping[str, object]:
    wanted = {name: getattr(told, name) for name in Particulars.__slots__}
    return {name: value for name, value in wanted.items() if getattr(outlet, name) != value}
