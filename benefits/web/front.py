"""The front of the house: three doors, and the address on every card."""

from typing import Final

from flask import Blueprint, Flask, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from benefits.access import Permission
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import current, guarding, languages, navigation, sheets, vital_signs
from benefits.web.declaring import allow
from benefits.web.face import dress
from benefits.web.large_uploads import SMALL
from benefits.web.rendering import render_like_us

TITLE: Final = _l("Thẻ ưu đãi đoàn viên")
COUNTER: Final = "/doi-tac/q/"

pages = Blueprint("front", __name__)


def build_front(settings: Settings, database: Database) -> Flask:
    """Build what answers outside the faces: no cookie, no session, nothing to sign in to."""
    app = sheets.WithSheets(__name__, static_folder="static", template_folder="templates")
    app.name = "front"
    app.extensions.update({current.DATABASE: database, current.SETTINGS: settings})
    app.register_blueprint(pages)
    app.register_blueprint(languages.pages)
    app.register_blueprint(vital_signs.pages)
    navigation.lay_out(app, (), (), None)
    render_like_us(app, TITLE)
    dress(app, settings)
    app.config["MAX_CONTENT_LENGTH"] = SMALL
    guarding.seal(app)
    return app


@pages.get("/")
@allow(Permission.ANYONE)
def doors() -> ResponseReturnValue:
    return render_template("web/doors.html")


@pages.get("/Q/<path:token>")
@pages.get("/q/<path:token>")
@allow(Permission.ANYONE)
def card(token: str) -> ResponseReturnValue:
    """Lead a phone's own camera to the page that looks at a card."""
    return redirect(COUNTER + token, 303)
