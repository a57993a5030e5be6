"""What an officer sees first: the unit, and the ways into it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from benefits.access import Permission
from benefits.desk import scope
from benefits.members import Member
from benefits.web import allow, current

pages = Blueprint("home", __name__)


@pages.get("/")
@allow(Permission.SEE_DESK)
def page() -> ResponseReturnValue:
    session = current.session()
    members = scope.members().with_only_columns(Member.id).subquery()
    units = scope.unit_ids().distinct().subquery()
    return render_template(
        "desk/home.html",
        unit=scope.own_name(),
        members=session.scalar(select(func.count()).select_from(members)),
        units=session.scalar(select(func.count()).select_from(units)),
    )
