"""Every long list of the desk: turned both ways, taken away whole, as cheap long as short."""

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.audit import Entry
from benefits.web.lists import files, paging
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.support.statements import asked_during
from tests.world import World

Fill = Callable[..., None]
DESK = "/cong-doan"
MEMBERS, CARDS, USES, UNITS = (f"{DESK}/{each}/" for each in ("doan-vien", "the", "luot", "don-vi"))
MOST_STATEMENTS = 25
LISTS = (MEMBERS, CARDS, USES, UNITS)
APRIL = {"tu": "2026-04-01", "den": "2026-04-30"}


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


@pytest.fixture
def fill(world: World, session: Session) -> Fill:
    """Add so many people of one name, each with a card and a use, and units beside them."""
    buying = Buying(session, world)

    def add(count: int, first: int = 0) -> None:
        for number in range(first, first + count):
            member = world.member(f"NV{number:03}", "Lý Thị Bình", world.dawn)
            buying.buys(world.card(member), world.dawn, date(2026, 4, 20))
            world.unit(f"TO{number:03}", "Tổ công đoàn", world.dawn.level, world.province)

    return add


def keys(page: Page) -> list[str]:
    return [str(link["href"]) for link in page.soup.select("tbody th a")]


def turned(client: Visitor, page: Page, way: str) -> list[Page]:
    """Follow a link as far as it leads."""
    pages = [page]
    while way in pages[-1].links():
        pages.append(Page(client.get(pages[-1].links()[way])))
    return pages


def test_pages_hold_every_row_once_forward_and_back(
    officer: Visitor, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(3)
    whole = {where: keys(Page(officer.get(where, query_string=APRIL))) for where in LISTS}
    monkeypatch.setattr(paging.turn, "__kwdefaults__", {"size": 2})
    for most in (10_000, 1):  # once sorted after being found, once found by walking the order
        monkeypatch.setattr(paging, "MOST_COUNTED", most)
        for where in LISTS:
            first = Page(officer.get(where, query_string=APRIL))
            forward = turned(officer, first, "Trang sau")
            assert [key for page in forward for key in keys(page)] == whole[where]
            back = turned(officer, forward[-1], "Trang trước")
            assert list(map(keys, back[::-1])) == list(map(keys, forward))


def test_a_long_page_asks_as_often_as_a_short_one(
    officer: Visitor, fill: Fill, statements: list[str]
) -> None:
    def asked(where: str) -> int:
        return asked_during(statements, lambda: officer.get(where, query_string=APRIL))

    fill(3)
    officer.get(MEMBERS)  # what is asked once for a process is asked here
    short = [asked(where) for where in LISTS]
    fill(57, 3)
    assert [asked(where) for where in LISTS] == short
    assert max(short) <= MOST_STATEMENTS


def table(client: Visitor, where: str, ending: str) -> list[list[Any]]:
    answer = client.get(f"{where}xuat", query_string={**APRIL, "dang": ending}, buffered=True)
    assert answer.status_code == 200
    if ending == "csv":
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        return list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig"))))
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.get_data()))
    return sheet.get_sheet_by_index(0).to_python()


def test_a_list_is_taken_away_whole_and_a_note_is_left(
    officer: Visitor, fill: Fill, session: Session
) -> None:
    fill(3)
    for where in LISTS:
        shown = len(Page(officer.get(where, query_string=APRIL)).rows())
        text, sheet = table(officer, where, "csv"), table(officer, where, "xlsx")
        assert len(text) == len(sheet) == shown + 1
        assert text[0] == sheet[0]
        taken = Entry.act.in_(("list_taken", "roster_taken"))
        noted = session.scalars(select(Entry).where(taken).order_by(Entry.id)).all()
        assert [each.fields["rows"] for each in noted[-2:]] == [shown, shown]


@pytest.mark.either_database
def test_what_looks_like_a_formula_stays_text(officer: Visitor, world: World) -> None:
    for number, name in enumerate(("=1+1", "+84 Hai", "-Ba", "@Bốn")):
        world.member(f"={number}", name, world.lotus)
    text = table(officer, MEMBERS, "csv")
    assert not [cell for row in text for cell in row if str(cell).startswith(("=", "+", "-", "@"))]
    sheet = table(officer, MEMBERS, "xlsx")
    assert {"=1+1", "+84 Hai", "-Ba", "@Bốn"} <= {row[0] for row in sheet}


def test_a_long_list_is_made_in_the_background_within_the_officers_reach(
    signed_in: SignedIn,
    people: People,
    world: World,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    north = signed_in(people.officer(world.north))
    for module in (files, paging):
        monkeypatch.setattr(module, "MOST_COUNTED", 1)
    page = Page(north.get(MEMBERS))
    assert "hơn 1" in page.text
    assert north.get(f"{MEMBERS}xuat").status_code == 409
    page = Page(page.send(north, action="dang=csv", follow_redirects=True))
    assert page.heading == "Xuất danh sách"
    work()
    page = Page(north.get(page.response.request.path))
    assert "Đã ghi 2 dòng" in page.text
    made = north.get(page.links()["Tải tệp"], buffered=True).data.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(StringIO(made))][1:] == ["Nguyễn Thị Hạnh", "Trần Văn Sơn"]


@pytest.mark.either_database
def test_a_made_up_cursor_opens_the_first_page(officer: Visitor) -> None:
    for where in LISTS:
        first = keys(Page(officer.get(where, query_string=APRIL)))
        for word in ("x", "OTk5OTk5OTk5OTk5OTk5OTk5OTk"):
            assert keys(Page(officer.get(where, query_string={**APRIL, "sau": word}))) == first


def test_what_narrows_a_list_is_told_above_it_while_the_form_is_folded(officer: Visitor) -> None:
    page = Page(officer.get(USES, query_string=APRIL))
    assert "Từ ngày: 01/04/2026 · Đến hết ngày: 30/04/2026 · Bỏ lọc" in page.text
    assert "open" not in page.soup.select_one("details.choose").attrs  # type: ignore[union-attr]
    assert page.links()["Bỏ lọc"] == USES
    assert "Bỏ lọc" not in Page(officer.get(USES)).text
    refused = Page(officer.get(USES, query_string={"tu": "hôm qua"}))
    assert "open" in refused.soup.select_one("details.choose").attrs  # type: ignore[union-attr]
