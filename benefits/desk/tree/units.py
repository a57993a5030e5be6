"""Units of the sub-tree: browsed level by level, found by name or code, and told of one by one."""

from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.desk import scope, unit_picker
from benefits.desk.reorganization import decision_fate, decision_register, reorganizing_words
from benefits.desk.tree import unit_list, unit_page
from benefits.web import allow, lists

MOST_DECISIONS: Final = 30

pages = Blueprint("units", __name__, url_prefix="/don-vi")
lists.offer_files(pages, unit_list.asked, Permission.READ_UNITS)


@pages.get("/")
@allow(Permission.READ_UNITS)
def page() -> ResponseReturnValue:
    return render_template(
        "desk/units/list.html",
        listing=lists.opened(unit_list.asked()),
        picker=unit_picker.pick(scope.unit_or_own(request.args.get("donvi"))),
    )


@pages.get("/xem/<path:code>")
@allow(Permission.READ_UNITS)
def one(code: str) -> ResponseReturnValue:
    unit = scope.unit(code)
    return render_template(
        "desk/units/one.html",
        page=unit_page.of(unit, does_count="dem" in request.args),
        decisions=decision_register.about(unit, MOST_DECISIONS),
        decisions_over=decision_fate.over_by_record(unit),
        decision_kinds=reorganizing_words.KINDS,
        picker=unit_picker.pick(unit),
        reachable=scope.unit_codes(),
    )
