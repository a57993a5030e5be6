"""Offers at the desk: made, looked at, changed from a day on, withdrawn, ended."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Offer, OfferLimit, OfferOutlet, OfferVersion
from benefits.audit import Entry
from tests.counter import Counter
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

OFFERS = "/cong-doan/uu-dai/"
TOLD = {
    "title": "Giảm 7,5% mọi đơn hàng",
    "code": "AK-TEST",
    "discount": "percent",
    "value": "7,5",
    "ceiling": "100.000",
    "min_spend": "250k",
    "valid_from": "2026-05-02",
    "limit_member_day": "1",
    "limit_all_total": "500",
    "terms": "Không cộng dồn.",
    "kinds": ["doan_vien"],
    "windows-0-weekdays": ["1", "2", "3", "4", "5"],
    "windows-0-opens": "8h30",
    "windows-0-closes": "16:30",
}


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


@pytest.fixture
def new_offer(officer: Visitor, world: World) -> Page:
    return Page(officer.get(f"/cong-doan/thoa-thuan/{world.agreement.id}/uu-dai-moi"))


def versions(session: Session, code: str) -> list[OfferVersion]:
    mine = select(OfferVersion).join(Offer, Offer.id == OfferVersion.offer_id)
    session.expire_all()
    return list(session.scalars(mine.where(Offer.code == code).order_by(OfferVersion.valid_from)))


def opened(client: Visitor, offer_id: int, **asked: str) -> Page:
    return Page(client.get(f"{OFFERS}{offer_id}", query_string=asked))


def acts(session: Session) -> list[str]:
    found = select(Entry.act).where(Entry.subject_type == "offers").order_by(Entry.id)
    return list(session.scalars(found))


def test_an_offer_is_made_through_its_form(
    officer: Visitor, new_offer: Page, session: Session, world: World
) -> None:
    assert new_offer.form()["code"] == "AK-2"
    told = {**TOLD, "outlets": [str(world.outlet.id)]}
    for _twice in range(2):
        page = Page(new_offer.send(officer, told, follow_redirects=True))
    assert page.heading == TOLD["title"]
    for sentence in (
        "Giảm 7,5%",
        "Tối đa 100.000 ₫ mỗi lượt",
        "Hóa đơn từ 250.000 ₫ trở lên",
        "Chỉ dùng thứ hai đến thứ sáu từ 08:30 đến 16:30",
        "Mỗi người tối đa 1 lượt mỗi ngày",
        "Tất cả mọi người tối đa 500 lượt trong cả thời gian ưu đãi",
        "Nhà thuốc An Khang – Lê Lợi",
        "Không cộng dồn.",
    ):
        assert sentence in page.text
    [made] = versions(session, "AK-TEST")
    assert (made.value, made.ceiling, made.min_spend) == (750, 100_000, 250_000)
    assert made.kinds == ["doan_vien"]
    assert len(session.scalars(select(OfferLimit)).all()) == 2
    assert len(session.scalars(select(OfferOutlet)).all()) == 1
    assert acts(session) == ["offer_made"]


@pytest.mark.either_database
def test_what_cannot_be_offered_is_told_beside_its_field(officer: Visitor, new_offer: Page) -> None:
    for wrong, mistake in (
        ({"value": "nhiều"}, "Viết phần trăm như 7 hoặc 7,5."),
        ({"value": "120"}, "Không được lớn hơn 100."),
        ({"discount": "amount", "value": "-1"}, "Viết số tiền như 250.000."),
        ({"ceiling": "một ít"}, "Viết số tiền như 250.000."),
        ({"limit_member_day": "0"}, "Cần một số từ 1 trở lên."),
        ({"windows-0-opens": "25h"}, "Viết giờ như 08:30."),
        ({"valid_from": "2025-12-31"}, "Ngày bắt đầu phải nằm trong thời gian hiệu lực"),
        ({"last_day": "2026-05-01"}, "Ngày cuối không được trước ngày bắt đầu."),
        ({"code": "AK-15"}, "Mã AK-15 đã là của ưu đãi khác."),
        ({"windows-1-closes": "sáng"}, "Viết giờ như 08:30."),
        ({"up_to": "nhiều"}, "Viết phần trăm như 7 hoặc 7,5."),
        ({"up_to": "5"}, "Không được nhỏ hơn 7,5."),
        ({"per_item": "y"}, "Mục này không dùng với kiểu ưu đãi đã chọn."),
        ({"tiers-1-at_least": "3"}, "Cần điền mục này."),
        ({"tiers-0-at_least": "ba"}, "Cần một số nguyên."),
        ({"tiers-0-at_least": "3", "tiers-0-value": "120"}, "Không được lớn hơn 100."),
        ({"groups-0-group": "Sữa", "groups-0-value": "rẻ"}, "Viết phần trăm như 7 hoặc 7,5."),
        ({"subsidies-2-value": "10.000"}, "Cần điền mục này."),
        ({"subsidies-0-payer": "LĐLĐ"}, "Ghi số tiền hoặc phần trăm."),
    ):
        answer = Page(new_offer.send(officer, {**TOLD, **wrong}))
        assert answer.status == 422
        assert answer.mistakes[0].startswith(mistake), wrong
        assert answer.form()["title"] == TOLD["title"]


def test_a_new_version_begins_on_its_day_and_leaves_the_past_alone(
    officer: Visitor, world: World, session: Session, counter: Counter
) -> None:
    counter.record(counter.printed(world.hanh_card))
    session.flush()
    path = f"{OFFERS}{world.offer.offer_id}/phien-ban-moi"
    page = Page(officer.get(path))
    assert page.form()["valid_from"] == "2026-05-02"
    assert page.form()["value"] == "15"
    today = Page(page.send(officer, {"value": "20", "valid_from": "2026-05-01"}))
    assert today.mistakes[0].startswith("Phiên bản mới sớm nhất bắt đầu từ 02/05/2026")
    told = {"value": "60", "valid_from": "2026-06-01", "limit_member_month": "2"}
    for _twice in range(2):
        shown = Page(page.send(officer, told, follow_redirects=True))
    assert "Mức giảm quá 50%" in shown.text
    first, second = versions(session, "AK-15")
    assert (first.value, first.valid_until) == (1_500, date(2026, 6, 1))
    assert (second.value, second.valid_from, second.number) == (6_000, date(2026, 6, 1), 2)

    shown = opened(officer, world.offer.offer_id)
    assert "Mức hưởng: Giảm 15%; tối đa 50.000 ₫ mỗi lượt → Giảm 60%" in shown.text
    assert "Giới hạn: Không giới hạn → Mỗi người tối đa 2 lượt mỗi tháng" in shown.text
    assert "1 lượt, hưởng lợi 30.000 ₫" in shown.text
    assert "0 lượt" in shown.text
    shown.send(officer, action="/bo")
    [left] = versions(session, "AK-15")
    assert left.valid_until == date(2027, 1, 1)
    assert acts(session) == ["version_added", "version_withdrawn"]


@pytest.mark.either_database
def test_an_offer_of_a_season_is_not_said_to_run_before_it(
    officer: Visitor, new_offer: Page, session: Session
) -> None:
    season = {"windows-0-first": "2026-12-05", "windows-0-last": "2026-12-19"}
    clock = {"windows-0-weekdays": [], "windows-0-opens": "", "windows-0-closes": ""}
    told = {**TOLD, **season, **clock, "valid_from": "2026-05-01"}
    page = Page(new_offer.send(officer, told, follow_redirects=True))
    assert "Chưa đến đợt, từ 05/12/2026" in page.text
    assert "Đang áp dụng" not in page.text
    [made] = versions(session, "AK-TEST")
    rows = [row[-1] for row in Page(officer.get(OFFERS)).rows() if str(TOLD["title"]) in row[0]]
    assert rows == ["Chưa đến đợt, từ 05/12/2026"], made


@pytest.mark.either_database
def test_a_price_shows_what_member_and_cashier_will_see(officer: Visitor, world: World) -> None:
    page = opened(officer, world.offer.offer_id, gia="200k")
    assert "Bạn trả 170.000 ₫, tiết kiệm 30.000 ₫." in page.text
    assert "một trăm bảy mươi nghìn đồng" in page.text
    unreadable = opened(officer, world.offer.offer_id, gia="hai trăm")
    assert unreadable.mistakes == ["Không đọc được số tiền. Hãy gõ như 250.000."]


def test_an_offer_is_ended_on_a_day(officer: Visitor, world: World, session: Session) -> None:
    page = opened(officer, world.offer.offer_id)
    past = Page(page.send(officer, {"last_day": "2026-04-30"}, action="/ket-thuc"))
    assert past.mistakes == ["Ngày cuối phải từ hôm nay trở đi."]
    for _twice in range(2):
        page.send(officer, {"last_day": "2026-05-31"}, action="/ket-thuc")
    [only] = versions(session, "AK-15")
    assert only.valid_until == date(2026, 6, 1)
    assert acts(session) == ["offer_ended"]


@pytest.mark.either_database
def test_who_only_reads_finds_no_way_to_change(
    signed_in: SignedIn, people: People, world: World
) -> None:
    lotus = signed_in(people.officer(world.lotus))
    offer_id, version_id = world.offer.offer_id, world.offer.id
    page = opened(lotus, offer_id)
    assert "Lập phiên bản mới" not in page.text
    token = page.form("dang-xuat")["csrf_token"]
    for act in ("phien-ban-moi", "ket-thuc", f"phien-ban/{version_id}/bo"):
        answer = lotus.post(f"{OFFERS}{offer_id}/{act}", data={"csrf_token": token})
        assert answer.status_code == 404


def test_the_page_needs_no_more_statements_when_it_is_longer(
    officer: Visitor, world: World, statements: list[str]
) -> None:
    path = f"{OFFERS}{world.offer.offer_id}"
    officer.get(path)
    statements.clear()
    officer.get(path)
    few = len(statements)
    for number in range(2, 62):
        version = OfferVersion(
            offer_id=world.offer.offer_id,
            number=number,
            partner_id=world.pharmacy.id,
            partner_kind=world.pharmacy.kind,
            title=f"Giảm {number}%",
            category=world.offer.category,
            discount=world.offer.discount,
            value=number * 100,
            valid_from=date(2030 + number, 1, 1),
            known_at=world.offer.known_at,
        )
        world.session.add(version)
    world.session.flush()
    statements.clear()
    page = Page(officer.get(path))
    assert len(statements) == few <= 40
    assert len(page.soup.select("article")) == 61
