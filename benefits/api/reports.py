"""An official form of a unit that the token reaches, filled in as of now."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import reports as forms
from benefits.access import Permission
from benefits.api import scope
from benefits.api.answering import answered
from benefits.web import allow, current

pages = Blueprint("reports", __name__)


@pages.get("/reports/<form>/<organization>/<period>")
@allow(Permission.READ_REPORTS)
def report(form: str, organization: str, period: str) -> ResponseReturnValue:
    unit = scope.unit(organization)
    made = forms.prepare(current.session(), form, unit.code, period, as_of=current.now())
    return answered(made.to_json())
