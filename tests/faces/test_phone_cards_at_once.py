"""Several pages of one member ask for the card on the phone at once, over real commits."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benefits.cards import Card, CardStatus, KeyRing, Medium
from benefits.database import Database
from benefits.settings import Settings
from benefits.wsgi import build_apps, compose
from tests.faces.members import HERE
from tests.faces.people import People, Site, Visitor
from tests.faces.phones import ANDROID, GET
from tests.page import Page
from tests.world import World

AT_ONCE = 3
GOOD = select(func.count()).where(Card.medium == Medium.PHONE, Card.status == CardStatus.ACTIVE)


@pytest.fixture
def pages(
    database: Database, ring: KeyRing, now: datetime, tmp_path: Path
) -> Sequence[tuple[Visitor, Page]]:
    settings = Settings(secret_key="for tests only", instance=tmp_path, keys_dir=ring.folder)
    apps = build_apps(settings, database)
    application = compose(apps, settings)
    with database.write() as session:
        hanh = People(session, now).member(World(session).hanh)
        site = Site(application, apps, session, now)
        tabs = [site.sign_in(hanh.account, hanh.role, prefix=HERE) for _each in range(AT_ONCE)]
    return [(tab, Page(tab.get(GET))) for tab in tabs]


def test_each_is_answered_and_one_card_is_good(
    database: Database, pages: Sequence[tuple[Visitor, Page]]
) -> None:
    start = threading.Barrier(AT_ONCE)

    def send(tab: Visitor, page: Page) -> int:
        start.wait()
        return page.send(tab, headers={"User-Agent": ANDROID}).status_code

    for _first_and_then_with_a_card_in_the_way in range(2):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            assert set(pool.map(send, *zip(*pages, strict=True))) == {303}
        with database.read() as session:
            assert session.scalar(GOOD) == 1
        pages = [(tab, Page(tab.get(GET))) for tab, _page in pages]
