"""Which accounts an officer looks after, and which of them the officer is superior to."""

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from benefits.access import Account, AccountRole
from benefits.agreements import Agreement
from benefits.desk import scope
from benefits.errors import Conflict, NotFound
from benefits.partners import Partner
from benefits.web import current


def accounts() -> Select[Account]:
    """Officers at or below the officer's unit, and managers of the partners looked after."""
    return select(Account).where(
        exists().where(AccountRole.account_id == Account.id, _is_in_reach(own_unit=True))
    )


def subordinate(account_id: int) -> Account:
    """An account of which every role is below: who resets it can act in all of them."""
    found = current.session().scalar(accounts().where(Account.id == account_id))
    if found is None:
        raise NotFound
    if not is_below(found.id):
        raise Conflict("account_outside")
    return found


def is_below(account_id: int) -> bool:
    outside = select(AccountRole.id).where(
        AccountRole.account_id == account_id, ~_is_in_reach(own_unit=False)
    )
    return current.session().scalar(outside.limit(1)) is None


def partners() -> Select[Partner]:
    """Partners whose agreements the officer's unit, or one below it, signed or now holds."""
    mine = scope.unit_ids()
    return select(Partner).where(
        exists().where(
            Agreement.partner_id == Partner.id,
            or_(Agreement.held_by_id.in_(mine), Agreement.signed_by_id.in_(mine)),
        )
    )


def partner(code: str) -> Partner:
    found = current.session().scalar(partners().where(Partner.code == code))
    if found is None:
        raise NotFound
    return found


def _is_in_reach(*, own_unit: bool) -> ColumnElement[bool]:
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
