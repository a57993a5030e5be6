"""After a congress: people of one name, slips in numbers, terms that end, units that are gone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.access import Account, AccountRole, accounts
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.faces.test_accounts import secret_on
from tests.faces.test_hand_over import NEW, OVER
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/tai-khoan"


def test_two_officers_of_one_name_are_told_apart_before_a_unit_is_handed_over(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    one, other = (people.officer(world.lotus, "Lê Thị Cúc") for _each in range(2))
    accounts.account_of(session, one.account.login).login = "+84912345678"
    session.flush()
    client = signed_in(people.officer(world.north))
    shown = Page(client.get(f"{OVER}/?donvi=SEN")).text
    assert "0912345678" in shown
    assert other.account.login in shown
    assert "0912345678" in Page(client.get(f"{OVER}/{one.role.id}")).text


@pytest.mark.either_database
def test_a_slip_in_a_number_hands_no_unit_to_a_stranger(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    leaver, stranger = people.officer(world.lotus), people.officer(world.dawn, "Vũ Mai")
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{OVER}/{leaver.role.id}"))
    slip = NEW | {"login": stranger.account.login, "name": ""}
    answer = Page(page.send(client, slip))
    assert answer.status == 422
    assert "họ tên" in " ".join(answer.mistakes)
    assert "Vũ Mai" not in answer.text
    session.refresh(leaver.role)
    assert leaver.role.valid_until is None
    assert page.send(client, slip | {"name": "Vũ Mai"}).status_code == 303


@pytest.mark.either_database
def test_a_number_is_found_by_its_beginning_as_people_write_it(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    below = people.officer(world.lotus, "Lê Thị Cúc")
    below.account.login = "+84912345678"
    session.flush()
    client = signed_in(people.officer(world.north))
    for typed in ("0912", "0912 345", "345678", "0912345678"):
        [row] = Page(client.get(f"{HERE}/?tim={typed}")).rows()
        assert row[1] == "0912345678"


@pytest.mark.either_database
def test_a_manager_whose_role_is_to_begin_is_told_the_day(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People
) -> None:
    client = signed_in(people.officer(world.province))
    page = Page(client.get(f"{HERE}/quan-ly/them"))
    fields = {"name": "Phạm Quản", "login": "0909123456", "place": "AK", "since": "2026-05-10"}
    secret = secret_on(Page(page.send(client, fields)))
    door = Page(visitor.get("/doi-tac/dang-nhap/quan-ly"))
    told = Page(door.send(visitor, {"login": "0909123456", "secret": secret}))
    assert "từ ngày 10/05/2026" in " ".join(told.mistakes)


@pytest.mark.either_database
def test_nobody_is_given_a_unit_that_is_gone_by_then(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    below, client = people.officer(world.north, "Lê Phó"), signed_in(people.officer(world.province))
    organization.close(session, world.lotus, date(2026, 5, 20), people.now)
    session.flush()
    fields = {"name": "Vũ Mới", "login": "moi@x.example", "place": "SEN", "since": "2026-05-20"}
    for path in ("can-bo/them", f"{below.account.id}/giao/can-bo"):
        page = Page(client.get(f"{HERE}/{path}"))
        answer = Page(page.send(client, fields))
        assert answer.status == 422
        assert "không hoạt động vào ngày" in " ".join(answer.mistakes)
    at_lotus = select(func.count()).where(AccountRole.organization_id == world.lotus.id)
    assert session.scalar(at_lotus) == 0
    page = Page(client.get(f"{HERE}/{below.account.id}/giao/can-bo"))
    assert page.send(client, fields | {"since": "2026-05-19"}).status_code == 303


@pytest.mark.either_database
def test_terms_that_end_soon_with_nobody_after_them_are_listed(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    def ends(name: str, after: int, place: organization.Organization = world.lotus) -> AccountRole:
        role = people.officer(place, name).role
        role.valid_until = people.now.date() + timedelta(days=after)
        return role

    ends("Sắp Hết", 20)
    ends("Còn Lâu", 200)
    goes_on = ends("Nối Tiếp", 20)
    accounts.give_role(
        session,
        session.get_one(Account, goes_on.account_id),
        goes_on.role,
        people.now,
        organization_id=goes_on.organization_id,
        valid_from=goes_on.valid_until,
    )
    ends("Nơi Khác", 20, world.dawn)
    session.flush()
    client = signed_in(people.officer(world.north))
    listed = Page(client.get(f"{HERE}/?trang_thai=sap_het"))
    assert [row[0] for row in listed.rows()] == ["Sắp Hết"]


@pytest.mark.either_database
def test_who_moves_out_of_reach_is_sent_to_a_superior_of_both_places(
    signed_in: SignedIn, world: World, people: People
) -> None:
    mover, client = people.officer(world.dawn, "Vũ Mai"), signed_in(people.officer(world.north))
    page = Page(client.get(f"{HERE}/can-bo/them"))
    fields = {"name": "Vũ Mai", "login": mover.account.login, "place": "SEN"}
    answer = Page(page.send(client, fields))
    assert "cấp trên chung của hai nơi" in " ".join(answer.mistakes)
    assert answer.soup.select_one("input[name=login]") is not None
