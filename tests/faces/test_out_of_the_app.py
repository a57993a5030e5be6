"""A card taken in a chat application's browser stays in there: the way out is shown before that."""

import pytest

from tests.faces.conftest import SignedIn
from tests.faces.members import HERE
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

ZALO = {
    "android": "Mozilla/5.0 (Linux; Android 14; SM-A057F; wv) AppleWebKit/537.36 Zalo android/1",
    "iphone": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Zalo iOS/1",
}
CHROME = "Mozilla/5.0 (Linux; Android 14; SM-A057F) AppleWebKit/537.36 Chrome/126.0 Mobile Safari"

# What is shown lies in the browser, whatever the database.
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")


def seen(client: Visitor, path: str, agent: str) -> Page:
    return Page(client.get(f"{HERE}/{path}", headers={"User-Agent": agent}))


def test_the_card_is_got_outside_or_knowingly_inside(
    signed_in: SignedIn, people: People, world: World, visitor: Visitor
) -> None:
    hanh = signed_in(people.member(world.hanh))
    for client, path in ((hanh, "dien-thoai/lay"), (visitor, "dang-nhap")):
        android = seen(client, path, ZALO["android"])
        assert "Đang mở trong Zalo" in android.text
        chrome = android.links()["Mở bằng Chrome"]
        assert chrome.startswith(f"intent://localhost{HERE}/{path}#Intent;scheme=http;")
        iphone = seen(client, path, ZALO["iphone"])
        copied = iphone.soup.select_one("[data-copied]")
        assert copied is not None
        assert copied["value"] == f"http://localhost{HERE}/{path}"
        assert "Đang mở trong" not in seen(client, path, CHROME).text
    got = seen(hanh, "dien-thoai/lay", ZALO["android"])
    assert "Vẫn lấy thẻ về trong Zalo" in got.text
    assert got.send(hanh, action="").status_code == 303


def test_the_letter_says_what_comes_after_the_pin(visitor: Visitor) -> None:
    assert "đăng nhập rồi mới lấy thẻ" in seen(visitor, "kich-hoat", ZALO["android"]).text
    assert "Đang mở trong" not in seen(visitor, "kich-hoat", CHROME).text
