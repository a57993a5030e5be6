"""Public keys, with which anybody may check what a card says."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.api.answering import answered
from benefits.web import allow, current

pages = Blueprint("keys", __name__)


@pages.get("/keys")
@allow(Permission.ANYONE)
def keys() -> ResponseReturnValue:
    return answered(current.key_ring().public_jwks())
