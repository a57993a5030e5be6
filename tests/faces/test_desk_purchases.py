"""Uses at the desk: listed without names, added up, opened, taken back, named only for a reason."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.audit import FOR_UNIT, Entry
from benefits.cards import Card, CardIndex
from benefits.database import new_uuid
from benefits.purchases import Attribution, Purchase, Reversal
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

USES = "/cong-doan/luot/"
DAY = date(2026, 4, 20)
APRIL = {"tu": "2026-04-01", "den": "2026-04-30"}


@pytest.fixture
def buying(session: Session, world: World) -> Buying:
    world.pharmacy.is_health = False
    return Buying(session, world)


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def listed(client: Visitor, **narrowed: str) -> Page:
    return Page(client.get(USES, query_string={**APRIL, **narrowed}))


def end_of(world: World, card: Card) -> str:
    """What may be shown of a card's code."""
    return world.session.get_one(CardIndex, card.index).typed_code[-4:]


def figures(page: Page) -> list[str]:
    return [
        " ".join(each.contents[0].get_text().split()) for each in page.soup.select(".figures dd")
    ]


def test_uses_are_listed_without_a_name_and_added_up(
    officer: Visitor, buying: Buying, world: World
) -> None:
    buying.buys(world.hanh_card, world.lotus, DAY)
    buying.buys(world.lan_card, world.dawn, date(2026, 4, 21), price=300_000, benefit=45_000)
    buying.buys(world.lan_card, world.dawn, date(2026, 3, 31))
    page = listed(officer)
    assert [row[3] for row in page.rows()] == ["CĐCS Công ty Bình Minh", "CĐCS Công ty Hoa Sen"]
    card = f"Thẻ in •••• {end_of(world, world.lan_card)}"
    assert page.rows()[0][4:] == [card, "255.000 ₫", "45.000 ₫", "Đã ghi nhận"]
    assert figures(page) == ["2", "340.000 ₫", "60.000 ₫"]
    assert "Từ 01/04/2026 đến hết" in page.text
    assert "Hạnh" not in page.text
    assert f"{world.lan_card.index:07}" not in page.text


def test_the_end_of_a_cards_code_is_shown_to_whom_names_may_be_told(
    officer: Visitor, buying: Buying, world: World, signed_in: SignedIn, people: People
) -> None:
    buying.buys(world.hanh_card, world.lotus, DAY)
    own = signed_in(people.officer(world.lotus))
    shown = f"Thẻ in •••• {end_of(world, world.hanh_card)}"
    assert [listed(each).rows()[0][4] for each in (officer, own)] == [shown, "Thẻ in"]
    world.pharmacy.is_health = True
    world.session.flush()
    assert listed(officer).rows()[0][4] == "Thẻ in"


def test_every_filter_narrows(officer: Visitor, buying: Buying, world: World) -> None:
    first = buying.buys(world.hanh_card, world.lotus, DAY)
    buying.buys(world.lan_card, world.dawn, DAY)
    for narrowed, count in (
        ({"donvi": "SEN"}, 1),
        ({"donvi": "BAC"}, 1),
        ({"doi_tac": "an khang"}, 2),
        ({"doi_tac": "AK"}, 2),
        ({"doi_tac": "long chau"}, 0),
        ({"diem": "le loi"}, 2),
        ({"diem": "AK2"}, 0),
        ({"uu_dai": "giam 15"}, 2),
        ({"uu_dai": "AK-15"}, 2),
        ({"thoa_thuan": world.agreement.number.lower()}, 2),
        ({"thoa_thuan": "99/TT"}, 0),
        ({"loai": "doi_tac"}, 2),
        ({"loai": "khach_san"}, 0),
        ({"doi_tuong": "doan_vien"}, 2),
        ({"doi_tuong": "than_nhan"}, 0),
        ({"bang_chung": "quet_the_in"}, 2),
        ({"bang_chung": "go_ma"}, 0),
        ({"tinh_trang": "huy"}, 0),
        ({"tinh_trang": "con"}, 2),
        ({"tim": str(first.id)}, 1),
        ({"tim": "'; --"}, 0),
        ({"tu": "2026-04-21"}, 0),
    ):
        assert len(listed(officer, **narrowed).rows()) == count, narrowed
    wrong = listed(officer, den="2026-03-01")
    assert wrong.mistakes == ["Ngày cuối phải từ ngày đầu trở đi."]


def test_the_last_word_on_whose_use_it_was_decides_who_sees_it(
    signed_in: SignedIn, people: People, buying: Buying, world: World, session: Session
) -> None:
    bought = buying.buys(world.hanh_card, world.lotus, DAY)
    north, south = signed_in(people.officer(world.north)), signed_in(people.officer(world.south))
    assert north.get(f"{USES}{bought.id}").status_code == 200
    assert south.get(f"{USES}{bought.id}").status_code == 404
    session.add(
        Attribution(
            member_id=bought.member_id,
            id=new_uuid(),
            purchase_id=bought.id,
            organization_id=world.dawn.id,
            kind=bought.kind,
            because_of="membership_told_anew",
            known_at=people.now,
        )
    )
    session.flush()
    assert north.get(f"{USES}{bought.id}").status_code == 404
    assert listed(north).rows() == []
    page = Page(south.get(f"{USES}{bought.id}"))
    assert "Ghi muộn việc chuyển đơn vị" in page.text
    assert [row[3] for row in listed(south).rows()] == ["CĐCS Công ty Bình Minh"]


