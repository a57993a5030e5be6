"""Which acts an officer may read of: those done for units, or on days, that were in reach."""

from sqlalchemy import ColumnElement, and_, exists, or_, true

from benefits.access import AccountRole
from benefits.access.roles import holds_on
from benefits.audit import FOR_UNIT, Entry
from benefits.database.days import vietnamese_day
from benefits.desk import scope
from benefits.desk.staff import account_scope
from benefits.partners import Partner
from benefits.web import current


def was_done_within_reach() -> ColumnElement[bool]:
    """Tell of an entry whether it was done for a unit within reach.

    Where it does not say for which, by an account that held a role within reach on that day.
    """
    unit = Entry.fields[FOR_UNIT].as_integer()
    held = _held_a_role(AccountRole.account_id == Entry.account_id)
    return or_(unit.in_(scope.unit_ids()), and_(unit.is_(None), held))


def told_of_account(account_id: int) -> ColumnElement[bool]:
    """Tell of what was done to an account whether it is the officer's to read.

    An account may serve in several units, one after the other or at once: what is said about
    places out of reach, or was on days before it came and after it went, is others' business.
    """
    if scope.is_top() or account_id == current.actor().account_id:
        return true()
    was_here = _held_a_role(AccountRole.account_id == account_id)
    return or_(was_done_within_reach(), and_(was_here, *_names_no_other_place()))


def _held_a_role(whose: ColumnElement[bool]) -> ColumnElement[bool]:
    day = vietnamese_day(Entry.known_at)
    return exists().where(whose, account_scope.is_in_reach(own_unit=True), holds_on(day))


def _names_no_other_place() -> tuple[ColumnElement[bool], ...]:
    unit, partner = (Entry.fields[name].as_integer() for name in ("organization_id", "partner_id"))
    partners = account_scope.partners().with_only_columns(Partner.id)
    return (
        or_(unit.is_(None), unit.in_(scope.unit_ids())),
        or_(partner.is_(None), partner.in_(partners)),
    )
