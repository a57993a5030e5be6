"""What did not work is told within the face's own frame, with a way on, in both languages."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest

from benefits.settings import Settings
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.world import World

# A page says the same whatever it is kept in.
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")

FACES = ("/cong-doan/", "/doi-tac/", "/the/")
DESK = "/cong-doan"
NOWHERE = "khong-co-trang-nay"


@contextmanager
def small_uploads(site: Site, most: int) -> Iterator[None]:
    config = site.apps[DESK].config
    before = config["MAX_CONTENT_LENGTH"]
    config["MAX_CONTENT_LENGTH"] = most
    yield
    config["MAX_CONTENT_LENGTH"] = before


def links(page: Page, selector: str) -> list[str]:
    return [str(each["href"]) for each in page.soup.select(f"{selector} a[href]")]


@pytest.mark.parametrize("face", FACES)
def test_a_stranger_is_led_to_the_beginning_of_the_face(visitor: Visitor, face: str) -> None:
    page = Page(visitor.get(face + NOWHERE))
    assert page.heading == "Không tìm thấy trang"
    assert links(page, "header .bar-inner")[0] == face == links(page, ".refusal")[-1]


def test_each_keeps_the_bar_and_the_menu(signed_in: SignedIn, people: People, world: World) -> None:
    for account, face in (
        (people.officer(world.province), "/cong-doan/"),
        (people.manager(world.pharmacy), "/doi-tac/"),
        (people.member(world.hanh), "/the/"),
    ):
        client = signed_in(account)
        lost, home = Page(client.get(face + NOWHERE)), Page(client.get(face))
        assert links(lost, "nav.ways") == links(home, "nav.ways")
        assert lost.soup.select_one("header .account") is not None


def test_a_disk_without_room_is_told_and_none_of_it_is_taken(
    signed_in: SignedIn,
    people: People,
    world: World,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever sends a file again in a few minutes, as for other faults, would do so for ever."""

    def no_room(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    client = signed_in(people.officer(world.province))
    monkeypatch.setattr(os, "fsync", no_room)
    sent = {"file": (BytesIO(b"code,name"), "x.csv")}
    page = Page(Page(client.get("/cong-doan/nhap/")).send(client, sent))
    assert (page.status, page.heading) == (507, "Máy chủ hết chỗ chứa")
    assert "Chưa có gì được lưu" in page.text
    assert list(settings.files_dir.iterdir()) == []


def test_a_file_too_large_is_told_the_limit_and_the_way_back(
    signed_in: SignedIn, people: People, world: World, site: Site
) -> None:
    client = signed_in(people.officer(world.province))
    came_from = "http://localhost/cong-doan/nhap/"
    with small_uploads(site, 1024**2):
        sent = {"file": "x" * (1024**2 + 1)}
        answer = client.post("/cong-doan/nhap/", data=sent, headers={"Referer": came_from})
    page = Page(answer)
    assert answer.status_code == 413
    assert "nhiều nhất 1 MB. Chưa có gì được lưu" in page.text
    assert links(page, ".refusal") == [came_from, "/cong-doan/"]
    assert links(page, "nav.ways")


def test_what_breaks_is_told_without_a_frame_when_nobody_can_be_known(
    signed_in: SignedIn, people: People, world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(people.officer(world.province))
    monkeypatch.setattr(site.apps[DESK], "testing", False)
    monkeypatch.setitem(site.apps[DESK].extensions, "benefits.database", None)
    answer = client.get("/cong-doan/")
    page = Page(answer)
    assert answer.status_code == 500
    assert (page.heading, links(page, ".refusal")) == ("Hệ thống gặp lỗi", ["/cong-doan/"])
    assert "Mã yêu cầu" in page.text
    assert not page.soup.select("header")


def test_errors_are_told_in_english_too(visitor: Visitor) -> None:
    visitor.set_cookie("lang", "en")
    page = Page(visitor.get("/cong-doan/" + NOWHERE))
    assert page.soup.html is not None
    assert page.soup.html["lang"] == "en"
    assert page.heading == "Page not found"