def taken_back(page: Page, client: Visitor, **fields: str) -> Page:
    return Page(page.send(client, fields, action="/huy", follow_redirects=True))


def test_an_officer_takes_a_use_back_with_a_listed_reason(
    officer: Visitor, buying: Buying, world: World, session: Session
) -> None:
    bought = buying.buys(world.hanh_card, world.lotus, DAY)
    page = Page(officer.get(f"{USES}{bought.id}"))
    assert "Giảm 15%" in page.text
    assert taken_back(page, officer, reason="").mistakes == ["Hãy chọn lý do."]
    part = taken_back(page, officer, reason="wrong_amount", part="40.000")
    assert "60.000 ₫ giá gốc, 9.000 ₫ hưởng lợi" in part.text
    assert "Đã hoàn một phần" in listed(officer).rows()[0][-1]
    gone = taken_back(part, officer, reason="misuse")
    assert "Đã hủy" in gone.text
    assert "Hủy lượt này" not in gone.text
    assert [each.is_whole for each in session.scalars(select(Reversal))] == [False, True]
    assert figures(listed(officer)) == ["0", "0 ₫", "0 ₫"]
    late = taken_back(part, officer, reason="misuse", id=str(new_uuid()))
    assert late.status == 422
    noted = session.scalars(select(Entry).where(Entry.act == "purchase_reversed")).all()
    assert [each.fields["reason"] for each in noted] == ["wrong_amount", "misuse"]


def test_sending_a_reversal_twice_takes_back_once(
    officer: Visitor, buying: Buying, world: World, session: Session
) -> None:
    bought = buying.buys(world.hanh_card, world.lotus, DAY)
    page = Page(officer.get(f"{USES}{bought.id}"))
    for _ in range(2):
        assert taken_back(page, officer, reason="misuse").status == 200
    assert len(session.scalars(select(Reversal)).all()) == 1


@pytest.mark.parametrize("part", ["60.000", "99.000"])
def test_a_second_click_on_a_partial_cancel_is_answered_like_the_first(
    officer: Visitor, buying: Buying, world: World, session: Session, part: str
) -> None:
    bought = buying.buys(world.hanh_card, world.lotus, DAY, price=99_000, benefit=10_001)
    page = Page(officer.get(f"{USES}{bought.id}"))
    for _ in range(2):
        assert taken_back(page, officer, reason="misuse", part=part).status == 200
    assert len(session.scalars(select(Reversal)).all()) == 1
    other = taken_back(page, officer, reason="misuse", part="1.000")
    assert other.status == 409  # what was typed anew was not done


def named(client: Visitor, bought: Purchase, why: str) -> Page:
    page = Page(client.get(f"{USES}{bought.id}"))
    return Page(page.send(client, {"why": why}, action="/ten"))


def test_a_name_takes_a_reason_and_leaves_a_note_for_the_person(
    officer: Visitor, buying: Buying, world: World, session: Session
) -> None:
    bought = buying.buys(world.hanh_card, world.lotus, DAY)
    assert named(officer, bought, "").mistakes == ["Hãy chọn lý do."]
    assert "Nguyễn Thị Hạnh" in named(officer, bought, "khieu_nai").text
    noted = session.scalars(select(Entry).where(Entry.act == "uses_seen")).one()
    assert (noted.subject_type, noted.subject_key) == ("members", str(world.hanh.id))
    told = {"reason": "khieu_nai", FOR_UNIT: world.province.id}
    assert noted.fields == told, "its CĐCS reads this and would learn which use"
    assert "Hạnh" not in Page(officer.get(f"{USES}{bought.id}")).text


def test_a_grassroots_union_and_a_pharmacy_never_lead_to_a_name(
    signed_in: SignedIn, people: People, officer: Visitor, buying: Buying, world: World
) -> None:
    bought = buying.buys(world.hanh_card, world.lotus, DAY)
    superior = Page(officer.get(f"{USES}{bought.id}"))
    grassroots = signed_in(people.officer(world.lotus))
    page = Page(grassroots.get(f"{USES}{bought.id}"))
    assert "không biết ai mua gì" in page.text
    sent = grassroots.post(
        f"{USES}{bought.id}/ten",
        data={"why": "khieu_nai", "csrf_token": page.form("/huy")["csrf_token"]},
    )
    assert sent.status_code == 403
    world.pharmacy.is_health = None  # its name says what it sells
    buying.session.flush()
    refused = superior.send(officer, {"why": "khieu_nai"}, action="/ten")
    assert refused.status_code == 403
    assert "Hạnh" not in refused.get_data(as_text=True)
    assert "không bao giờ kèm tên" in Page(officer.get(f"{USES}{bought.id}")).text
