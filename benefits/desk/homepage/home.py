"""What an officer sees first: what waits to be done, then how the unit and those below stand."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.desk import scope
from benefits.desk.homepage import home_behind, home_figures, home_tasks, units_behind
from benefits.organization import Organization
from benefits.web import allow, current, lists

pages = Blueprint("home", __name__)

lists.offer_files(pages, units_behind.asked, Permission.SEE_DESK, at="/don-vi-cham/xuat")


@pages.get("/")
@allow(Permission.SEE_DESK)
def page() -> ResponseReturnValue:
    """Show what waits; what counts a whole province comes after, in parts of its own."""
    unit = current.session().get_one(Organization, scope.organization_id())
    return render_template(
        "desk/home.html",
        unit=scope.own_name(),
        tasks=home_tasks.tasks(unit),
        is_base=unit.level in home_tasks.BASE,
    )


@pages.get("/so-lieu-ky-nay")
@allow(Permission.READ_FIGURES)
def numbers() -> ResponseReturnValue:
    return render_template("desk/home_numbers.html", told=home_figures.told())


@pages.get("/can-theo-doi")
@allow(Permission.SEE_DESK)
def behind() -> ResponseReturnValue:
    return render_template("desk/home_behind.html", watch=home_behind.watched())


@pages.get("/don-vi-cham")
@allow(Permission.SEE_DESK)
def units() -> ResponseReturnValue:
    """List the units that lack cards, uses or officers, the largest lack first."""
    listing = lists.opened(units_behind.asked())
    title, note = units_behind.title(), units_behind.note()
    return render_template("desk/units_behind.html", listing=listing, title=title, note=note)
