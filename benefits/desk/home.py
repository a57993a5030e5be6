"""What an officer sees first: the unit, this month's figures, and the ways into the work."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from benefits import figures
from benefits.access import Permission
from benefits.desk import scope
from benefits.desk.period_choices import label_of
from benefits.figures import Question
from benefits.members import Member
from benefits.periods import Period, code_of_month, day_of
from benefits.web import allow, current

pages = Blueprint("home", __name__)


@pages.get("/")
@allow(Permission.SEE_DESK)
def page() -> ResponseReturnValue:
    session, now = current.session(), current.now()
    code = code_of_month(day_of(now))
    question = Question(scope.organization_id(), Period.of_code(code), now)
    [row] = figures.ask(session, question).rows
    members = scope.members().with_only_columns(Member.id).subquery()
    units = scope.unit_ids().distinct().subquery()
    return render_template(
        "desk/home.html",
        unit=scope.own_name(),
        month=label_of(code),
        period=question.period,
        row=row,
        members=session.scalar(select(func.count()).select_from(members)),
        units=session.scalar(select(func.count()).select_from(units)),
    )
