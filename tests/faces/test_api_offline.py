"""An enrolled phone fetches its outlet's file, again only when there is something new."""

import gzip
from collections.abc import Callable
from datetime import timedelta

import pytest

from benefits.cards import CardStatus
from tests.faces.people import People, Site, Visitor
from tests.faces.till import API, program_at
from tests.support.offline_phone import OfflinePhone
from tests.world import World

FILE = f"{API}/offline-file"


@pytest.fixture
def phone(site: Site, world: World, people: People) -> Visitor:
    return site.program(people.phone(world.outlet).token)


@pytest.fixture
def read(phone: Visitor, site: Site) -> Callable[[], OfflinePhone]:
    """Fetch the file and believe it by the keys that anybody may ask for."""

    def fetch() -> OfflinePhone:
        keys = site.visitor().get(f"{API}/keys").get_json()["keys"]
        return OfflinePhone(phone.get(FILE).data, keys)

    return fetch


def test_a_phone_gets_the_file_of_its_outlet(
    read: Callable[[], OfflinePhone], token: str, site: Site
) -> None:
    offline = read()
    assert offline.head["outlet"]["code"] == "AK1"
    assert offline.head["hosts"] == ["localhost"]
    assert offline.answer(token, site.now) == (None, {"AK-15": None})


def test_it_travels_small_and_only_when_it_changed(phone: Visitor) -> None:
    plain = phone.get(FILE)
    small = phone.get(FILE, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(small.data) == plain.data
    assert "Accept-Encoding" in small.headers["Vary"]
    assert small.headers["X-Server-Time"]
    again = phone.get(FILE, headers={"If-None-Match": small.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_card_lost_now_is_in_the_files_made_minutes_later(
    read: Callable[[], OfflinePhone], phone: Visitor, world: World, token: str, site: Site
) -> None:
    tag = phone.get(FILE).headers["ETag"]
    world.hanh_card.status = CardStatus.LOST
    site.session.flush()
    phone.now = site.now + timedelta(minutes=5)
    answer = phone.get(FILE, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert read().answer(token, site.now) == ("lost", {})


def test_a_program_and_a_stranger_get_none(site: Site, world: World) -> None:
    refused = program_at(site, world.outlet.id).get(FILE)
    assert (refused.status_code, refused.get_json()["code"]) == (403, "scope_missing")
    assert site.visitor().get(FILE).status_code == 401
