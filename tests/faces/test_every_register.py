"""Every register that a page lists is searched, narrowed, turned page by page and taken away."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from flask import Flask, template_rendered

from benefits.access import Standing
from benefits.web.lists import Listing, paging
from tests.faces.conftest import SignedIn, Work
from tests.faces.every_page import Browsers, opened, pages_of
from tests.faces.own import Scene
from tests.faces.people import People, Site
from tests.faces.tags import tag_of
from tests.page import Page
from tests.world import World

# At least so many lists the desk and the counter had when this was written.
LEAST = 19


@contextmanager
def rendered(apps: Mapping[str, Flask]) -> Iterator[list[Listing]]:
    """Catch the listings of the pages made meanwhile."""
    caught: list[Listing] = []

    def catch(_app: Flask, context: dict[str, Any], **_more: object) -> None:
        if isinstance(listing := context.get("listing"), Listing):
            caught.append(listing)

    for app in apps.values():
        template_rendered.connect(catch, app)
    try:
        yield caught
    finally:
        for app in apps.values():
            template_rendered.disconnect(catch, app)


def lacks(page: Page, listing: Listing) -> Iterator[str]:
    """Tell what a page of a list does not offer."""
    if page.soup.select_one('form[role="search"] input[name="tim"]') is None:
        yield "no search"
    shown = page.soup.select('form[role="search"] [name]')
    names = {str(each["name"]) for each in shown}
    for field in listing.form.narrowing:
        if field.name not in names:
            yield f"no filter {field.name}"
    if not listing.form.narrowing:
        yield "no filter at all"
    if listing.count > 1 and "Trang sau" not in page.links():
        yield "no further page"
    if listing.count and not {"Xuất Excel", "Xuất CSV"} <= page.links().keys():
        yield "no export"


def test_every_register_is_searched_narrowed_turned_and_taken_away(
    site: Site, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging.turn, "__kwdefaults__", {"size": 1})
    browsers: Browsers = scene.browsers(site)
    found: dict[str, list[str]] = {}
    for standing in (Standing.OFFICER, Standing.MANAGER):
        for seen in pages_of(site.apps, scene, standing=standing):
            with rendered(site.apps) as caught:
                answer = opened(seen, browsers)
            for listing in caught:
                found[str(seen)] = list(lacks(Page(answer), listing))
    assert len(found) >= LEAST
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_work_is_found_by_who_asked_for_it_and_taken_away(site: Site, scene: Scene) -> None:
    office = scene.browsers(site)["desk", Standing.OFFICER]
    for typed in ("khanh huyen", str(scene.job.id)):
        [row] = Page(office.get("/cong-doan/viec/", query_string={"tim": typed})).rows()
        assert row[:3] == ["In thẻ", str(scene.job.id), "Nguyễn Thị Khánh Huyền Trang"]
    assert Page(office.get("/cong-doan/viec/?tim=0")).rows() == []
    with office.get("/cong-doan/viec/xuat?dang=csv&tim=trang") as file:
        _heading, row = csv.reader(StringIO(file.get_data().decode("utf-8-sig")))
        assert row[0] == "In thẻ"


def test_units_that_lag_are_searched_and_narrowed_by_level(
    signed_in: SignedIn, people: People, world: World
) -> None:
    office = signed_in(people.officer(world.province))
    late = "/cong-doan/don-vi-cham?thieu=can_bo"
    assert len(Page(office.get(late)).rows()) > 2
    assert [row[1] for row in Page(office.get(f"{late}&tim=hoa+sen")).rows()] == ["SEN"]
    levels = {row[2] for row in Page(office.get(f"{late}&cap={world.lotus.level}")).rows()}
    assert len(levels) == 1


def test_the_units_of_a_group_are_taken_away_at_once_or_in_the_background(
    signed_in: SignedIn,
    people: People,
    world: World,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tag = tag_of(world, world.province, "KCN Hòa Phú")
    office = signed_in(people.officer(world.province))
    path = f"/cong-doan/nhom/{tag}"
    page = Page(office.get(path))
    codes = [row[1] for row in page.rows()]
    with office.get(page.links()["Xuất CSV"]) as file:
        rows = list(csv.reader(StringIO(file.get_data().decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == codes
    monkeypatch.setattr(paging, "MOST_COUNTED", 0)
    long = Page(office.get(path))
    job = office.post(
        f"{path}/don-vi/xuat?dang=csv", data={"csrf_token": long.form()["csrf_token"]}
    )
    work()
    done = Page(office.get(job.location))
    assert "Tải tệp" in done.text
    with office.get(f"{job.location}/tep") as file:
        text = file.get_data().decode("utf-8-sig")
    assert all(code in text for code in codes)
