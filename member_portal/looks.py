"""Who looked at my card."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission
from benefits.web import allow, current
from member_portal import scope

pages = Blueprint("looks", __name__)


@pages.get("/ai-da-xem")
@allow(Permission.SEE_OWN_CARD)
def page() -> ResponseReturnValue:
    seen = purchases.glances_at(current.session(), scope.member_id())
    return render_template("member_portal/looks.html", looks=seen)
