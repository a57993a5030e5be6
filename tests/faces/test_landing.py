"""What a card's address shows: to a counter, to a stranger, inside a chat application."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import cards
from benefits.cards import KeyRing, Medium, phone_token
from benefits.cards.tokens import slot_at
from benefits.purchases import Verification
from tests.faces.conftest import SignedIn
from tests.faces.counter import FACE, FRAGMENT, code_of, shows
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.world import World

NOT_RECORDED = "CHƯA GHI NHẬN – đây chỉ là kiểm tra thẻ"
ANDROID_ZALO = "Mozilla/5.0 (Linux; Android 12; SM-A057F) Chrome/120 Mobile Zalo android/240"
IPHONE_ZALO = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605 Zalo iOS"


@pytest.mark.either_database
def test_a_stranger_first_reads_that_nothing_was_recorded(
    visitor: Visitor, world: World, token: str
) -> None:
    page = shows(visitor, token)
    assert page.heading == NOT_RECORDED
    assert "Thẻ hợp lệ" in page.text
    assert "CĐCS Công ty Hoa Sen" in page.text
    assert code_of(world, world.hanh_card) in page.text
    assert "Hạnh" not in page.text
    assert page.response.headers["Cache-Control"] == "no-store"


def test_an_old_picture_of_a_phone_does_not_tell_its_typed_code(
    visitor: Visitor, world: World, people: People, ring: KeyRing
) -> None:
    card, slot = world.card(world.hanh, medium=Medium.PHONE), slot_at(people.now)
    for shown_in, is_told in ((slot, True), (slot - 5, False)):
        page = shows(visitor, phone_token(ring, card.index, shown_in))
        assert page.heading == NOT_RECORDED
        assert (code_of(world, card) in page.text) is is_told


@pytest.mark.either_database
def test_the_address_on_the_card_leads_there(visitor: Visitor, token: str) -> None:
    answer = visitor.get(f"/Q/{token}")
    assert answer.status_code == 303
    assert answer.location == f"{FACE}/q/{token}"


def test_a_stranger_learns_that_a_card_is_lost_but_not_whose(
    visitor: Visitor, people: People, world: World, token: str, session: Session
) -> None:
    cards.lose(session, world.hanh_card.index, reason="mất ví", by=None, now=people.now)
    session.flush()
    page = shows(visitor, token)
    assert page.heading == NOT_RECORDED
    assert "Thẻ đã báo mất" in page.text
    assert "Hạnh" not in page.text


@pytest.mark.either_database
@pytest.mark.parametrize("made_up", ["A" * 116, "AAAA", "BCDF-GHJK-MNP"])
def test_a_made_up_card_is_not_there(visitor: Visitor, made_up: str) -> None:
    page = shows(visitor, made_up)
    assert page.status == 404
    assert page.heading == NOT_RECORDED


def test_a_stranger_cannot_try_codes_out(visitor: Visitor, world: World) -> None:
    page = shows(visitor, code_of(world, world.hanh_card))
    assert page.status == 404
    assert "Hoa Sen" not in page.text


@pytest.mark.either_database
def test_the_button_leads_staff_to_their_way_in_and_back(
    visitor: Visitor, site: Site, people: People, world: World, token: str
) -> None:
    staff = shows(visitor, token).links()["Tôi là nhân viên cửa hàng"]
    assert Page(visitor.get(staff)).heading == "Điện thoại này chưa ghép với điểm ưu đãi"

    people.cashier(world.outlet)
    paired = site.visitor()
    paired.set_cookie("partner_phone", people.phone(world.outlet).token, path=f"{FACE}/")
    pin = Page(paired.get(staff))
    answer = pin.send(paired, {"account": pin.form("")["account"], "pin": "260418"})
    assert answer.status_code == 303
    assert answer.location == f"{FACE}/q/{token}"
    assert "Được hưởng ưu đãi" in Page(paired.get(answer.location)).heading


@pytest.mark.either_database
def test_zalo_on_android_opens_chrome(visitor: Visitor, token: str) -> None:
    page = Page(visitor.get(f"{FACE}/q/{token}", headers={"User-Agent": ANDROID_ZALO}))
    link = page.links()["Mở bằng Chrome"]
    assert link.startswith("intent://localhost/doi-tac/q/")
    assert link.endswith("#Intent;scheme=http;package=com.android.chrome;end")


@pytest.mark.either_database
def test_zalo_on_an_iphone_copies_the_address(visitor: Visitor, token: str) -> None:
    page = Page(visitor.get(f"{FACE}/q/{token}", headers={"User-Agent": IPHONE_ZALO}))
    assert page.soup.select_one(f"input[readonly][value$='{token}']")
    assert "Mở bằng Chrome" not in page.text


def test_a_cashier_gets_the_sale_of_that_card(
    signed_in: SignedIn, people: People, world: World, token: str
) -> None:
    page = shows(signed_in(people.cashier(world.outlet)), token)
    assert page.heading.endswith("Được hưởng ưu đãi")
    assert "Nguyễn T** H**" in page.text
    assert "Giảm 15% thuốc không kê đơn" in page.text


@pytest.mark.either_database
def test_a_scanner_asks_for_the_answer_alone(
    signed_in: SignedIn, people: People, world: World, token: str
) -> None:
    cashier = signed_in(people.cashier(world.outlet))
    answer = cashier.get(f"{FACE}/q/{token}", headers=FRAGMENT)
    page = Page(answer, is_part=True)
    assert page.soup.html is None
    assert page.soup.select_one("[data-outcome=good]")


def test_a_scanner_whose_shift_ended_is_sent_to_the_pin(visitor: Visitor, token: str) -> None:
    assert visitor.get(f"{FACE}/q/{token}", headers=FRAGMENT).status_code == 401


def test_every_look_is_written_down(
    visitor: Visitor, cashier: Visitor, world: World, token: str, session: Session
) -> None:
    shows(visitor, token)
    shows(cashier, token)
    shows(visitor, "AAAA")
    looks = session.scalars(select(Verification).order_by(Verification.id)).all()
    assert [look.outlet_id for look in looks] == [None, world.outlet.id]
    assert {look.member_id for look in looks} == {world.hanh.id}
    assert looks[1].device_id is not None
    assert looks[1].account_id is not None
    assert looks[1].verified_at == visitor.now


@pytest.mark.either_database
def test_a_typed_code_is_taken_however_it_is_typed(
    signed_in: SignedIn, people: People, world: World, token: str
) -> None:
    cashier = signed_in(people.cashier(world.outlet))
    code = code_of(world, world.hanh_card)
    for typed in (code, code.lower().replace("-", " "), f"HTTPS://THE.VN/Q/{token}", token):
        form = Page(cashier.get(f"{FACE}/ma"))
        answer = form.send(cashier, {"code": typed}, action="/ma")
        page = Page(cashier.get(answer.location))
        assert page.heading.endswith("Được hưởng ưu đãi"), typed


@pytest.mark.either_database
def test_a_mistyped_code_says_so(signed_in: SignedIn, people: People, world: World) -> None:
    cashier = signed_in(people.cashier(world.outlet))
    form = Page(cashier.get(f"{FACE}/ma"))
    page = Page(form.send(cashier, {"code": "BCDF-GHJK-MNP"}, action="/ma"))
    assert page.status == 422
    assert page.mistakes


@pytest.mark.either_database
def test_a_stopped_card_is_told_in_three_sentences(
    signed_in: SignedIn, people: People, world: World, token: str, session: Session
) -> None:
    cards.revoke(session, world.hanh_card.index, reason="cấp nhầm", by=None, now=people.now)
    session.flush()
    cashier = signed_in(people.cashier(world.outlet))
    page = shows(cashier, token)
    assert page.heading.endswith("Thẻ đã bị thu hồi")
    assert "Nói với khách" in page.text
    assert "Việc cần làm" in page.text
    assert not page.soup.select("form[data-sale]")


@pytest.mark.either_database
def test_an_offer_that_does_not_apply_says_why(
    signed_in: SignedIn, people: People, world: World, token: str
) -> None:
    south = world.signed("02/TT-LĐLĐ", world.pharmacy, world.province, covers=(world.south,))
    world.offered("AK-NAM", south, "Giảm 20% cho phường Nam")
    page = shows(signed_in(people.cashier(world.outlet)), token)
    skipped = page.soup.select_one(".skipped")
    assert skipped
    assert "Giảm 20% cho phường Nam" in skipped.text
    assert "không áp dụng vì: Đơn vị của khách không thuộc thỏa thuận này" in skipped.text


def test_a_phone_that_was_revoked_is_out(site: Site, people: People, world: World) -> None:
    visitor = site.visitor()
    paired = people.phone(world.outlet)
    paired.device.revoked_at = site.now - timedelta(minutes=1)
    site.session.flush()
    visitor.set_cookie("partner_phone", paired.token, path=f"{FACE}/")
    assert Page(visitor.get(f"{FACE}/ca")).heading == "Máy này đã bị gỡ khỏi điểm ưu đãi"
