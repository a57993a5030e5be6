"""The only road from a shop's people to a record: through their outlet, or their partner."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from benefits.access import (
    Account,
    AccountRole,
    Device,
    Enrolment,
    Face,
    Role,
    roles_of,
)
from benefits.access.roles import not_over_on
from benefits.agreements import Offering, offering_at
from benefits.cards import CardIndex
from benefits.errors import NotFound
from benefits.jobs import Job
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.purchases import Purchase, Till
from benefits.web import current

Row = TypeVar("Row")


def outlet_id() -> int:
    """The outlet that a cashier, or a phone by itself, stands at."""
    actor = current.actor()
    if actor.role is not None and actor.role.outlet_id is not None:
        return actor.role.outlet_id
    if actor.role is None and actor.device is not None:
        return actor.device.outlet_id
    raise NotFound


def own_outlet() -> Outlet:
    return current.session().get_one(Outlet, outlet_id())


def till() -> Till:
    actor = current.actor()
    return Till(
        outlet_id=outlet_id(),
        device_id=None if actor.device is None else actor.device.id,
        account_id=actor.account_id,
        shift_id=None if actor.shift is None else actor.shift.id,
    )


def place(outlet_id: int) -> tuple[Outlet, Partner]:
    """The outlet that a paired phone or an open invitation already names, and its partner."""
    found = current.session().get_one(Outlet, outlet_id)
    return found, current.session().get_one(Partner, found.partner_id)


def own_partner() -> Partner:
    """The partner that a manager acts for, or whose outlet a cashier stands at."""
    role = current.actor().role
    if role is not None and role.partner_id is not None:
        return current.session().get_one(Partner, role.partner_id)
    return current.session().get_one(Partner, own_outlet().partner_id)


def outlet_ids() -> Select[int]:
    """The outlets that whoever asks may see: all of a manager's, or the one stood at."""
    if current.actor().is_a(Role.MANAGER):
        return _outlets().with_only_columns(Outlet.id)
    return select(Outlet.id).where(Outlet.id == outlet_id())


def outlets() -> Sequence[Outlet]:
    """Every outlet of the manager's partner, by name."""
    return _all(_outlets().order_by(Outlet.name, Outlet.id))


def outlet(outlet_id: int) -> Outlet:
    return _one(_outlets().where(Outlet.id == outlet_id))


def phone(outlet: Outlet, device_id: int) -> Device:
    return _one(select(Device).where(Device.id == device_id, Device.outlet_id == outlet.id))


def invitation(outlet: Outlet, invitation_id: int) -> Enrolment:
    wanted = Enrolment.id == invitation_id
    return _one(select(Enrolment).where(wanted, Enrolment.outlet_id == outlet.id))


def cashiers(outlet: Outlet) -> Sequence[tuple[Account, AccountRole]]:
    """Everybody who is or may again become a cashier here, those who may first."""
    today = day_of(current.now())
    rows = current.session().execute(
        select(Account, AccountRole)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            AccountRole.outlet_id == outlet.id,
            AccountRole.role == Role.CASHIER,
            AccountRole.valid_until.is_(None) | (AccountRole.valid_until > today),
        )
        .order_by(Account.disabled_at.is_not(None), Account.name, Account.id)
    )
    return [(account, role) for account, role in rows]


def cashier(outlet: Outlet, account_id: int) -> Account:
    """A cashier with a PIN; whoever signs in with a password is looked after elsewhere."""
    for account, _role in cashiers(outlet):
        if account.id == account_id and account.login.startswith("cashier:"):
            return account
    raise NotFound


def places_of_cashier(account: Account) -> Sequence[tuple[AccountRole, Outlet]]:
    """The outlets of the manager's at which a cashier may stand, by name."""
    today = day_of(current.now())
    rows = current.session().execute(
        select(AccountRole, Outlet)
        .join(Outlet, Outlet.id == AccountRole.outlet_id)
        .where(
            AccountRole.account_id == account.id,
            AccountRole.outlet_id.in_(outlet_ids()),
            not_over_on(today),
        )
        .order_by(Outlet.name_key, Outlet.id)
    )
    return [(role, where) for role, where in rows]


