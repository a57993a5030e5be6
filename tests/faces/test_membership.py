"""One person's belonging, by hand at the desk; and the quarterly look through a unit's list."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit, purchases
from benefits.cards import KeyRing
from benefits.exchange import KINDS, Circumstances
from benefits.exchange.outcome import Row
from benefits.members import (
    BeneficiaryKind,
    Member,
    Membership,
    enrolment,
)
from benefits.purchases import Attribution
from benefits.web import current
from tests.faces.buying import Buying
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.world import World

PEOPLE = "/cong-doan/doan-vien/"
CONFIRM = "/cong-doan/xac-nhan/"
SON = {"full_name": "Trần Văn Sơn", "since": "2026-04-01", "kind": "doan_vien"}


@pytest.fixture
def lotus_officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def one(session: Session, member_no: str) -> Member:
    return session.scalars(select(Member).where(Member.member_no == member_no)).one()


def spans(session: Session, member: Member) -> list[Membership]:
    session.expire_all()
    return enrolment.spans_of(session, [member.id])[member.id]


def acts(session: Session, member: Member) -> list[str]:
    return [each.entry.act for each in audit.about(session, "members", member.id)]


def test_a_person_is_added_once_and_asked_about_when_much_like_another(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    page = Page(lotus_officer.get(PEOPLE + "them"))
    wrong = {"full_name": "Sơn 2", "birth": "31/02/1990", "phone": "12", "since": ""}
    answer = Page(page.send(lotus_officer, wrong))
    assert len(answer.mistakes) == 4
    told = {
        **SON,
        "birth": "05/10/1991",
        "phone": "0912345678",
        "citizen_id": "001090012345",
        "member_no": "M-77",
        "union_card_no": "TD 12/3",
        "dues": "co",
    }
    answer = Page(page.send(lotus_officer, {**told, "member_no": "DV001"}))
    assert answer.mistakes == ["Mã này đã là của người khác."]
    done = page.send(lotus_officer, told)
    assert done.status_code == 303
    member = one(session, "M-77")
    [span] = spans(session, member)
    assert (member.phone, member.union_card_no, member.pays_dues) == (
        "+84912345678",
        "TD 12/3",
        True,
    )
    assert (span.organization_id, span.valid_from) == (world.lotus.id, date(2026, 4, 1))
    again = Page(page.send(lotus_officer, {**told, "member_no": "M-78", "citizen_id": ""}))
    assert any("M-77" in each for each in again.mistakes)
    anyway = {**told, "member_no": "M-78", "citizen_id": "", "anyway": "y"}
    assert page.send(lotus_officer, anyway).status_code == 303
    paper = Page(page.send(lotus_officer, {**told, "member_no": "M-79", "anyway": "y"}))
    assert any("M-77" in each for each in paper.mistakes)
    found = Page(lotus_officer.get(PEOPLE, query_string={"doan_phi": "co", "tham_gia": "co"}))
    assert len(found.rows()) == 2


def test_editing_keeps_what_was_and_empties_what_is_emptied(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    world.hanh.phone = "+84912345678"
    session.flush()
    page = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}/sua"))
    assert page.form()["phone"] == "0912345678"
    page.send(lotus_officer, {"full_name": "Nguyễn Thị Bích Hạnh", "phone": "", "dues": "khong"})
    session.expire_all()
    now_said = session.get_one(Member, world.hanh.id)
    assert (now_said.full_name, now_said.phone) == ("Nguyễn Thị Bích Hạnh", None)
    assert now_said.pays_dues is False
    assert acts(session, world.hanh)[0] == "member_changed"
    told = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}"))
    assert "điện thoại" in told.text.lower()
    assert "Không đóng" in told.text


def test_a_late_transfer_takes_the_uses_since_then_along_and_the_receiver_sees_it(
    lotus_officer: Visitor,
    signed_in: SignedIn,
    people: People,
    session: Session,
    world: World,
) -> None:
    Buying(session, world).buys(world.hanh_card, world.lotus, date(2026, 4, 15))
    page = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}/chuyen?tim=Bình"))
    ahead = Page(page.send(lotus_officer, {"unit": "BM", "day": "2026-05-02"}, action=""))
    assert ahead.mistakes == ["Hãy chọn hôm nay hoặc một ngày đã qua."]
    same = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}/chuyen?tim=SEN"))
    assert Page(same.send(lotus_officer, {"unit": "SEN", "day": "2026-04-01"}, action="")).mistakes
    done = page.send(lotus_officer, {"unit": "BM", "day": "2026-04-10"}, action="")
    assert done.headers["Location"] == PEOPLE
    [said] = session.scalars(select(Attribution)).all()
    assert said.organization_id == world.dawn.id
    assert lotus_officer.get(f"{PEOPLE}{world.hanh.id}").status_code == 404
    receiver = signed_in(people.officer(world.dawn))
    assert "Người vừa chuyển đến" in Page(receiver.get("/cong-doan/")).text
    came = Page(receiver.get(PEOPLE, query_string={"chuyen": "den"}))
    assert [row[0] for row in came.rows()] == ["Nguyễn Thị Hạnh"]
    told = Page(receiver.get(f"{PEOPLE}{world.hanh.id}"))
    assert "Chuyển từ đơn vị SEN sang đơn vị BM từ ngày 10/04/2026" in told.text


def test_days_spent_in_a_unit_out_of_reach_are_changed_by_nobody_but_a_common_superior(
    lotus_officer: Visitor, signed_in: SignedIn, people: People, session: Session, world: World
) -> None:
    came = date(2026, 3, 1)
    purchases.transfer(session, world.lan.id, world.lotus.id, came, now=people.now)
    page = f"{PEOPLE}{world.lan.id}"
    ways = {
        "chuyen?tim=BAC": {"unit": "BAC"},
        "doi-tuong": {"kind": "nguoi_lao_dong"},
        "thoi": {"reason": "nghi_huu"},
    }
    for way, typed in ways.items():
        for day in ("2020-01-01", "2026-02-10"):
            form = Page(lotus_officer.get(f"{page}/{way}"))
            told = Page(form.send(lotus_officer, typed | {"day": day}, action="")).mistakes
            assert any("ngoài phạm vi" in each for each in told)
    before, after = spans(session, world.lan)
    assert (before.organization_id, before.valid_until) == (world.dawn.id, came)
    form = Page(lotus_officer.get(f"{page}/doi-tuong"))
    form.send(lotus_officer, ways["doi-tuong"] | {"day": "2026-04-01"}, action="")
    top = signed_in(people.officer(world.province))
    form = Page(top.get(f"{page}/doi-tuong"))
    form.send(top, ways["doi-tuong"] | {"day": "2020-01-01"}, action="")
    found = spans(session, world.lan)
    assert [each.valid_from for each in found] == [
        before.valid_from,
        after.valid_from,
        date(2026, 4, 1),
    ]
    assert found[0].kind is BeneficiaryKind.NGUOI_LAO_DONG


def test_a_worker_joins_the_union_on_a_day(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    worker = world.member("NLD1", "Phan Thị Ổi", world.lotus, kind=BeneficiaryKind.NGUOI_LAO_DONG)
    page = Page(lotus_officer.get(f"{PEOPLE}{worker.id}/doi-tuong"))
    assert Page(page.send(lotus_officer, {"kind": "nguoi_lao_dong", "day": "2026-04-10"})).mistakes
    page.send(lotus_officer, {"kind": "doan_vien", "day": "2026-04-10"})
    was, becomes = spans(session, worker)
    assert (was.valid_until, becomes.kind) == (date(2026, 4, 10), BeneficiaryKind.DOAN_VIEN)
    assert "Đổi đối tượng thành đoàn viên" in Page(lotus_officer.get(f"{PEOPLE}{worker.id}")).text


def test_a_household_is_shared_and_left(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    page = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}"))
    page.send(lotus_officer, {"other": "DV003"}, action="gia-dinh")
    session.expire_all()
    assert (
        session.get_one(Member, world.hanh.id).household_id is None
    )  # Lan belongs to another unit
    page.send(lotus_officer, {"other": "DV002"}, action="gia-dinh")
    session.expire_all()
    shares = session.get_one(Member, world.hanh.id).household_id
    assert shares == session.get_one(Member, world.son.id).household_id is not None
    shared = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}"))
    shared.send(lotus_officer, action="gia-dinh/tach")
    session.expire_all()
    assert session.get_one(Member, world.hanh.id).household_id is None


def test_a_file_that_ends_a_member_ends_the_relatives_too(session: Session, world: World) -> None:
    relative = world.member("TN9", "Lê Thị Út", world.lotus, kind=BeneficiaryKind.THAN_NHAN)
    spans(session, relative)[0].relative_of_id = world.hanh.id
    circumstances = Circumstances(now=datetime(2026, 5, 1, 5, tzinfo=UTC), secret=b"key")
    told = {"member_no": "DV001", "organization_code": "SEN", "until": "2026-04-01"}
    KINDS["members"].apply(session, [Row(2, told)], circumstances)
    session.flush()
    assert spans(session, relative)[0].valid_until == date(2026, 4, 1)


def test_a_household_is_found_by_a_phone_that_nobody_shares(
    lotus_officer: Visitor, session: Session, world: World
) -> None:
    world.son.phone = "+84912345678"
    session.flush()
    page = Page(lotus_officer.get(f"{PEOPLE}{world.hanh.id}"))
    page.send(lotus_officer, {"other": "0912 345 678"}, action="gia-dinh")
    session.expire_all()
    shares = session.get_one(Member, world.hanh.id).household_id
    assert shares == session.get_one(Member, world.son.id).household_id is not None


def test_without_its_key_a_paper_alone_cannot_be_saved(
    site: Site, lotus_officer: Visitor, session: Session, world: World, tmp_path: Path
) -> None:
    """No other key is made in its place: under it nobody would be known by a paper again."""
    desk, folder = site.apps["/cong-doan"].extensions, tmp_path / "half"
    desk.pop(current.KEYS, None)
    desk[current.SETTINGS] = replace(desk[current.SETTINGS], keys_dir=folder)
    KeyRing.open(folder, create=True)
    world.hanh.citizen_id_hash, world.hanh.citizen_id_last4 = "ab12", "0123"
    session.flush()
    page = Page(lotus_officer.get(PEOPLE + "them"))
    told = {**SON, "member_no": "M-90", "anyway": "y"}
    answer = page.send(lotus_officer, {**told, "citizen_id": "001090012345"})
    assert answer.status_code == 422
    [why] = Page(answer).mistakes
    assert "đang thiếu khóa của số giấy tờ" in why
    assert not (folder / "citizen-ids.key").exists()
    assert page.send(lotus_officer, {**told, "citizen_id": ""}).status_code == 303
