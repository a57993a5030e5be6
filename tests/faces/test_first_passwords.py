"""A first password is used once: what the letter it stood in opens no more, whoever holds it."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from benefits.access import accounts
from benefits.jobs import Job
from tests.faces.conftest import SignedIn, Work
from tests.faces.invitations import CUC, LETTERS, letters_of, looked_at, made, secret_in
from tests.faces.people import People, Visitor
from tests.faces.test_accounts import sign_in
from tests.page import Page
from tests.world import World

LOGIN, OWN = "0912345678", "hoa sen tháng tám"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.north, "Trần Văn Bắc"))


@pytest.fixture
def letter(officer: Visitor, session: Session, work: Work) -> str:
    """The first password of a colleague at the officer's own unit."""
    made(officer, f"BAC\tLê Thị Cúc\t{LOGIN}")
    work()
    [(text, _)] = letters_of(officer, session)
    return secret_in(text)


def come_in(visitor: Visitor, letter: str, chosen: str) -> TestResponse:
    page = sign_in(visitor, LOGIN, letter)
    return page.send(visitor, {"present": letter, "chosen": chosen, "again": chosen})


@pytest.mark.either_database
def test_who_invited_a_colleague_cannot_do_so_again_after_a_reset(
    *, officer: Visitor, visitor: Visitor, people: People, session: Session, letter: str
) -> None:
    come_in(visitor, letter, OWN)
    account = accounts.account_of(session, LOGIN)
    accounts.reset(session, account, people.now)
    session.flush()
    again = f"{LETTERS}nguoi/{account.id}/in"
    page = Page(officer.get(f"/cong-doan/tai-khoan/{account.id}/"))
    assert again not in str(page.soup)
    assert "In lại" not in Page(officer.get(LETTERS)).text
    officer.post(again, data={"csrf_token": page.form("/dang-xuat")["csrf_token"]})
    assert session.scalar(select(func.count()).select_from(Job)) == 1


@pytest.mark.either_database
@pytest.mark.parametrize("typed", [str, str.lower, lambda letter: letter.replace("-", "")])
def test_a_first_password_is_not_taken_for_ones_own(
    visitor: Visitor, session: Session, letter: str, typed: type[str]
) -> None:
    told = Page(come_in(visitor, letter, typed(letter)))
    assert "Đây là mật khẩu lần đầu" in " ".join(told.mistakes)
    assert accounts.account_of(session, LOGIN).must_change


@pytest.mark.either_database
def test_nobody_below_holds_a_password_that_comes_to_open_more(
    *,
    officer: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
    work: Work,
) -> None:
    """Who had a letter printed has read it: with a role above, it would be that officer's, too."""
    made(officer, CUC)
    work()
    account = accounts.account_of(session, LOGIN)
    above, peer = (signed_in(people.officer(unit)) for unit in (world.province, world.north))
    giving = f"/cong-doan/tai-khoan/{account.id}/giao/can-bo"

    def given(client: Visitor, code: str) -> TestResponse:
        return Page(client.get(giving)).send(client, {"place": code})

    said = "chưa vào lần đầu"
    assert said in " ".join(Page(given(above, "T")).mistakes)
    assert said in looked_at(above, f"T\tLê Thị Cúc\t{LOGIN}").text
    role = people.officer(world.dawn).role
    leaving = Page(above.get(f"/cong-doan/ban-giao/{role.id}"))
    fields = {"login": LOGIN, "name": "Lê Thị Cúc", "day": "2026-05-10", "is_sure": "y"}
    assert said in " ".join(Page(leaving.send(above, fields)).mistakes)
    assert given(peer, "BAC").status_code == 303
    page = Page(above.get(f"/cong-doan/tai-khoan/{account.id}/"))
    page.send(above, action=f"{LETTERS}nguoi/{account.id}/in")
    work()
    assert given(above, "T").status_code == 303


@pytest.mark.either_database
def test_work_that_waited_prints_no_letter_that_opens_more_than_its_officer_may(
    *,
    officer: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
    work: Work,
) -> None:
    made(officer, CUC)
    account = accounts.account_of(session, LOGIN)
    above = signed_in(people.officer(world.province))
    page = Page(above.get(f"/cong-doan/tai-khoan/{account.id}/giao/can-bo"))
    assert page.send(above, {"place": "T"}).status_code == 303
    work()
    assert session.scalars(select(Job.error)).one() == "nobody_to_invite"
    session.refresh(account)
    assert account.secret_hash is None


@pytest.mark.either_database
def test_who_came_in_is_given_more_by_anybody(
    *,
    visitor: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
    letter: str,
) -> None:
    come_in(visitor, letter, OWN)
    account = accounts.account_of(session, LOGIN)
    above = signed_in(people.officer(world.province))
    page = Page(above.get(f"/cong-doan/tai-khoan/{account.id}/giao/can-bo"))
    assert page.send(above, {"place": "T"}).status_code == 303
