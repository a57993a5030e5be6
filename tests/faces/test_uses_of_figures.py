"""A figure opens down to the very uses it was counted from, however its units moved meanwhile."""

import re
from copy import copy
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from benefits import figures, organization
from benefits.database import new_uuid
from benefits.figures import Question, Reading
from benefits.money import Dong
from benefits.organization import Level, SuccessionKind
from benefits.periods import Period
from benefits.purchases import Purchase, Reversal
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

FIGURES, USES = "/cong-doan/so-lieu/", "/cong-doan/luot/"
APRIL = {"tu": "2026-04-01", "den": "2026-04-30"}
DAYS = (1, 9, 10, 24)
MOVED_ON = date(2026, 4, 10)


@pytest.fixture
def moved(world: World, session: Session, people: People) -> World:
    """Hoa Sen bought on four days, and went from the north to the south on the third of them."""
    buying = Buying(session, world)
    for day in DAYS:
        buying.buys(world.hanh_card, world.lotus, date(2026, 4, day))
    organization.move(session, world.lotus, world.south, MOVED_ON, people.now)
    session.flush()
    return world


def taken_back(bought: Purchase, price: int, people: People) -> Reversal:
    return Reversal(
        id=new_uuid(),
        member_id=bought.member_id,
        purchase_id=bought.id,
        number=1,
        list_price=Dong(price),
        paid=Dong(price * 85 // 100),
        benefit=Dong(price * 15 // 100),
        is_whole=price == bought.list_price,
        reason="ban_nham",
        reversed_at=people.now,
        known_at=people.now,
    )


def listed(client: Visitor, **narrowed: str) -> Page:
    return Page(client.get(USES, query_string=APRIL | narrowed))


@pytest.mark.parametrize("reading", Reading)
def test_the_list_has_as_many_uses_as_the_figure_of_every_unit(
    moved: World, signed_in: SignedIn, people: People, session: Session, reading: Reading
) -> None:
    april = Period(date(2026, 4, 1), date(2026, 5, 1))
    tree = {"cay": "now"} if reading is Reading.NOW else {}
    for unit in (moved.north, moved.south, moved.lotus):
        [counted] = figures.ask(session, Question(unit.id, april, people.now, tree=reading)).rows
        page = listed(signed_in(people.officer(unit)), **tree)
        assert len(page.rows()) == counted.uses, unit.code
        above = listed(signed_in(people.officer(moved.province)), donvi=unit.code, **tree)
        assert len(above.rows()) == counted.uses, unit.code


def test_a_figure_leads_to_its_uses_and_those_that_went_are_read_only(
    moved: World, signed_in: SignedIn, people: People
) -> None:
    client = signed_in(people.officer(moved.north))
    page = Page(client.get(FIGURES, query_string={"ky": "ngay"} | APRIL))
    way = page.links()["Xem từng lượt đã tính"]
    uses = Page(client.get(way))
    assert len(uses.rows()) == 2
    one = next(url for url in uses.links().values() if re.fullmatch(f"{USES}[0-9a-f-]{{36}}", url))
    shown = Page(client.get(one))
    assert "nên chỉ xem được" in shown.text
    assert "Hủy lượt này" not in shown.text
    token = Page(client.get(FIGURES)).soup.select_one("[name=csrf_token]")
    sent = {"csrf_token": token["value"] if token else "", "reason": "ban_nham"}
    assert client.post(f"{one}/huy", data=sent).status_code == 404
    assert signed_in(people.officer(moved.dawn)).get(one).status_code == 404


@pytest.mark.parametrize("cut", ["month", "partner", "agreement", "category"])
def test_every_line_leads_to_as_many_uses_as_it_counts(
    world: World, session: Session, people: People, signed_in: SignedIn, cut: str
) -> None:
    """Whatever has a code or a number that others hold in theirs, and after a merger."""
    for day in DAYS:
        Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, day))
    akira = world.partner("AKIRA", "Quán ăn Akira")
    elsewhere = copy(world)
    elsewhere.outlet = world.shop("AKIRA1", akira, "Akira – Chợ Đình")
    elsewhere.agreement = world.signed(f"1{world.agreement.number}", akira, world.province)
    elsewhere.offer = world.offered("AKIRA-10", elsewhere.agreement, "Giảm 10%")
    Buying(session, elsewhere).buys(world.lan_card, world.dawn, date(2026, 4, 20))
    organization.merge(
        session,
        [world.lotus],
        world.dawn,
        date(2026, 5, 1),
        people.now,
        kind=SuccessionKind.SAP_NHAP,
    )
    session.flush()
    client = signed_in(people.officer(world.dawn))
    asked = {"ky": "ngay", "tu": "2026-03-15", "den": "2026-05-14", "chia": cut}
    page = Page(client.get(FIGURES, query_string=asked))
    ways = {
        row.th.get_text(strip=True): row.select_one("td a[href*='/luot/']")
        for row in page.soup.select("tbody tr")
        if row.th
    }
    counted = {row[0]: int(row[2]) for row in page.rows()}
    assert sum(counted.values()) == len(DAYS) + 1
    for name, count in counted.items():
        way = ways[name]
        assert (way is None) == (count == 0), name
        if way is not None:
            assert len(Page(client.get(str(way["href"]))).rows()) == count, name


