"""The shops' face: the counter, its phones and the people who stand there."""

from typing import Final

from flask import Blueprint, Flask

from benefits.access import Face
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import Way, build_face

PREFIX: Final = "/doi-tac"
BLUEPRINTS: Final[tuple[Blueprint, ...]] = ()
WAYS: Final[tuple[Way, ...]] = ()


def create_app(settings: Settings, database: Database) -> Flask:
    return build_face(
        "partner",
        __name__,
        BLUEPRINTS,
        settings,
        database,
        face=Face.PARTNER,
        prefix=PREFIX,
        title="Đối tác",
        ways=WAYS,
        wasm_workers=("scanner/decoder-worker.js",),
    )


__all__ = ["PREFIX", "create_app"]
