"""Puts the faces together into one application for a WSGI server."""

import os
from typing import TYPE_CHECKING

from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

import member_portal
import partner_portal
from benefits import api, desk
from benefits.database import Database, open_database
from benefits.settings import Settings
from benefits.web.front import build_front
from benefits.web.logs import AccessLog, configure_logs

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

FACES = (member_portal, partner_portal, desk, api)


def create_application() -> "WSGIApplication":
    """Build the application from the environment, as a WSGI server asks for it."""
    settings = Settings.from_environment(os.environ)
    configure_logs()
    return compose(settings, open_database(settings.database_url))


def compose(settings: Settings, database: Database) -> "WSGIApplication":
    """Mount the four faces beside the front, behind as many proxies as are trusted."""
    mounts = {face.PREFIX: face.create_app(settings, database) for face in FACES}
    front = build_front(settings, database)
    composed: WSGIApplication = AccessLog(DispatcherMiddleware(front, dict(mounts)))
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        composed = ProxyFix(composed, x_for=hops, x_proto=hops, x_host=hops)
    return composed
