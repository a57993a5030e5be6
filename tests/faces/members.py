"""A member's way in, as a person walks it."""

from benefits.cards import CardIndex
from tests.faces.people import PIN, Visitor
from tests.page import Page
from tests.world import World

HERE = "/the"
SIGN_IN = f"{HERE}/dang-nhap"


def code_of(world: World) -> str:
    return world.session.get_one(CardIndex, world.hanh_card.index).typed_code


def give(visitor: Visitor, code: str, pin: str = PIN) -> Page:
    page = Page(visitor.get(SIGN_IN))
    return Page(page.send(visitor, {"code": code, "pin": pin}, follow_redirects=True))
