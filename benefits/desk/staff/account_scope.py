"""Which accounts an officer looks after, and which of them the officer is superior to."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from benefits.access import Account, AccountRole, invitation, is_last_officer
from benefits.access.roles import not_over_on
from benefits.agreements import Agreement, is_to_count_on
from benefits.desk import scope
from benefits.errors import Conflict, NotFound
from benefits.organization import Organization, Placement, open_on
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.web import current


def accounts() -> Select[Account]:
    """Officers at or below the officer's unit, and managers of the partners looked after."""
    return select(Account).where(
        exists().where(AccountRole.account_id == Account.id, is_in_reach(own_unit=True))
    )


def account(account_id: int) -> Account:
    found = current.session().scalar(accounts().where(Account.id == account_id))
    if found is None:
        raise NotFound
    return found


def is_reached(account_id: int) -> bool:
    return current.session().scalar(accounts().where(Account.id == account_id)) is not None


def subordinate(account_id: int) -> Account:
    """An account of which every role is below: who resets it can act in all of them."""
    found = account(account_id)
    if outsiders([found.id]):
        raise Conflict("account_outside")
    return found


def invitable(account_ids: Sequence[int]) -> frozenset[int]:
    """Those accounts nobody has come in with yet that the officer may send another invitation.

    A superior may; and whoever sent the last one may send it again before it was used, as long as
    it opens nothing but what is in reach: at one's own unit too, where nobody else could. Whose
    password was reset since has come in once, and is nobody's to invite any more.
    """
    will_act = exists().where(
        AccountRole.account_id == Account.id, not_over_on(day_of(current.now()))
    )
    found = select(Account.id).where(Account.id.in_(account_ids), invitation.is_waiting(), will_act)
    waiting = frozenset(current.session().scalars(found))
    above = outsiders(list(waiting))
    return waiting - (above - _invited_by_me(above))


def _invited_by_me(account_ids: Collection[int]) -> frozenset[int]:
    if not account_ids:
        return frozenset()
    letters = invitation.newest(current.session(), account_ids)
    mine = [id_ for id_, each in letters.items() if each.is_open and each.created_by_id == _me()]
    elsewhere = select(AccountRole.account_id).where(
        AccountRole.account_id.in_(mine),
        not_over_on(day_of(current.now())),
        ~(is_in_reach(own_unit=True) | _is_at_till()),
    )
    return frozenset(mine) - frozenset(current.session().scalars(elsewhere))


def _me() -> int | None:
    return current.actor().account_id


def outsiders(account_ids: Sequence[int]) -> frozenset[int]:
    """Those accounts that act, or will, where the officer is not superior."""
    today = day_of(current.now())
    outside = select(AccountRole.account_id).where(
        AccountRole.account_id.in_(account_ids), not_over_on(today), ~_is_below()
    )
    return frozenset(current.session().scalars(outside))


def roles(account_id: int) -> list[tuple[AccountRole, bool]]:
    """An account's roles in reach, the newest first, and whether the officer is superior to it."""
    found = current.session().execute(
        select(AccountRole, _is_below())
        .where(AccountRole.account_id == account_id, is_in_reach(own_unit=True) | _is_at_till())
        .order_by(AccountRole.valid_from.desc(), AccountRole.id.desc())
    )
    return [(role, bool(is_below)) for role, is_below in found]


def reached(role_ids: Sequence[int]) -> Select[AccountRole]:
    """Those of some roles that are within reach."""
    in_reach = is_in_reach(own_unit=True) | _is_at_till()
    return select(AccountRole).where(AccountRole.id.in_(role_ids), in_reach)


def role_to_end(role_id: int) -> tuple[AccountRole, bool]:
    """A role the officer may end or hand over: one's own, or one to which one is superior."""
    found = current.session().execute(
        select(AccountRole, _is_below()).where(
            AccountRole.id == role_id,
            is_in_reach(own_unit=True) | _is_at_till(),
            AccountRole.account_id.in_(accounts().with_only_columns(Account.id)),
        )
    )
    for role, is_below in found:
        if is_below or role.account_id == current.actor().account_id:
            return role, bool(is_below)
        raise Conflict("account_outside")
    raise NotFound


def tills_of(role: AccountRole, day: date) -> Sequence[AccountRole]:
    """A manager's own roles at the partner's tills: nobody stands there as owner afterwards."""
    outlets = select(Outlet.id).where(Outlet.partner_id == role.partner_id)
    theirs = select(AccountRole).where(
        AccountRole.account_id == role.account_id,
        AccountRole.outlet_id.in_(outlets),
        not_over_on(day),
    )
    return current.session().scalars(theirs).all()


def refuse_leaving_nobody(role: AccountRole, day: date, *, is_superior: bool) -> None:
    """Refuse to take the last officer from a unit on a day, unless a superior wants it so."""
    if not is_superior and is_last_officer(current.session(), role, day):
        raise Conflict("last_officer")


def unit_open_on(code: str, since: date | None) -> Organization:
    """A unit within reach that is open on the first day of a role, or today where that is past."""
    unit, today = scope.unit(code), day_of(current.now())
    is_open = open_on(max(since or today, today)).where(Placement.organization_id == unit.id)
    if current.session().scalar(is_open) is None:
        raise Conflict("unit_not_open")
    return unit


def partners() -> Select[Partner]:
    """Partners whose agreements the officer's unit, or one below it, signed or now holds.

    While an agreement of others holds, one that is over or was never signed says nothing: its
    unit would let people and phones act for a partner that is the others' by now.
    """
    mine, today = scope.unit_ids(), day_of(current.now())
    theirs = aliased(Agreement)
    is_ours = or_(Agreement.held_by_id.in_(mine), Agreement.signed_by_id.in_(mine))
    of_others = exists().where(
        theirs.partner_id == Agreement.partner_id,
        theirs.held_by_id.not_in(mine),
        theirs.signed_by_id.not_in(mine),
        is_to_count_on(today, theirs),
    )
    return select(Partner).where(
        exists().where(
            Agreement.partner_id == Partner.id, is_ours, or_(is_to_count_on(today), ~of_others)
        )
    )


def partner(code: str) -> Partner:
    found = current.session().scalar(partners().where(Partner.code == code))
    if found is None:
        raise NotFound
    return found


def is_in_reach(*, own_unit: bool) -> ColumnElement[bool]:
    """Tell of a role whether it is within reach; one's own unit is reached but not superior to."""
    units: list[ColumnElement[bool]] = [AccountRole.organization_id.in_(scope.unit_ids())]
    if not own_unit:
        units.append(AccountRole.organization_id != scope.organization_id())
    managed = AccountRole.partner_id.in_(partners().with_only_columns(Partner.id))
    # Where a column is empty `IN` says neither yes nor no, and its negation would hide the row.
    return or_(
        and_(AccountRole.organization_id.is_not(None), *units),
        and_(AccountRole.partner_id.is_not(None), managed),
    )


def _is_below() -> ColumnElement[bool]:
    """Tell of a role whether the officer is superior to it."""
    return is_in_reach(own_unit=False) | _is_at_till()


def _is_at_till() -> ColumnElement[bool]:
    """Tell of a role whether it is a cashier's with a partner looked after.

    Cashiers are the business of their managers; but a manager may stand at a till as well.
    """
    mine = select(Outlet.id).where(Outlet.partner_id.in_(partners().with_only_columns(Partner.id)))
    return and_(AccountRole.outlet_id.is_not(None), AccountRole.outlet_id.in_(mine))
