"""Partners people go to in confidence: asked of when they are added, and never the other again."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.audit import Entry
from benefits.errors import Conflict
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.partners import Partners
from benefits.exchange.outcome import Row
from benefits.partners import Partner, correct_partner, is_discreet
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database
PARTNERS = "/cong-doan/doi-tac/"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def adding(officer: Visitor) -> Page:
    return Page(officer.get(f"{PARTNERS}moi"))


def said(session: Session, code: str) -> bool | None:
    return session.scalars(select(Partner.is_health).where(Partner.code == code)).one()


def test_a_name_that_leaves_doubt_is_asked_about_once(officer: Visitor, session: Session) -> None:
    law = {"code": "MD", "name": "Văn phòng Luật sư Minh Đức"}
    asked = Page(adding(officer).send(officer, law))
    assert asked.status == 422
    assert "Tên này nghe như" in asked.text
    assert asked.soup.select_one("#is_health[checked]")
    assert asked.send(officer).status_code == 303
    assert said(session, "MD") is True
    shop = {"code": "PKA", "name": "PK Auto"}
    form = Page(adding(officer).send(officer, shop)).form()
    del form["is_health"]
    assert officer.post(f"{PARTNERS}moi", data=form).status_code == 303
    assert said(session, "PKA") is False, "whoever was asked said no"


def test_a_name_that_tells_nothing_is_taken_as_it_is_or_as_it_is_ticked(
    officer: Visitor, session: Session
) -> None:
    page, ticked = adding(officer), {"code": "TK", "name": "Tâm Kiến", "is_health": "y"}
    assert page.send(officer, {"code": "AM", "name": "Công ty An Mai"}).status_code == 303
    assert page.send(officer, ticked).status_code == 303
    assert [said(session, code) for code in ("AM", "TK")] == [None, True]


def test_hiding_names_is_for_good_once_a_card_was_used_there(
    officer: Visitor, world: World, session: Session
) -> None:
    path = f"{PARTNERS}{world.pharmacy.id}/sua"
    assert Page(officer.get(path)).soup.select_one("#is_health[checked]")
    bought = Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, 20))
    page = Page(officer.get(path))
    assert not page.soup.select_one("#is_health")
    assert "nên không bỏ được nữa" in page.text
    done = Page(page.send(officer, {"name": "Siêu thị An Khang"}, follow_redirects=True))
    assert "Đã lưu." in done.text
    session.expire_all()
    assert world.pharmacy.name == "Siêu thị An Khang"
    assert is_discreet(world.pharmacy), "as its former name told"
    use = Page(officer.get(f"/cong-doan/luot/{bought.id}"))
    assert "không bao giờ kèm tên" in use.text
    with pytest.raises(Conflict):
        correct_partner(world.pharmacy, name="X", tax_code=None, is_health=False, is_used=True)
    row = Row(2, {"code": world.pharmacy.code, "is_health": False})
    taken = Partners().apply(session, [row], Circumstances(now=bought.known_at, secret=b""))
    assert [each.code for each in taken[0].problems] == ["partner_stays_discreet"]


def test_what_an_outlets_name_told_outlasts_it(
    officer: Visitor, world: World, session: Session
) -> None:
    world.pharmacy.name, world.outlet.name = "TTH Group", "BVĐK TTH Vinh"
    bought = Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, 20))
    use = f"/cong-doan/luot/{bought.id}"
    assert "không bao giờ kèm tên" in Page(officer.get(use)).text
    assert "không hiện tên người dùng" in Page(officer.get(f"{PARTNERS}{world.pharmacy.id}")).text
    page = Page(officer.get(f"{PARTNERS}diem/{world.outlet.id}"))
    page.send(officer, {"name": "Cơ sở 2"}, action="/sua")
    session.expire_all()
    assert world.pharmacy.is_health is True
    assert "không bao giờ kèm tên" in Page(officer.get(use)).text
    assert "partner_hides_names" in session.scalars(select(Entry.act)).all()


def test_an_offer_that_sounds_like_it_is_pointed_at(officer: Visitor, world: World) -> None:
    world.pharmacy.name = "TTH Group"
    world.session.flush()
    page = Page(officer.get(f"/cong-doan/thoa-thuan/{world.agreement.id}/uu-dai-moi"))
    told = {"title": "Giảm 10% khám bệnh, xét nghiệm", "value": "10"}
    done = Page(page.send(officer, told, follow_redirects=True))
    assert "Nội dung này nghe như khám chữa bệnh" in done.text


def test_a_new_name_that_tells_is_asked_about_as_on_adding(
    officer: Visitor, world: World, session: Session
) -> None:
    shop = world.partner("MA", "Minh Anh")
    page = Page(officer.get(f"{PARTNERS}{shop.id}/sua"))
    asked = Page(page.send(officer, {"name": "Nhà thuốc Minh Anh"}))
    assert asked.status == 422
    assert "Tên này nghe như" in asked.text
    assert asked.soup.select_one("#is_health[checked]")
    assert asked.send(officer).status_code == 303
    session.expire_all()
    assert is_discreet(shop)
    form = Page(officer.get(f"{PARTNERS}{shop.id}/sua")).form()
    form["name"] = "Nhà thuốc Minh Anh 2"
    assert officer.post(f"{PARTNERS}{shop.id}/sua", data=form).status_code == 303


def test_partners_nobody_asked_about_wait_on_the_first_page(
    officer: Visitor, world: World, session: Session
) -> None:
    for code, name in (("TK", "Tâm Kiến"), ("HV", "Nhà hàng Hương Việt"), ("CU", "Cửa hàng cũ")):
        shop = world.partner(code, name)
        until = date(2026, 4, 1) if code == "CU" else None
        agreement = world.signed(f"{code}/TT", shop, world.province, until=until)
        title = "Khám mắt miễn phí" if code == "TK" else "Giảm 10 %"
        world.offered(f"{code}-1", agreement, title)
    home = Page(officer.get("/cong-doan/"))
    assert "Đối tác chưa rõ có phải y tế, pháp lý" in home.text
    page = Page(officer.get(f"{PARTNERS}chua-ro/"))
    ids = [each["value"] for each in page.soup.select("[name=ticked]")]
    assert len(ids) == 2, "not the pharmacy, whose name tells, nor the shop that is over"
    assert "Tâm Kiến Khám mắt miễn phí" in page.text
    ticked = page.soup.select("[name=ticked][checked]")
    assert [each["value"] for each in ticked] == ids[1:], "what it offers tells of health"
    for _twice in range(2):
        page.send(officer, {"shown": ids, "ticked": [ids[1]]})
    assert [said(session, code) for code in ("TK", "HV", "CU", "AK")] == [True, False, None, None]
    assert "chưa rõ có phải" not in Page(officer.get("/cong-doan/")).text
    acts = session.scalars(select(Entry.act).where(Entry.subject_type == "partners")).all()
    assert sorted(acts) == ["partner_hides_names", "partner_shows_names"]


def test_nobody_answers_for_another_unit_s_partner(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    shop = world.partner("TK", "Tâm Kiến")
    world.signed("TK/TT", shop, world.province)
    lotus = signed_in(people.officer(world.lotus))
    page = Page(lotus.get(f"{PARTNERS}chua-ro/"))
    assert "Đối tác nào cũng đã rõ." in page.text
    token = page.form("dang-xuat")["csrf_token"]
    told = {"csrf_token": token, "shown": [str(shop.id)], "ticked": [str(shop.id)]}
    assert lotus.post(f"{PARTNERS}chua-ro/", data=told).status_code == 303
    assert said(session, "TK") is None
