"""Looking after accounts: superiors may, peers and strangers may not."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Account, accounts
from benefits.audit import Entry
from tests.faces.conftest import SignedIn
from tests.faces.people import PASSWORD, People, Visitor
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/tai-khoan"


def secret_on(page: Page) -> str:
    shown = page.soup.select_one("code.secret")
    assert shown is not None
    return shown.get_text()


def sign_in(visitor: Visitor, login: str, secret: str) -> Page:
    page = Page(visitor.get("/cong-doan/dang-nhap"))
    fields = {"login": login, "secret": secret}
    return Page(page.send(visitor, fields, follow_redirects=True))


def test_an_officer_adds_one_below_who_can_sign_in(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People, session: Session
) -> None:
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{HERE}/can-bo/them"))
    fields = {"name": "Lê Thị Cúc", "login": "cuc@hoasen.example", "unit": "SEN"}
    shown = Page(page.send(client, fields))
    assert shown.heading == "Mật khẩu lần đầu"
    assert sign_in(visitor, "cuc@hoasen.example", secret_on(shown)).heading == "Đổi mật khẩu"
    made = accounts.account_of(session, "cuc@hoasen.example")
    entry = session.scalars(select(Entry).where(Entry.act == "account_added")).one()
    assert entry.subject_key == str(made.id)


def test_the_secret_is_nowhere_in_the_database(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{HERE}/can-bo/them"))
    fields = {"name": "Lê Thị Cúc", "login": "cuc@hoasen.example", "unit": "SEN"}
    secret = secret_on(Page(page.send(client, fields)))
    made = accounts.account_of(session, "cuc@hoasen.example")
    assert secret not in (made.secret_hash or "")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"unit": "BM"}, "phạm vi"),
        ({"unit": "T"}, "phạm vi"),
        ({"login": "officer1@hoaphuong.example"}, "Đã có tài khoản"),
        ({"name": " "}, "Cần điền"),
    ],
)
def test_what_cannot_be_added_is_said_beside_the_field(
    signed_in: SignedIn, world: World, people: People, fields: dict[str, str], said: str
) -> None:
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{HERE}/can-bo/them"))
    good = {"name": "Lê Thị Cúc", "login": "cuc@hoasen.example", "unit": "SEN"}
    answer = Page(page.send(client, good | fields))
    assert answer.status == 422
    assert said in answer.mistakes[0]


def test_a_manager_is_added_only_to_a_partner_one_looks_after(
    signed_in: SignedIn, world: World, people: People
) -> None:
    fields = {"name": "Phạm Quản", "login": "0909 123 456", "partner": "AK"}
    for unit, status in ((world.province, 200), (world.north, 422)):
        client = signed_in(people.officer(unit))
        page = Page(client.get(f"{HERE}/quan-ly/them"))
        assert page.send(client, fields).status_code == status


def test_the_list_shows_who_is_in_reach_and_what_may_be_done(
    signed_in: SignedIn, world: World, people: People
) -> None:
    me = people.officer(world.north, "Cán bộ Bắc")
    people.officer(world.lotus, "Cán bộ Sen")
    people.officer(world.dawn, "Cán bộ Bình Minh")
    people.officer(world.province, "Cán bộ Tỉnh")
    page = Page(signed_in(me).get(HERE, follow_redirects=True))
    rows = {row[0].split(" officer")[0]: row for row in page.rows()}
    assert rows.keys() == {"Cán bộ Bắc", "Cán bộ Sen"}
    assert "Cấp lại mật khẩu" in rows["Cán bộ Sen"][3]
    assert rows["Cán bộ Bắc"][3] == "Do cấp trên quản lý"
    found = Page(signed_in(me).get(f"{HERE}/?tim=sen"))
    assert [row[1] for row in found.rows()] == ["CĐCS Công ty Hoa Sen"]


def test_a_superior_renews_a_password_and_every_browser_is_out(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People
) -> None:
    below = people.officer(world.lotus)
    theirs, client = signed_in(below), signed_in(people.officer(world.north))
    assert theirs.get("/cong-doan/").status_code == 200
    page = Page(client.get(f"{HERE}/"))
    secret = secret_on(Page(page.send(client, action=f"{below.account.id}/cap-lai")))
    assert theirs.get("/cong-doan/").status_code == 303
    assert sign_in(visitor, below.account.login, PASSWORD).status == 422
    assert sign_in(visitor, below.account.login, secret).heading == "Đổi mật khẩu"


def test_locking_and_unlocking(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People
) -> None:
    below = people.officer(world.lotus)
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{HERE}/"))
    page = Page(page.send(client, action=f"{below.account.id}/khoa", follow_redirects=True))
    assert sign_in(visitor, below.account.login, PASSWORD).status == 422
    page.send(client, action=f"{below.account.id}/mo")
    assert sign_in(visitor, below.account.login, PASSWORD).heading == "CĐCS Công ty Hoa Sen"


def test_nobody_takes_over_a_peer_or_someone_who_also_acts_elsewhere(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    peer, both = people.officer(world.north), people.officer(world.lotus)
    accounts.give_role(
        session, both.account, both.role.role, people.now, organization_id=world.province.id
    )
    client = signed_in(people.officer(world.north))
    token = Page(client.get(f"{HERE}/can-bo/them")).form()["csrf_token"]
    for account in (peer.account, both.account):
        answer = client.post(f"{HERE}/{account.id}/cap-lai", data={"csrf_token": token})
        assert answer.status_code == 409
        assert "Chỉ cấp trên" in Page(answer).text
    assert session.get_one(Account, peer.account.id).must_change is False
