"""Whose photo it is decides: taken away it stays away, and goes with the consent."""

import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import ConsentDecision, ConsentMedium, consents
from benefits.audit import Entry
from benefits.members import Member, merging, twins
from benefits.members.photo_record import MemberPhoto
from benefits.settings import Settings
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_printing import a_photo
from tests.faces.test_photo_zips import files_of, sent, zipped
from tests.page import Page
from tests.world import World

MINE = "/the/anh-the"


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def put(officer: Visitor, member: Member, **said: str) -> Page:
    page = Page(officer.get(f"/cong-doan/doan-vien/{member.id}/anh/sua"))
    photo = {"photo": (io.BytesIO(a_photo()), "x.jpg"), **said}
    return Page(page.send(officer, photo, action="/anh/sua", follow_redirects=True))


def has_photo(session: Session, member: Member) -> bool:
    session.refresh(member)
    return member.photo_hash is not None


def shows_photo(cashier: Visitor, token: str) -> bool:
    return bool(Page(cashier.get(f"/doi-tac/q/{token}")).soup.select("img[src^='data:']"))


@pytest.mark.either_database
def test_what_its_owner_took_away_comes_back_only_at_their_word(
    *,
    lotus: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    work: Work,
    session: Session,
) -> None:
    put(lotus, world.hanh)
    hanh = signed_in(people.member(world.hanh))
    Page(Page(hanh.get(MINE)).send(hanh, action="/bo", follow_redirects=True))
    at = sent(lotus, zipped(DV001=a_photo()).getvalue())
    work()
    [row] = Page(lotus.get(at)).rows()
    assert "Chủ thẻ đã bỏ ảnh" in row[3]
    refused = put(lotus, world.hanh)
    assert (refused.status, len(refused.mistakes)) == (422, 1)
    assert not has_photo(session, world.hanh)
    assert "Đã nhận ảnh" in put(lotus, world.hanh, allowed="y").text
    page = Page(Page(hanh.get(MINE)).send(hanh, action="/bo", follow_redirects=True))
    assert "Bạn đã xóa ảnh lúc 01/05/2026" in page.text
    page.send(hanh, action="/cho-phep")
    sent(lotus, zipped(DV001=a_photo()).getvalue())
    work()
    assert has_photo(session, world.hanh)
    acts = session.scalars(select(Entry.act).where(Entry.act == "photo_allowed")).all()
    assert len(acts) == 2


@pytest.mark.either_database
def test_withdrawing_consent_takes_the_photo_from_counters_until_it_is_given_again(
    *,
    lotus: Visitor,
    cashier: Visitor,
    token: str,
    signed_in: SignedIn,
    people: People,
    world: World,
    work: Work,
    session: Session,
    settings: Settings,
) -> None:
    put(lotus, world.hanh)
    assert shows_photo(cashier, token)
    hanh = signed_in(people.member(world.hanh))
    page = Page(hanh.get("/the/quyen-rieng-tu"))
    page = Page(page.send(hanh, action="dong-y", follow_redirects=True))
    page.send(hanh, action="/rut")
    assert not has_photo(session, world.hanh)
    assert not shows_photo(cashier, token)
    assert files_of(settings) == []
    at = sent(lotus, zipped(DV001=a_photo(), DV002=a_photo()).getvalue())
    work()
    page = Page(lotus.get(at))
    assert "Đã nhận 1 ảnh mới" in page.text
    assert "rút lại đồng ý" in page.rows()[0][3]
    page = Page(lotus.get(f"/cong-doan/doan-vien/{world.hanh.id}/anh/sua"))
    assert "rút lại đồng ý" in page.text
    assert not page.soup.select("input[type=file]")
    given, paper = ConsentDecision.GIVEN, ConsentMedium.PAPER
    consents.decide(session, world.hanh.id, given, paper, by=None, now=people.now)
    session.flush()
    assert "Đã nhận ảnh" in put(lotus, world.hanh).text


def test_a_photo_by_a_merged_records_number_is_the_persons(
    *,
    lotus: Visitor,
    cashier: Visitor,
    token: str,
    world: World,
    work: Work,
    people: People,
    session: Session,
) -> None:
    merged = world.member("DV099", "Nguyễn Thị Hạnh", world.lotus)
    put(lotus, world.hanh)
    merging.merge(session, merged, world.hanh, now=people.now)
    session.flush()
    at = sent(lotus, zipped(DV099=a_photo((700, 900)), DV001=a_photo()).getvalue())
    work()
    page = Page(lotus.get(at))
    assert "Đã thay ảnh của 1 người" in page.text
    assert "DV099.jpg của cùng người này" in page.rows()[0][3]
    assert has_photo(session, world.hanh)
    assert not has_photo(session, merged)
    assert shows_photo(cashier, token)
    assert session.scalars(select(MemberPhoto.member_id)).all() == [world.hanh.id]


@pytest.mark.either_database
@pytest.mark.parametrize("says_no", ["photo", "consent"])
def test_a_no_said_by_one_record_holds_for_the_person_it_turns_out_to_be(
    *,
    lotus: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
    settings: Settings,
    says_no: str,
) -> None:
    other = world.member("DV099", "Nguyễn Thị Hạnh", world.lotus)
    for each in (world.hanh, other):
        put(lotus, each)
    theirs = signed_in(people.member(other))
    if says_no == "photo":
        Page(theirs.get(MINE)).send(theirs, action="/bo")
    else:
        no, portal = ConsentDecision.WITHDRAWN, ConsentMedium.PORTAL
        consents.decide(session, other.id, no, portal, by=None, now=people.now)
    assert has_photo(session, world.hanh)
    pair = twins.pair(session, world.hanh.id, other.id, people.now)
    session.flush()
    page = Page(lotus.get(f"/cong-doan/trung/{pair.id}"))
    page.send(lotus, {"keep": str(world.hanh.id)}, action="mot-nguoi")
    assert not has_photo(session, world.hanh)
    assert files_of(settings) == []
