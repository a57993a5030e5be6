"""The place where a card is shown: an outlet, and there perhaps a phone and a cashier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    bindparam,
    exists,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from benefits.access import Account, AccountRole, Device, Role
from benefits.access.bearing import outlet_of_token
from benefits.access.roles import holds_on
from benefits.agreements import OFFER_STAMP, Remark
from benefits.database import Ahead, Prepared, Question
from benefits.errors import NotFound
from benefits.partners import Outlet, Partner


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """Who is asking, as far as it is known: a machine at an outlet has no phone and no cashier."""

    outlet_id: int
    device_id: int | None = None
    account_id: int | None = None
    shift_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """How a till stands on a day: why it may not serve, and under which stamp its offers are."""

    objection: Remark | None
    offer_stamp: int | None


def counter(session: Session, till: Till, day: date) -> Counter:
    """Look at the phone, the person and the outlet, and whether an offer changed anywhere."""
    place = asking(till, day).first(session)
    if place is None:
        raise NotFound("outlet", outlet_id=till.outlet_id)
    return Counter(_objection(place), place["offer_stamp"])


def asking(till: Till, day: date) -> Question:
    """Return what `counter` will ask."""
    known: dict[str, Any] = {"outlet_id": till.outlet_id, "day": day}
    known |= {} if till.device_id is None else {"device_id": till.device_id}
    known |= {} if till.account_id is None else {"account_id": till.account_id}
    return Question(_place(till.device_id is not None, till.account_id is not None), known)


def asking_by_token(word_hash: str, day: date) -> Ahead:
    """Return what `counter` will ask for a program's till, before it is known which that is."""

    def means(place: dict[str, Any]) -> Question:
        return asking(Till(outlet_id=place.pop("outlet_id")), day)

    return Ahead(_place_of_token().asking(hash=word_hash, day=day), means)


def _objection(place: Mapping[str, Any]) -> Remark | None:
    """Return why this phone, this person or this outlet may not serve anybody that day."""
    if not place["is_phone_good"]:
        return Remark("device_not_allowed")
    if not place["is_person_good"]:
        return Remark("cashier_not_allowed")
    return None if place["is_open"] else Remark("outlet_closed")


@cache
def _place(has_phone: bool, has_person: bool) -> Prepared:
    outlet_id: Any = bindparam("outlet_id")
    return Prepared(_selecting(has_phone, has_person).where(Outlet.id == outlet_id))


@cache
def _place_of_token() -> Prepared:
    outlet_id = outlet_of_token(bindparam("hash", type_=String()))
    chosen = _selecting(has_phone=False, has_person=False).add_columns(Outlet.id.label("outlet_id"))
    return Prepared(chosen.where(Outlet.id == outlet_id))


def _selecting(has_phone: bool, has_person: bool) -> Select[Any]:
    day: Any = bindparam("day", type_=Date())
    return select(
        and_(_open_on(Outlet, day), _open_on(Partner, day)).label("is_open"),
        (_phone_is_good() if has_phone else true()).label("is_phone_good"),
        (_person_is_good(day) if has_person else true()).label("is_person_good"),
        OFFER_STAMP.label("offer_stamp"),
    ).join(Partner, Partner.id == Outlet.partner_id)


def _open_on(where: type[Outlet] | type[Partner], day: date) -> ColumnElement[bool]:
    began = or_(where.opened_on.is_(None), where.opened_on <= day)
    return and_(began, or_(where.closed_on.is_(None), where.closed_on > day))


def _phone_is_good() -> ColumnElement[bool]:
    return exists().where(
        Device.id == bindparam("device_id"),
        Device.outlet_id == Outlet.id,
        Device.revoked_at.is_(None),
    )


def _person_is_good(day: date) -> ColumnElement[bool]:
    """Cashiers serve at their outlet, managers at any of their partner's, officers by right."""
    somewhere = or_(
        and_(AccountRole.role == Role.CASHIER, AccountRole.outlet_id == Outlet.id),
        and_(AccountRole.role == Role.MANAGER, AccountRole.partner_id == Outlet.partner_id),
        AccountRole.role == Role.OFFICER,
    )
    return exists(literal(1)).where(
        AccountRole.account_id == bindparam("account_id"),
        Account.id == AccountRole.account_id,
        Account.disabled_at.is_(None),
        holds_on(day),
        somewhere,
    )
