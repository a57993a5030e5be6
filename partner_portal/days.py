"""A day at an outlet as it is compared with the till roll: totals, shifts, uses."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from benefits import purchases
from benefits.access import Account, Device, Permission, Shift, shifts
from benefits.partners import Outlet
from benefits.periods import ONE_DAY, day_of
from benefits.purchases import NOTHING, Purchase, Totals
from benefits.web import allow, current
from partner_portal import scope
from partner_portal.forms import DayForm

pages = Blueprint("days", __name__, url_prefix="/diem-ban/<int:outlet_id>")

SHOWN: Final = 200


class ShiftTotals(NamedTuple):
    """Who took what at which phone; without a cashier it came by a file or a program."""

    cashier: str | None
    phone: str | None
    opened_at: datetime | None
    closed_at: datetime | None
    is_held: bool
    totals: Totals

    @property
    def ran_out(self) -> bool:
        """Whether nobody closed it: it ended when the browser was let go of."""
        begun, ended = self.opened_at, self.closed_at
        return begun is not None and ended is not None and ended - begun >= shifts.LONGEST


@pages.get("/luot")
@allow(Permission.MANAGE_OUTLET)
def page(outlet_id: int) -> ResponseReturnValue:
    outlet, day = scope.outlet(outlet_id), _day()
    parts = _shifts(outlet, day)
    totals = NOTHING
    for each in parts:
        totals = totals.with_more(each.totals)
    return render_template(
        "partner_portal/uses.html",
        outlet=outlet,
        form=DayForm(formdata=None, data={"ngay": day}),
        day=day,
        before=day - ONE_DAY,
        after=day + ONE_DAY if day < day_of(current.now()) else None,
        lines=purchases.of_outlet(current.session(), outlet.id, day, most=SHOWN),
        totals=totals,
        shifts=parts,
    )


def _day() -> date:
    form = DayForm(request.args)
    asked = form.ngay.data if form.validate() else None
    return asked or day_of(current.now())


def _shifts(outlet: Outlet, day: date) -> list[ShiftTotals]:
    """Add a day up by shift, in the order in which they began; what had none comes last."""
    session = current.session()
    by_shift = purchases.totals_by(session, Purchase.shift_id, (outlet.id,), day, day + ONE_DAY)
    known = _people({shift_id for shift_id in by_shift if shift_id is not None})
    parts = [known.get(key, _NOBODY)._replace(totals=each) for key, each in by_shift.items()]
    return sorted(parts, key=lambda each: (each.opened_at is None, each.opened_at or 0))


_NOBODY: Final = ShiftTotals(None, None, None, None, is_held=False, totals=NOTHING)


def _people(shift_ids: set[UUID]) -> Mapping[UUID | None, ShiftTotals]:
    now = current.now()
    rows = current.session().execute(
        select(Shift, Account.name, Device.name, shifts.is_held(now))
        .join(Account, Account.id == Shift.account_id)
        .join(Device, Device.id == Shift.device_id)
        .where(Shift.id.in_(shift_ids))
    )
    return {
        shift.id: ShiftTotals(
            cashier, phone, shift.opened_at, shifts.ended_at(shift, now), bool(held), NOTHING
        )
        for shift, cashier, phone, held in rows
    }
