"""The members' face: my card, the offers I may use, what I have saved."""

from typing import Final

from flask import Blueprint, Flask

from benefits.access import Face
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import Way, build_face

PREFIX: Final = "/the"
BLUEPRINTS: Final[tuple[Blueprint, ...]] = ()
WAYS: Final[tuple[Way, ...]] = ()


def create_app(settings: Settings, database: Database) -> Flask:
    return build_face(
        "member",
        __name__,
        BLUEPRINTS,
        settings,
        database,
        face=Face.MEMBER,
        prefix=PREFIX,
        title="Đoàn viên",
        ways=WAYS,
    )


__all__ = ["PREFIX", "create_app"]
