"""A printed letter lets its member in, once; the desk prints it and never knows the PIN."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import (
    Account,
    ActivationLetter,
    Consent,
    activation,
)
from benefits.audit import Entry
from benefits.jobs import FileStore, Job, StoredFile
from benefits.settings import Settings
from tests.faces.conftest import SignedIn, Work
from tests.faces.letters import (
    CODE,
    DESK,
    OPEN,
    PIN,
    PRINTED,
    give_letter,
    letters_at,
    prove,
    start,
)
from tests.faces.members import code_of
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def held(session: Session, member_id: int) -> ActivationLetter | None:
    session.expire_all()
    return activation.open_letter(session, member_id)


class TestPrinting:
    def test_a_unit_gets_a_page_each_with_the_codes_inside_the_fold(
        self, officer: Visitor, visitor: Visitor, world: World, work: Work, session: Session
    ) -> None:
        page = Page(officer.get(DESK))
        assert [row[3] for row in page.rows()] == ["Chưa có thư còn hạn"] * 2
        told = page.send(officer, action="/in/")
        work()
        done = Page(officer.get(told.location))
        assert "Đã in 2 thư" in done.text
        hanh, son = letters_at(officer, told.location)
        assert "Nguyễn Thị Hạnh" in hanh.outside
        assert "CĐCS Công ty Hoa Sen" in hanh.outside
        assert "Trần Văn Sơn" in son.outside
        assert not any(code in hanh.outside for code in hanh.codes)
        card, code = hanh.codes
        address, _, behind = hanh.qr.partition("#")
        assert address == "http://localhost/the/kich-hoat"
        assert behind == f"{card}.{code}".replace("-", "")
        assert code.replace("-", "") not in str(session.scalars(select(ActivationLetter)).all())
        assert start(visitor, prove(visitor, card, code)).heading == "Thẻ của tôi"
        states = {row[0]: row[3] for row in Page(officer.get(DESK)).rows()}
        assert states == {
            "Nguyễn Thị Hạnh": "Đã kích hoạt",
            "Trần Văn Sơn": "Có thư, chưa kích hoạt",
        }

    def test_who_has_a_letter_or_a_pin_or_no_card_is_left_out_and_said_so(
        self, officer: Visitor, world: World, people: People, work: Work, session: Session
    ) -> None:
        people.member(world.hanh)
        world.member("DV009", "Phạm Không Thẻ", world.lotus)
        give_letter(world, world.son)
        page = Page(officer.get(DESK))
        assert "Chưa có thẻ 1" in page.text
        nobody = Page(page.send(officer, action="/in/", follow_redirects=True))
        assert "Không có ai" in nobody.text
        told = page.send(officer, {"whom": "not_activated"}, action="/in/")
        work()
        [letter] = letters_at(officer, told.location)
        assert "Trần Văn Sơn" in letter.outside

    @pytest.mark.either_database
    def test_a_try_that_broke_off_prints_for_everybody_again(
        self, officer: Visitor, world: World, work: Work, session: Session
    ) -> None:
        told = Page(officer.get(DESK)).send(officer, action="/in/")
        job = session.scalars(select(Job)).one()
        drawn = activation.Drawn(world.hanh.id, "half-way")
        activation.send(session, [drawn], by=None, now=PRINTED, job_id=job.id)
        session.flush()
        work()
        assert "Đã in 2 thư" in Page(officer.get(told.location)).text

    def test_the_file_is_deleted_when_printed_and_its_letters_stay_good(
        self,
        officer: Visitor,
        world: World,
        work: Work,
        session: Session,
        settings: Settings,
    ) -> None:
        told = Page(officer.get(DESK)).send(officer, action="/in/")
        work()
        after = Page(officer.get(told.location)).send(officer, action="/xoa")
        assert after.status_code == 303
        assert officer.get(f"{told.location}/tep").status_code == 404
        kept = session.scalars(select(StoredFile)).one()
        assert not FileStore(settings.files_dir).path(kept.hash).exists()
        assert held(session, world.hanh.id) is not None
        assert "Tệp đã xóa" in Page(officer.get(told.location)).text

    def test_one_person_gets_a_new_letter_and_the_old_one_says_so(
        self, officer: Visitor, visitor: Visitor, world: World, work: Work
    ) -> None:
        give_letter(world, world.hanh)
        page = Page(officer.get(f"{DESK}nguoi/{world.hanh.id}"))
        told = page.send(officer, action="/in")
        work()
        [letter] = letters_at(officer, told.location)
        assert "thư mới hơn" in prove(visitor, code_of(world)).mistakes[0]
        assert start(visitor, prove(visitor, *letter.codes)).heading == "Thẻ của tôi"

    def test_somebody_without_a_card_gets_none(self, officer: Visitor, world: World) -> None:
        bare = world.member("DV009", "Phạm Không Thẻ", world.lotus)
        page = Page(officer.get(f"{DESK}nguoi/{bare.id}"))
        assert "cấp thẻ trước" in page.text
        assert not page.soup.select("form[action$='/in']")


class TestActivating:
    def test_the_codes_then_a_pin_and_consent_lead_in_and_are_kept_as_evidence(
        self, visitor: Visitor, world: World, session: Session
    ) -> None:
        give_letter(world, world.hanh)
        page = prove(visitor, code_of(world).lower(), CODE.lower())
        assert page.heading == "Chọn mã PIN"
        assert not page.soup.select_one("[name=agrees]").has_attr("checked")  # type: ignore[union-attr]
        assert "giữ 24 tháng" in page.text
        assert start(visitor, page).heading == "Thẻ của tôi"
        [consent] = session.scalars(select(Consent)).all()
        assert (consent.version, consent.medium, consent.language) == ("2026-2", "portal", "vi")
        assert consent.known_at == visitor.now
        acts = set(session.scalars(select(Entry.act)))
        assert {"activated", "consent_given"} <= acts
        assert held(session, world.hanh.id) is None

    def test_looking_uses_nothing_up(
        self, visitor: Visitor, world: World, session: Session
    ) -> None:
        give_letter(world, world.hanh)
        for _ in range(3):
            visitor.get(OPEN)
        prove(visitor, code_of(world))
        visitor.get(f"{OPEN}/ma-pin")
        assert held(session, world.hanh.id) is not None
        assert session.scalars(select(Account)).all() == []

    def test_opening_the_letter_again_once_in_leads_to_the_card(
        self, visitor: Visitor, world: World
    ) -> None:
        give_letter(world, world.hanh)
        start(visitor, prove(visitor, code_of(world)))
        card = Page(visitor.get(f"{OPEN}/ma-pin", follow_redirects=True))
        assert card.heading == "Thẻ của tôi"
        again = Page(visitor.get(OPEN))
        assert "Nguyễn Thị Hạnh" in again.text
        assert again.soup.select_one(f"a[href='{card.response.request.path}']")

    @pytest.mark.either_database
    def test_in_another_browser_a_used_letter_says_so(
        self, visitor: Visitor, world: World, site: Site
    ) -> None:
        give_letter(world, world.hanh)
        another = site.visitor()
        first, second = prove(visitor, code_of(world)), prove(another, code_of(world))
        start(visitor, first)
        assert "đã dùng" in start(another, second).mistakes[0]
        assert "đã dùng" in prove(another, code_of(world)).mistakes[0]

    @pytest.mark.either_database
    def test_a_weak_pin_is_refused_with_its_reason_and_uses_nothing_up(
        self, visitor: Visitor, world: World, session: Session
    ) -> None:
        world.hanh.birth, world.hanh.phone = "1990-02-14", "+84912345679"
        session.flush()
        give_letter(world, world.hanh)
        page = prove(visitor, code_of(world))
        for pin, again, said in (
            ("123456", None, "dễ đoán"),
            ("12345", None, "đúng 6 chữ số"),
            ("583920", "583921", "không giống nhau"),
            ("140290", None, "ngày sinh"),
            ("021990", None, "ngày sinh"),
            ("345679", None, "số cuối điện thoại"),
        ):
            page = start(visitor, page, pin, again)
            assert said in page.mistakes[0], pin
        assert held(session, world.hanh.id) is not None
        assert start(visitor, page).heading == "Thẻ của tôi"

    def test_without_consent_nothing_opens_and_the_letter_stays_good(
        self, visitor: Visitor, world: World, session: Session
    ) -> None:
        give_letter(world, world.hanh)
        page = prove(visitor, code_of(world))
        refused = Page(page.send(visitor, {"chosen": PIN, "again": PIN}))
        assert refused.status == 422
        assert "Thẻ in vẫn dùng được" in refused.mistakes[0]
        assert session.scalars(select(Consent)).all() == []
        assert held(session, world.hanh.id) is not None

    def test_five_wrong_codes_make_even_the_right_one_wait(
        self, visitor: Visitor, world: World, people: People
    ) -> None:
        give_letter(world, world.hanh)
        for _ in range(5):
            assert "không đúng" in prove(visitor, code_of(world), "2222-2222-2222").mistakes[0]
        assert "thử lại sau" in prove(visitor, code_of(world)).mistakes[0]
        visitor.now = people.now + timedelta(minutes=2)
        assert prove(visitor, code_of(world)).heading == "Chọn mã PIN"

    def test_an_unknown_card_another_ones_letter_and_a_wrong_code_are_answered_alike(
        self, visitor: Visitor, world: World
    ) -> None:
        give_letter(world, world.son)
        tries = [("KHÔNG CÓ THẺ", CODE), (code_of(world), CODE), (code_of(world), "X" * 12)]
        answers = [prove(visitor, *each) for each in tries]
        assert {page.status for page in answers} == {422}
        assert len({tuple(page.mistakes) for page in answers}) == 1

    def test_an_expired_letter_says_so_to_its_holder(self, visitor: Visitor, world: World) -> None:
        give_letter(world, world.hanh)
        visitor.now = PRINTED + activation.LETTER_LASTS
        assert "hết hạn" in prove(visitor, code_of(world)).mistakes[0]

    def test_the_second_step_asks_for_the_letter_again_after_half_an_hour_or_without_the_first(
        self, visitor: Visitor, world: World, people: People, session: Session
    ) -> None:
        assert Page(visitor.get(f"{OPEN}/ma-pin", follow_redirects=True)).heading.startswith("Mở")
        give_letter(world, world.hanh)
        page = prove(visitor, code_of(world))
        visitor.now = people.now + timedelta(minutes=31)
        assert "30 phút" in start(visitor, page).text
        assert held(session, world.hanh.id) is not None
