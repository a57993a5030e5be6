"""The machines' face: bearer tokens in, JSON out, problems as RFC 9457."""

from typing import Final

from flask import Flask

from benefits.api import (
    figures,
    keys,
    offline_file,
    purchases,
    reading,
    reports,
    reversals,
    verifications,
)
from benefits.api.fields import BadFields, name_fields
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import build_machines

PREFIX: Final = "/api/v1"
BLUEPRINTS: Final = (
    verifications.pages,
    purchases.pages,
    reversals.pages,
    figures.pages,
    reports.pages,
    offline_file.pages,
    keys.pages,
    reading.pages,
)


def create_app(settings: Settings, database: Database) -> Flask:
    app = build_machines("api", __name__, BLUEPRINTS, settings, database)
    app.register_error_handler(BadFields, name_fields)
    reading.prepare(app)
    return app


__all__ = ["PREFIX", "create_app"]
