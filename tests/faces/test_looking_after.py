"""Accounts a superior still looks after: the last of a unit, owners at a till, who left."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from benefits.access import Added, Role, accounts
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.faces.test_accounts import HERE, page_of, secret_on, sign_in
from tests.page import Page
from tests.world import World


def test_of_two_who_leave_on_one_day_to_come_the_second_is_the_last(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    both = people.officer(world.lotus, "Lê Một"), people.officer(world.lotus, "Lê Hai")
    answers = []
    for each in both:
        client = signed_in(each)
        page = page_of(client, each)
        days = {"last_day": "2026-12-31"}
        answers.append(Page(page.send(client, days, action="ket-thuc", follow_redirects=True)))
    assert ["cán bộ cuối cùng" in answer.text for answer in answers] == [False, True]
    for each in both:
        session.refresh(each.role)
    assert [each.role.valid_until for each in both] == [date(2027, 1, 1), None]
    client = signed_in(both[1])
    today = page_of(client, both[1]).send(client, action="ket-thuc", follow_redirects=True)
    assert "cán bộ cuối cùng" in Page(today).text  # the first would be alone, and then nobody


@pytest.mark.either_database
def test_an_owner_who_stands_at_a_till_is_looked_after_as_before(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    owner, client = people.manager(world.pharmacy), signed_in(people.officer(world.province))
    cashier = people.cashier(world.outlet)
    till = accounts.give_role(
        session, owner.account, Role.CASHIER, people.now, outlet_id=world.outlet.id
    )
    page = page_of(client, owner)
    assert f"{world.outlet.name}" in page.text
    assert "Thu ngân" in page.text
    letter = Page(page.send(client, action="cap-lai"))
    assert secret_on(letter)
    page_of(client, owner).send(client, action=f"{till.id}/ket-thuc")
    told = "Thu ngân · kết thúc trước khi qua ngày đầu tiên Đã rút lại"
    assert f"{world.outlet.name} {told}" in page_of(client, owner).text
    assert client.get(f"{HERE}/{cashier.account.id}/").status_code == 404
    token = Page(client.get(f"{HERE}/can-bo/them")).form()["csrf_token"]
    ended = client.post(f"{HERE}/vai-tro/{cashier.role.id}/ket-thuc", data={"csrf_token": token})
    assert ended.status_code == 404


def test_a_new_password_is_good_at_once_for_whoever_mistyped_the_old_one(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People
) -> None:
    below, client = people.officer(world.lotus), signed_in(people.officer(world.north))
    for _each in range(5):
        sign_in(visitor, below.account.login, "không nhớ nữa")
    page = page_of(client, below)
    assert "Phải chờ đến" in page.text
    secret = secret_on(Page(page.send(client, action="cap-lai")))
    assert "Phải chờ đến" not in page_of(client, below).text
    assert sign_in(visitor, below.account.login, secret).heading == "Đổi mật khẩu"


@pytest.mark.either_database
def test_where_somebody_who_left_is_signed_in_now_is_nobodys_business(
    signed_in: SignedIn, world: World, people: People
) -> None:
    went = people.officer(world.lotus)
    went.role.valid_from, went.role.valid_until = date(2026, 1, 1), date(2026, 4, 1)
    now_at = accounts.give_role(
        people.session, went.account, Role.OFFICER, people.now, organization_id=world.dawn.id
    )
    signed_in(Added(went.account, now_at, ""))
    for unit, seen in ((world.north, False), (world.province, True)):
        page = page_of(signed_in(people.officer(unit)), went)
        assert ("Trình duyệt" in page.text) is seen
