"""A group that an agreement of the province covers: those below ask, the province answers."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.agreements import TagCoverage
from benefits.organization import Tag, TagKind
from benefits.organization.tag_proposals import TagProposal
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

HOME, TODAY = "/cong-doan/", date(2026, 5, 1)


@pytest.fixture
def tag(world: World, people: People, session: Session) -> Tag:
    made = organization.make_tag(session, "KCN", TagKind.KCN, world.province.id, now=people.now)
    session.add(TagCoverage(agreement_id=world.agreement.id, tag_id=made.id))
    session.flush()
    return made


@pytest.fixture
def below(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.north, "Lê Thị Bắc"))


@pytest.fixture
def above(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def page_of(client: Visitor, tag: Tag) -> Page:
    return Page(client.get(f"/cong-doan/nhom/{tag.id}"))


def ask(client: Visitor, tag: Tag, **typed: str) -> Page:
    told = {"codes": "SEN", "day": "2026-05-01", "way": "vao", **typed}
    page = page_of(client, tag)
    return Page(page.send(client, told, action="/de-nghi", follow_redirects=True))


def test_what_is_asked_below_waits_above_and_is_done_when_it_is_accepted(
    below: Visitor, above: Visitor, tag: Tag, world: World, session: Session
) -> None:
    assert "Hãy chọn ít nhất một đơn vị." in ask(below, tag, codes="").mistakes
    assert "KHONG-CO" in ask(below, tag, codes="KHONG-CO").text
    assert "Đề nghị đưa 1 đơn vị vào nhóm" in ask(below, tag).text
    asked = ask(below, tag)  # twice is once
    assert asked.text.count("Chờ trả lời") == 1
    assert "Chấp nhận và đổi nhóm" not in asked.text
    assert "Đề nghị đổi nhóm đơn vị" not in Page(below.get(HOME)).text
    home = Page(above.get(HOME))
    assert "Đề nghị đổi nhóm đơn vị" in home.text
    assert organization.tagged_on(session, tag.id, TODAY) == set()
    seen = page_of(above, tag)
    assert "Công đoàn phường Bắc" in seen.text
    done = Page(seen.send(above, action="/dong-y", follow_redirects=True))
    assert "Đã chấp nhận" in done.text
    assert organization.tagged_on(session, tag.id, TODAY) == {world.lotus.id}
    late = Page(seen.send(above, action="/dong-y", follow_redirects=True))
    assert "đã có người trả lời" in late.text
    assert "Đề nghị đổi nhóm đơn vị" not in Page(above.get(HOME)).text
    ask(below, tag, way="ra", day="2026-05-10")
    page_of(above, tag).send(above, action="/dong-y")
    assert organization.tagged_on(session, tag.id, date(2026, 5, 10)) == set()


def test_a_proposal_is_declined_with_a_reason_that_those_below_read(
    below: Visitor, above: Visitor, tag: Tag, session: Session
) -> None:
    ask(below, tag)
    seen = page_of(above, tag)
    assert "Hãy ghi lý do" in Page(seen.send(above, action="/tu-choi", follow_redirects=True)).text
    seen.send(above, {"answer": "Đơn vị không ở trong KCN"}, action="/tu-choi")
    told = page_of(below, tag).text
    assert "Đơn vị không ở trong KCN" in told
    assert "Đã từ chối" in told
    assert organization.tagged_on(session, tag.id, TODAY) == set()


def test_nobody_asks_for_units_of_others_nor_answers_what_was_not_asked_of_them(
    below: Visitor, above: Visitor, tag: Tag, session: Session
) -> None:
    assert "Không có đơn vị mang mã: BM." in ask(below, tag, codes="BM").mistakes
    ask(below, tag)
    [proposal] = session.scalars(select(TagProposal))
    sent = {"csrf_token": page_of(below, tag).form("/de-nghi")["csrf_token"]}
    for answer in ("dong-y", "tu-choi"):
        address = f"/cong-doan/nhom/de-nghi/{proposal.id}/{answer}"
        assert below.post(address, data=sent).status_code == 404
    assert "Đề nghị cấp trên đổi nhóm" not in page_of(above, tag).text


def test_who_asked_takes_it_back_until_it_is_answered(
    below: Visitor, above: Visitor, tag: Tag, session: Session
) -> None:
    ask(below, tag)
    seen = page_of(above, tag)
    back = page_of(below, tag).send(below, action="/rut", follow_redirects=True)
    assert "Đã rút lại" in Page(back).text
    assert "Rút lại đề nghị về nhóm" in page_of(below, tag).text
    assert "Đề nghị đổi nhóm đơn vị" not in Page(above.get(HOME)).text
    late = Page(seen.send(above, action="/dong-y", follow_redirects=True))
    assert "Đề nghị này đã được đơn vị đề nghị rút lại." in late.text
    assert organization.tagged_on(session, tag.id, TODAY) == set()
    assert ask(below, tag).text.count("Chờ trả lời") == 1, "it may be asked again"
    waiting = page_of(below, tag)
    page_of(above, tag).send(above, action="/dong-y")
    answered = Page(waiting.send(below, action="/rut", follow_redirects=True))
    assert "đã có người trả lời" in answered.text


def test_whoever_is_asked_answers_and_takes_nothing_back(
    below: Visitor, above: Visitor, tag: Tag, session: Session
) -> None:
    ask(below, tag)
    [proposal] = session.scalars(select(TagProposal))
    sent = {"csrf_token": Page(above.get(HOME)).form("dang-xuat")["csrf_token"]}
    address = f"/cong-doan/nhom/de-nghi/{proposal.id}/rut"
    assert above.post(address, data=sent).status_code == 404, "it is theirs to answer"
    assert proposal.state == "open"
