"""The machines' face: bearer tokens in, JSON out, problems as RFC 9457."""

from typing import Final

from flask import Flask

from benefits.api import keys
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import build_machines

PREFIX: Final = "/api/v1"
BLUEPRINTS: Final = (keys.pages,)


def create_app(settings: Settings, database: Database) -> Flask:
    return build_machines("api", __name__, BLUEPRINTS, settings, database)


__all__ = ["PREFIX", "create_app"]
