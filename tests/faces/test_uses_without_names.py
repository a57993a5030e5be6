"""What an officer knows of one person, and what the desk tells of uses, never meet in a minute."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.database import new_uuid
from benefits.members import BeneficiaryKind, Membership
from benefits.organization import Level
from benefits.partners import Outlet
from benefits.purchases import Attribution, Purchase, Verification
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

DESK = "/cong-doan/"
DAY = date(2026, 4, 20)
MINUTE = "09:00"
CHOICE = re.compile(r"<option[^>]*>[^<]*</option>")


@pytest.fixture
def bought(session: Session, world: World) -> Purchase:
    """A use of Hạnh's at a pharmacy, before which her card was looked at."""
    made = Buying(session, world).buys(world.hanh_card, world.lotus, DAY)
    session.add(
        Verification(
            member_id=made.member_id,
            card_index=made.card_index,
            outlet_id=made.outlet_id,
            verified_at=made.bought_at,
            result="applies",
        )
    )
    session.flush()
    return made


def of_the_person(world: World) -> Iterator[str]:
    yield f"doan-vien/{world.hanh.id}"
    yield f"the/{world.hanh_card.index}"
    yield f"thu-kich-hoat/nguoi/{world.hanh.id}"
    yield "doan-vien/"
    yield "the/"


def of_uses(bought: Purchase) -> Iterator[str]:
    month = "tu=2026-04-01&den=2026-04-30"
    yield f"luot/?{month}"
    yield f"luot/xuat?dang=csv&{month}"
    yield f"luot/{bought.id}"
    yield "doi-tac/diem/"
    yield "doi-tac/diem/xuat?dang=csv"
    yield f"doi-tac/diem/{bought.outlet_id}"
    yield "nhat-ky/"


def text_of(client: Visitor, path: str) -> str:
    with client.get(DESK + path) as answer:
        assert answer.status_code == 200, path
        return answer.get_data(as_text=True)


@pytest.mark.either_database
@pytest.mark.parametrize("is_grassroots", [True, False])
def test_no_page_of_a_person_tells_a_minute_that_a_page_of_uses_tells(
    signed_in: SignedIn, people: People, world: World, bought: Purchase, is_grassroots: bool
) -> None:
    officer = signed_in(people.officer(world.lotus if is_grassroots else world.province))
    outlet = world.session.get_one(Outlet, bought.outlet_id).name
    for path in of_the_person(world):
        told = text_of(officer, path)
        assert outlet not in told, path
        assert f"20/04/2026 {MINUTE}" not in told, path
    for path in of_uses(bought):
        told = text_of(officer, path)
        assert MINUTE not in told, path
        assert "Hạnh" not in told or path == "nhat-ky/", path


@pytest.mark.either_database
def test_the_minute_is_told_to_superiors_where_it_is_not_about_health(
    signed_in: SignedIn, people: People, world: World, bought: Purchase
) -> None:
    world.pharmacy.is_health = False
    world.session.flush()
    officer, own = (signed_in(people.officer(each)) for each in (world.province, world.lotus))
    paths = list(of_uses(bought))[:3]
    assert [MINUTE in text_of(officer, path) for path in paths] == [True] * 3
    assert [MINUTE in text_of(own, path) for path in paths] == [False] * 3


@pytest.mark.either_database
def test_what_was_entered_of_one_person_does_not_mark_the_uses_of_that_person(
    signed_in: SignedIn, people: People, world: World, bought: Purchase
) -> None:
    world.session.add(
        Attribution(
            member_id=bought.member_id,
            id=new_uuid(),
            purchase_id=bought.id,
            organization_id=world.lotus.id,
            kind=BeneficiaryKind.NGUOI_LAO_DONG,
            because_of="membership_told_anew",
            known_at=people.now - timedelta(days=1),
        )
    )
    world.session.flush()
    officer, own = (signed_in(people.officer(each)) for each in (world.province, world.lotus))
    for client in (own, officer):  # both entered it, and the use was at a pharmacy
        for path in of_uses(bought):
            told = text_of(client, path)
            assert "Tính cho đơn vị khác" not in told, path
            rows = CHOICE.sub("", told)  # what a filter offers says nothing of a use
            assert "Người lao động" not in rows or path == "nhat-ky/", path
    world.pharmacy.is_health = False
    world.session.flush()
    page = Page(officer.get(f"{DESK}luot/{bought.id}"))
    assert "Ghi muộn việc chuyển đơn vị hoặc đổi đối tượng" in page.text
    assert page.text.count("Người lao động") == 2, "whose it counts as now, and since when"
    assert "Người lao động" in text_of(officer, list(of_uses(bought))[1])
    assert "Tính cho đơn vị khác" not in text_of(own, f"luot/{bought.id}")


