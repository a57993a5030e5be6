"""My uses, by year and month, and what they saved."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission
from benefits.purchases import Line, Month, Place
from benefits.web import allow, current
from member_portal import scope
from member_portal.saved import Saved

pages = Blueprint("history", __name__)

DECEMBER: Final = 12


@pages.get("/lich-su")
@allow(Permission.SEE_OWN_PURCHASES)
def page() -> ResponseReturnValue:
    """Show one year or one month of it, the latest year unless another was chosen."""
    session, member_id = current.session(), scope.member_id()
    months = purchases.months_of(session, member_id)
    years = sorted({each.first.year for each in months}, reverse=True)
    year = _chosen("nam", years) or next(iter(years), None)
    of_year = [each for each in months if each.first.year == year]
    month = _chosen("thang", [each.first.month for each in of_year])
    first, until = _days(year, month)
    after = Place.read(request.args.get("sau", ""))
    shown = purchases.own_page(session, member_id, first=first, until=until, after=after)
    return render_template(
        "member_portal/history.html",
        groups=_by_month(shown.lines, of_year),
        after=shown.after,
        is_first=after is None,
        year=year,
        month=month,
        years=years,
        months=of_year,
        totals=_summed(months),
        of_year=_summed(of_year),
        best=max(of_year, key=lambda each: each.benefit, default=None),
    )


def _chosen(name: str, known: Sequence[int]) -> int | None:
    """Return what the address asks for, where there is something of it."""
    asked = request.args.get(name, type=int)
    return asked if asked in known else None


def _days(year: int | None, month: int | None) -> tuple[date | None, date | None]:
    if year is None:
        return None, None
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    over = month == DECEMBER
    return date(year, month, 1), date(year + over, 1 if over else month + 1, 1)


def _by_month(lines: Sequence[Line], months: Sequence[Month]) -> list[tuple[Month, Sequence[Line]]]:
    """Put uses under their months, each with the whole month's total, on every page of it."""
    totals: Mapping[date, Month] = {each.first: each for each in months}
    grouped = groupby(lines, key=lambda line: line.purchase.bought_on.replace(day=1))
    return [(totals[first], list(some)) for first, some in grouped]


def _summed(months: Sequence[Month]) -> Saved:
    return Saved(*purchases.summed(months))
