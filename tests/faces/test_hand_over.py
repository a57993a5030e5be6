"""After a congress: one officer's role ends the day another's begins."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Account, AccountRole
from benefits.audit import Entry
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.faces.test_accounts import secret_on, sign_in
from tests.page import Page
from tests.world import World

OVER = "/cong-doan/ban-giao"
NEW = {"login": "moi@hoasen.example", "name": "Vũ Thị Mới", "day": "2026-05-10", "is_sure": "y"}


def test_the_leaver_works_to_the_last_day_and_the_successor_from_the_next(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People, session: Session
) -> None:
    leaver = people.officer(world.lotus)
    theirs = signed_in(leaver)
    page = Page(theirs.get(f"{OVER}/{leaver.role.id}"))
    letter = Page(page.send(theirs, NEW))
    assert "10/05/2026" in letter.text
    assert sign_in(visitor, NEW["login"], secret_on(letter)).status == 422
    session.refresh(leaver.role)
    assert leaver.role.valid_until == date(2026, 5, 10)
    [begun] = session.scalars(select(AccountRole).where(AccountRole.valid_from > date(2026, 5, 1)))
    assert (begun.organization_id, begun.valid_from) == (world.lotus.id, date(2026, 5, 10))
    visitor.now = people.now + timedelta(days=8, hours=14)  # midnight in Việt Nam
    assert sign_in(visitor, NEW["login"], secret_on(letter)).heading == "Đổi mật khẩu"
    acts = session.scalars(select(Entry.act)).all()
    assert {"role_handed_over", "role_given"} <= set(acts)


def test_somebody_who_has_an_account_takes_over_with_it(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    leaver, successor = people.officer(world.lotus), people.officer(world.dawn, "Lê Kế")
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{OVER}/{leaver.role.id}"))
    fields = NEW | {"login": successor.account.login, "name": "lê kế", "day": "2026-05-01"}
    answer = Page(page.send(client, fields, follow_redirects=True))
    assert "Lê Kế" in answer.text
    assert Page(client.get(f"{OVER}/?donvi=SEN")).text.count("từ 01/05/2026") == 1
    held = session.scalars(
        select(AccountRole.organization_id).where(AccountRole.account_id == successor.account.id)
    )
    assert set(held) == {world.dawn.id, world.lotus.id}


@pytest.mark.either_database
def test_what_cannot_be_handed_over_leaves_everything_as_it_was(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    leaver = people.officer(world.lotus)
    theirs = signed_in(leaver)
    page = Page(theirs.get(f"{OVER}/{leaver.role.id}"))
    for fields, said in (
        ({"day": "2026-04-30"}, "quá khứ"),
        ({"login": leaver.account.login, "name": ""}, "người khác"),
        ({"login": people.officer(world.dawn, "Lê Kế").account.login}, "khác tên"),
        ({"name": ""}, "họ tên"),
        ({"is_sure": None}, "Cần điền"),
        ({"login": "member:1"}, "tên đăng nhập"),
    ):
        sent = {name: value for name, value in (NEW | fields).items() if value is not None}
        answer = Page(page.send(theirs, sent))
        assert answer.status == 422
        assert said in " ".join(answer.mistakes)
    session.refresh(leaver.role)
    assert leaver.role.valid_until is None
    assert session.scalar(select(Account).where(Account.login == NEW["login"])) is None


def test_who_is_to_begin_is_told_the_day_and_shown_with_the_unit(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People
) -> None:
    leaver, client = people.officer(world.lotus), signed_in(people.officer(world.north))
    page = Page(client.get(f"{OVER}/{leaver.role.id}"))
    letter = Page(page.send(client, NEW))
    early = sign_in(visitor, NEW["login"], secret_on(letter))
    assert "từ ngày 10/05/2026" in " ".join(early.mistakes)
    for asked in ("tim=moi@", "trang_thai=sap_bat_dau"):
        [row] = Page(client.get(f"/cong-doan/tai-khoan/?{asked}")).rows()
        assert row[2:4] == ["CĐCS Công ty Hoa Sen", "Từ ngày 10/05/2026"]
    for other in ("het_vai_tro", "chua_doi"):
        assert Page(client.get(f"/cong-doan/tai-khoan/?trang_thai={other}")).rows() == []


def test_a_second_tap_hands_over_once(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    leaver, client = people.officer(world.lotus), signed_in(people.officer(world.north))
    page = Page(client.get(f"{OVER}/{leaver.role.id}"))
    assert page.send(client, NEW).status_code == 200
    again = Page(page.send(client, NEW))
    assert again.status == 422
    assert "đã kết thúc" in " ".join(again.mistakes)
    at_lotus = select(AccountRole).where(AccountRole.organization_id == world.lotus.id)
    assert len(session.scalars(at_lotus).all()) == 2


def test_a_peer_does_not_hand_over_for_another(
    signed_in: SignedIn, world: World, people: People
) -> None:
    other, client = people.officer(world.lotus), signed_in(people.officer(world.lotus))
    assert client.get(f"{OVER}/{other.role.id}").status_code == 409
    page = Page(client.get(f"{OVER}/"))
    assert page.text.count("Do chính người này hoặc cấp trên bàn giao") == 1
    assert f"{OVER}/{other.role.id}" not in page.links().values()


def test_who_helped_before_takes_over_for_as_long_as_the_leaver_was_to_stay(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    term, help_ends = date(2031, 5, 1), date(2026, 6, 1)
    leaver, helper = people.officer(world.lotus), people.officer(world.lotus, "Lê Phó")
    leaver.role.valid_until, helper.role.valid_until = term, help_ends
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{OVER}/{leaver.role.id}"))
    page.send(client, NEW | {"login": helper.account.login, "name": ""})
    session.refresh(helper.role)
    assert helper.role.valid_until == term
