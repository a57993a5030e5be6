"""Puts the faces together into one application for a WSGI server."""

import atexit
import gc
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

import member_portal
import partner_portal
from benefits import api, desk
from benefits.database import Database, open_database
from benefits.settings import Settings
from benefits.web import current
from benefits.web.access_log import AccessLog
from benefits.web.front import build_front
from benefits.web.logs import configure_logs
from benefits.web.notes import NoteKeeper

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

FACES: Final = (member_portal, partner_portal, desk, api)
FRONT: Final = ""
YOUNG: Final = 20_000


def create_application() -> "WSGIApplication":
    """Build the application from the environment, as a WSGI server asks for it."""
    settings = Settings.from_environment(os.environ)
    configure_logs()
    database = open_database(settings.database_url, maps_file=True)
    apps, keeper = build_apps(settings, database), NoteKeeper(database)
    for app in apps.values():
        app.extensions[current.NOTES] = keeper
    _leave_standing_objects_alone()
    return compose(apps, settings)


def _leave_standing_objects_alone() -> None:
    """Spare the search for garbage what stays as long as the process: pages, tables, statements.

    There are some two hundred thousand such objects, and a request leaves few circles behind:
    looking for them rarely, and among young objects only, takes next to nothing from a scan.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def build_apps(settings: Settings, database: Database) -> dict[str, Flask]:
    """Build the front and the four faces over one database, by where they are mounted."""
    faces = {face.PREFIX: face.create_app(settings, database) for face in FACES}
    return {FRONT: build_front(settings, database), **faces}


def compose(apps: Mapping[str, Flask], settings: Settings) -> "WSGIApplication":
    """Mount the faces beside the front, behind as many proxies as are trusted."""
    mounts: dict[str, WSGIApplication] = {at: app for at, app in apps.items() if at != FRONT}
    composed: WSGIApplication = AccessLog(
        DispatcherMiddleware(apps[FRONT], mounts), trusts_proxy=settings.trusted_proxies > 0
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        composed = ProxyFix(composed, x_for=hops, x_proto=hops, x_host=hops)
    return composed