def test_a_successor_lists_its_predecessors_part_of_the_period(
    world: World, session: Session, people: People, signed_in: SignedIn
) -> None:
    for day in DAYS:
        Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, day))
    organization.merge(
        session,
        [world.lotus],
        world.dawn,
        MOVED_ON,
        people.now,
        kind=SuccessionKind.SAP_NHAP,
    )
    session.flush()
    assert len(listed(signed_in(people.officer(world.dawn))).rows()) == len(DAYS)
    assert len(listed(signed_in(people.officer(world.north))).rows()) == 0


def test_the_uses_of_a_month_are_narrowed_with_those_of_units_that_merged_later(
    world: World, session: Session, people: People, signed_in: SignedIn
) -> None:
    for day in DAYS:
        Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, day))
    organization.merge(
        session,
        [world.lotus],
        world.dawn,
        date(2026, 5, 1),
        people.now,
        kind=SuccessionKind.SAP_NHAP,
    )
    session.flush()
    client = signed_in(people.officer(world.dawn))
    asked = {"ky": "ngay", "tu": "2026-03-15", "den": "2026-05-14", "chia": "month"}
    ways = Page(client.get(FIGURES, query_string=asked)).soup.select("tbody td a[href*='/luot/']")
    page = Page(client.get(str(ways[0]["href"])))
    assert "tính cả lượt của đơn vị sáp nhập vào đến hết 14/05/2026" in page.text
    filters = page.soup.select_one("form.filters")
    assert filters is not None
    fields = {
        str(each["name"]): str(each.get("value", "")) for each in filters.select("input[name]")
    }
    narrowed = Page(client.get(USES, query_string=fields | {"loai": "doi_tac"}))
    assert len(narrowed.rows()) == len(page.rows()) == 3
    assert all(client.get(str(each["href"])).status_code == 200 for each in uses_in(narrowed))
    again = client.get(narrowed.links()["Bỏ lọc"])
    assert "sáp nhập vào" not in Page(again).text


def uses_in(page: Page) -> list[Any]:
    return [each for each in page.soup.select("tbody a") if len(str(each["href"])) > len(USES)]


def test_months_of_a_part_of_a_few_lead_nowhere(
    world: World, session: Session, people: People, signed_in: SignedIn
) -> None:
    part = world.unit("TO1", "Tổ công đoàn may 1", Level.BO_PHAN, world.lotus)
    person = world.member("TO001", "Bùi Thị May", part)
    Buying(session, world).buys(world.card(person), part, date(2026, 4, 1))
    client = signed_in(people.officer(world.province))
    asked = {"ky": "2026-Q2", "chia": "month", "donvi": "TO1"}
    page = Page(client.get(FIGURES, query_string=asked))
    assert sum(int(row[2]) for row in page.rows()) == 1
    assert page.soup.select("tbody td a") == []


@pytest.mark.either_database
def test_the_list_a_figure_opens_has_the_uses_counted_and_the_cancelled_are_one_click_away(
    world: World, session: Session, people: People, signed_in: SignedIn
) -> None:
    buying = Buying(session, world)
    _kept, gone, partly = (
        buying.buys(world.hanh_card, world.lotus, date(2026, 4, day)) for day in (1, 2, 3)
    )
    session.add_all([taken_back(gone, 100_000, people), taken_back(partly, 10_000, people)])
    session.flush()
    client = signed_in(people.officer(world.lotus))
    asked = {"ky": "ngay", "chia": "partner"} | APRIL
    page = Page(client.get(FIGURES, query_string=asked))
    [counted] = [row[2] for row in page.rows()]
    ways = [page.links()["Xem từng lượt đã tính"]]
    ways += [str(each["href"]) for each in page.soup.select("td a[href*='/luot/']")]
    assert (counted, len(ways)) == ("2", 2)
    for way in ways:
        uses = Page(client.get(way))
        assert len(uses.rows()) == 2
        every = Page(client.get(uses.links()["Xem cả lượt đã hủy"]))
        assert len(every.rows()) == 3
        assert "đã trừ 1 lượt bị hủy" in every.text


@pytest.mark.either_database
def test_a_units_own_part_leads_to_what_it_did_beside_those_below(
    moved: World, session: Session, people: People, signed_in: SignedIn
) -> None:
    """People who belong to the upper-level union itself stand in its own part, and nowhere else."""
    clerk = moved.member("DV050", "Phan Thị Thư", moved.north)
    Buying(session, moved).buys(moved.card(clerk), moved.north, date(2026, 4, 5))
    for officer in (moved.north, moved.province):
        client = signed_in(people.officer(officer))
        asked = {"ky": "ngay", "chia": "part", "donvi": moved.north.code} | APRIL
        page = Page(client.get(FIGURES, query_string=asked))
        own = next(row for row in page.soup.select("tbody tr") if "phần riêng" in row.text)
        way = own.select_one("td a[href*='/luot/']")
        assert way is not None
        uses = Page(client.get(str(way["href"])))
        assert len(uses.rows()) == 1
        assert "chỉ phần riêng của đơn vị" in uses.text
    elsewhere = listed(client, donvi=moved.south.code, phan=moved.north.code)
    assert len(elsewhere.rows()) == 2, "of another unit it narrows nothing"
    top = listed(client, phan=moved.province.code)
    assert len(top.rows()) == 0, "the top unit did nothing itself"