@pytest.mark.usefixtures("bought")
def test_where_a_card_was_looked_at_is_told_for_days_of_belonging_here_alone(
    signed_in: SignedIn, people: People, world: World
) -> None:
    world.pharmacy.is_health = False
    world.session.flush()
    officer = signed_in(people.officer(world.north))
    page = Page(officer.get(f"{DESK}doan-vien/{world.hanh.id}"))
    asked = Page(page.send(officer, {"why": "khieu_nai"}, action="/luot"))
    assert "Nơi kiểm tra thẻ" in asked.text
    span = world.session.scalars(
        select(Membership).where(Membership.member_id == world.hanh.id)
    ).one()
    span.valid_from = DAY + timedelta(days=1)  # came from elsewhere the day after
    world.session.flush()
    asked = Page(page.send(officer, {"why": "khieu_nai"}, action="/luot"))
    assert "Nơi kiểm tra thẻ" not in asked.text


@pytest.mark.either_database
def test_of_a_part_of_a_few_people_no_use_is_told_by_itself(
    signed_in: SignedIn, people: People, world: World
) -> None:
    part = world.unit("TO7", "Tổ công đoàn số 7", Level.BO_PHAN, world.lotus)
    member = world.member("DV100", "Nguyễn Thị Hoa", part)
    bought = Buying(world.session, world).buys(world.card(member), part, DAY)
    world.pharmacy.is_health = False
    world.session.flush()
    own = signed_in(people.officer(world.lotus))
    april = "tu=2026-04-01&den=2026-04-30"
    listed = Page(own.get(f"{DESK}luot/?{april}"))
    assert [row[3] for row in listed.rows()] == ["CĐCS Công ty Hoa Sen"], "whose it is as a whole"
    assert bought.id.hex[:8] in text_of(own, f"luot/xuat?dang=csv&{april}")
    assert "Tổ công đoàn số 7" not in text_of(own, f"luot/{bought.id}")
    alone, cut = f"luot/?{april}&donvi=TO7", f"so-lieu/?ky=ngay&{april}&donvi=TO7&chia=partner"
    assert "dưới 5 người" in text_of(own, alone)
    assert bought.id.hex[:8] not in text_of(own, f"luot/xuat?dang=csv&donvi=TO7&{april}")
    assert "dưới 5 người" in text_of(own, cut)
    for number in range(4):
        world.member(f"DV10{number + 1}", f"Trần Văn Năm {number}", part)
    assert "dưới 5 người" in text_of(own, alone), "two are left beside it, whom it would tell of"
    for number in range(3):
        world.member(f"DV20{number}", f"Phạm Văn Ba {number}", world.lotus)
    assert "dưới 5 người" not in text_of(own, alone)
    assert world.pharmacy.name in text_of(own, cut)
    listed = Page(own.get(f"{DESK}{alone}"))
    assert [row[3] for row in listed.rows()] == ["Tổ công đoàn số 7"]


@pytest.mark.either_database
def test_the_officer_of_a_part_of_a_few_people_opens_none_of_its_uses(
    signed_in: SignedIn, people: People, world: World
) -> None:
    part = world.unit("TO7", "Tổ công đoàn số 7", Level.BO_PHAN, world.lotus)
    member = world.member("DV100", "Nguyễn Thị Hoa", part)
    bought = Buying(world.session, world).buys(world.card(member), part, DAY)
    world.pharmacy.is_health = False
    world.session.flush()
    own = signed_in(people.officer(part))
    assert own.get(f"{DESK}luot/{bought.id}").status_code == 404
    for path in ("doi-tac/1", "doi-tac/diem/1", "thoa-thuan/1"):
        told = text_of(own, path)
        assert "dưới 5 người nên không nói" in told, path
        assert "Số lượt" not in told, path
    offer = f"uu-dai/{world.offer.offer_id}"
    assert "dưới 5 người nên không nói" in text_of(own, offer)
    assert "hưởng lợi" not in text_of(own, offer), "a version of an offer is one partner's"
    days = own.get(f"{DESK}so-lieu/?ky=ngay&tu=2026-04-20&den=2026-04-20")
    assert (days.status_code, "chỉ có số liệu chung" in Page(days).text) == (422, True)
    month = Page(own.get(f"{DESK}so-lieu/?ky=ngay&tu=2026-04-01&den=2026-04-30"))
    assert "1 lượt" in month.text or "Số lượt 1" in month.text, "a report's figure is told"
    above = Page(signed_in(people.officer(world.lotus)).get(f"{DESK}luot/{bought.id}"))
    assert above.status == 200
    assert "1 lượt, hưởng lợi" in text_of(signed_in(people.officer(world.lotus)), offer)