def job(job_id: int) -> Job:
    """A file that the manager asked for, of the partner acted for now."""
    found = current.session().get(Job, job_id)
    is_own = found is not None and found.account_id == current.actor().account_id
    if found is None or not is_own or found.input.get("partner") != _partner_id():
        raise NotFound
    return found


def purchase(purchase_id: UUID) -> Purchase:
    mine = select(Purchase).where(Purchase.id == purchase_id)
    if current.actor().is_a(Role.MANAGER):
        return _one(mine.where(Purchase.outlet_id.in_(_outlets().with_only_columns(Outlet.id))))
    return _one(mine.where(Purchase.outlet_id == outlet_id()))


def names_of(account_ids: Collection[int | None]) -> Mapping[int, str]:
    """Names of those who recorded or took back uses, if they are or were the shop's own people."""
    ours = or_(AccountRole.outlet_id.in_(outlet_ids()), AccountRole.partner_id == _partner_id())
    named = select(Account.id, Account.name).where(
        Account.id.in_(set(account_ids) - {None}),
        exists().where(AccountRole.account_id == Account.id, ours),
    )
    return {row.id: row.name for row in current.session().execute(named)}


def name_of_phone(device_id: int | None) -> str | None:
    """What the phone is called at which something was recorded, were it taken away since."""
    ours = select(Device.name).where(Device.id == device_id, Device.outlet_id.in_(outlet_ids()))
    return current.session().scalar(ours)


def offering_here(version_id: int) -> Offering | None:
    """A version of an offer, unless it is none of this outlet's, or no more."""
    return offering_at(current.session(), outlet_id(), version_id)


def offer_title(version_id: int) -> str:
    found = offering_here(version_id)
    return "" if found is None else found.title


def typed_code(card_index: int) -> str:
    """The code that stands on a card which somebody here is holding up."""
    return _one(select(CardIndex.typed_code).where(CardIndex.index == card_index))


def own_partners() -> list[tuple[AccountRole, Partner]]:
    """The partners for which the account asking may act as manager, by name."""
    today, account = day_of(current.now()), current.account()
    held = {each.partner_id: each for each in _all(roles_of(account.id, Face.PARTNER, today))}
    theirs = select(Partner).where(Partner.id.in_(held.keys() - {None}))
    return [(held[each.id], each) for each in _all(theirs.order_by(Partner.name, Partner.id))]


def own_role(role_id: int) -> AccountRole:
    """A manager's role to which the account asking may switch."""
    for role, _partner in own_partners():
        if role.id == role_id:
            return role
    raise NotFound


def manager_role() -> AccountRole | None:
    """The role in which whoever stands at a counter is its manager, or at least a manager."""
    here, found = own_partner().id, own_partners()
    roles = [role for role, partner in found if partner.id == here]
    return next(iter(roles or [role for role, _partner in found]), None)


def cashier_role(outlet: Outlet) -> AccountRole | None:
    """The role in which the account asking may stand at an outlet's counter."""
    today, account = day_of(current.now()), current.account()
    held = _all(roles_of(account.id, Face.PARTNER, today))
    return next((each for each in held if each.outlet_id == outlet.id), None)


def first_role(session: Session, account: Account) -> AccountRole | None:
    """The role to begin in: a manager's, because counters are reached with a PIN, or from there."""
    roles = session.scalars(roles_of(account.id, Face.PARTNER, day_of(current.now())))
    return next((each for each in roles if each.role is Role.MANAGER), None)


def _partner_id() -> int:
    role = current.actor().role
    if role is None or role.partner_id is None:
        raise NotFound
    return role.partner_id


def _outlets() -> Select[Outlet]:
    return select(Outlet).where(Outlet.partner_id == _partner_id())


def _all(statement: Select[Row]) -> Sequence[Row]:
    return current.session().scalars(statement).all()


def _one(statement: Select[Row]) -> Row:
    found = current.session().scalar(statement)
    if found is None:
        raise NotFound
    return found
