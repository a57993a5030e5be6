"""Public keys, with which anybody may check what a card says."""

from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.api import examples, schemas
from benefits.api.answering import answered
from benefits.api.describing import Answer, Described, describe
from benefits.api.texts import Text
from benefits.web import allow, current

pages = Blueprint("keys", __name__)

DESCRIBED: Final = Described(
    tag="keys",
    summary=Text("Khóa công khai", "Public keys"),
    about=Text(
        "Các khóa công khai (JWK) để kiểm tra chữ ký của mã thẻ và của tệp ngoại tuyến. Nhiều "
        "khóa có hiệu lực cùng lúc; kid là số khóa ghi trong mã.",
        "The public keys (JWK) that check the signature of a card's code and of the offline file. "
        "Several are valid at once; kid is the id named in the code.",
    ),
    answers={200: Answer(Text("Các khóa", "The keys"), schemas.KEYS, examples.KEYS)},
)


@pages.get("/keys")
@allow(Permission.ANYONE)
@describe(DESCRIBED)
def keys() -> ResponseReturnValue:
    return answered(current.key_ring().public_jwks())
