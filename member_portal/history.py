"""My uses, year by year, and what they saved."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission
from benefits.web import allow
from member_portal.saved import lines

pages = Blueprint("history", __name__)


@pages.get("/lich-su")
@allow(Permission.SEE_OWN_PURCHASES)
def page() -> ResponseReturnValue:
    """Show one year, the latest unless another was chosen, beside what was saved in all."""
    every = lines()
    years = sorted({line.purchase.bought_on.year for line in every}, reverse=True)
    chosen = request.args.get("nam", type=int)
    year = chosen if chosen in years else next(iter(years), None)
    shown = [line for line in every if line.purchase.bought_on.year == year]
    return render_template(
        "member_portal/history.html",
        lines=shown,
        year=year,
        years=years,
        totals=purchases.totals_of(every),
        of_year=purchases.totals_of(shown),
    )
