"""Mending a name or a login: by superiors, and one's own name by everybody."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Account, accounts
from benefits.audit import Entry
from benefits.wording.acts import act_told
from tests.faces.conftest import SignedIn
from tests.faces.people import PASSWORD, People, Visitor
from tests.faces.test_accounts import CUC, HERE, acts, page_of, secret_on, sign_in
from tests.page import Page
from tests.world import World

OWN, MANAGERS_OWN = "/cong-doan/toi/ho-ten", "/doi-tac/ho-ten"


def corrected(client: Visitor, account: Account, **fields: str) -> Page:
    page = Page(client.get(f"{HERE}/{account.id}/sua"))
    return Page(page.send(client, fields, follow_redirects=True))


def test_a_superior_mends_a_login_and_every_browser_is_out(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People, session: Session
) -> None:
    below = people.officer(world.lotus, "Nguyễn Thị Ngư")
    theirs, client = signed_in(below), signed_in(people.officer(world.north))
    assert theirs.get("/cong-doan/").status_code == 200
    assert "Sửa tên, tên đăng nhập" in page_of(client, below).links()
    old = below.account.login
    page = corrected(client, below.account, name="Nguyễn Thị Nga", login="0912 345 678")
    assert page.heading == "Nguyễn Thị Nga"
    assert "0912345678" in page.text
    assert theirs.get("/cong-doan/").status_code == 303
    assert sign_in(visitor, old, PASSWORD).status == 422
    assert sign_in(visitor, "0912345678", PASSWORD).heading == "CĐCS Công ty Hoa Sen"
    [entry] = session.scalars(select(Entry).where(Entry.act == "account_corrected"))
    assert entry.fields["fields"] == ["name", "login"]
    assert act_told(entry.act, entry.fields) == "Sửa tài khoản: tên, tên đăng nhập"


@pytest.mark.either_database
def test_a_name_alone_signs_nobody_out(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    below = people.officer(world.lotus, "Nguyễn Thị Ngư")
    theirs, client = signed_in(below), signed_in(people.officer(world.north))
    corrected(client, below.account, name="Nguyễn Thị Nga")
    assert theirs.get("/cong-doan/").status_code == 200
    assert "Nguyễn Thị Nga" in Page(client.get(f"{HERE}/?tim=thi+nga")).text
    noted = len(acts(session))
    corrected(client, below.account, name="Nguyễn Thị Nga ")
    assert len(acts(session)) == noted, "nothing was mended"


def test_a_mistaken_invitation_opens_nothing_and_a_right_one_is_printed(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People, session: Session
) -> None:
    client = signed_in(people.officer(world.north))
    mistaken = CUC | {"login": "cuc@hoasen.exmaple"}
    sent = secret_on(Page(Page(client.get(f"{HERE}/can-bo/them")).send(client, mistaken)))
    made = accounts.account_of(session, mistaken["login"])
    letter = corrected(client, made, login=CUC["login"])
    assert letter.heading == "Thư mời đăng nhập"
    assert CUC["login"] in letter.text
    assert sign_in(visitor, mistaken["login"], sent).status == 422
    assert sign_in(visitor, CUC["login"], sent).status == 422
    assert sign_in(visitor, CUC["login"], secret_on(letter)).heading == "Đổi mật khẩu"
    assert {"account_corrected", "account_reset"} <= set(acts(session))


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"login": "officer2@hoaphuong.example"}, "Đã có tài khoản dùng tên đăng nhập này."),
        ({"login": " Officer2@HoaPhuong.example"}, "Đã có tài khoản dùng tên đăng nhập này."),
        ({"login": "member:1"}, "Cần tên đăng nhập: email hoặc số điện thoại."),
        ({"login": " "}, "Cần điền mục này."),
        ({"name": " "}, "Cần điền mục này."),
    ],
)
def test_what_cannot_stand_is_said_beside_the_field(
    signed_in: SignedIn, world: World, people: People, fields: dict[str, str], said: str
) -> None:
    below = people.officer(world.lotus)
    client = signed_in(people.officer(world.north))
    page = corrected(client, below.account, **fields)
    assert (page.status, page.mistakes) == (422, [said])
    assert below.account.login == "officer1@hoaphuong.example"


@pytest.mark.either_database
def test_nobody_mends_a_peer_or_someone_who_also_acts_elsewhere(
    signed_in: SignedIn, world: World, people: People
) -> None:
    me, peer, both = (people.officer(each) for each in (world.north, world.north, world.lotus))
    role = both.role.role
    at = world.province.id
    accounts.give_role(people.session, both.account, role, people.now, organization_id=at)
    client = signed_in(me)
    token = Page(client.get(f"{HERE}/can-bo/them")).form()["csrf_token"]
    for each in (me, peer, both):
        assert client.get(f"{HERE}/{each.account.id}/sua").status_code == 409
        fields = {"csrf_token": token, "name": "Ai đó", "login": "ai@do.example"}
        assert client.post(f"{HERE}/{each.account.id}/sua", data=fields).status_code == 409
        assert each.account.name == "Nguyễn Văn An"
    assert "Sửa tên, tên đăng nhập" not in page_of(client, peer).links()


def test_everybody_mends_the_own_name_and_no_more(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    me = people.officer(world.lotus, "Nguyễn Văn Anh")
    client, login = signed_in(me), me.account.login
    page = Page(client.get(OWN))
    fields = {"name": "Nguyễn Vân Anh", "login": "khac@hoasen.example"}
    shown = Page(page.send(client, fields, follow_redirects=True))
    assert "Nguyễn Vân Anh" in shown.text
    assert me.account.login == login
    [entry] = session.scalars(select(Entry).where(Entry.act == "account_corrected"))
    assert (entry.account_id, entry.fields["fields"]) == (me.account.id, ["name"])
    assert Page(page.send(client, {"name": " "})).mistakes == ["Cần điền mục này."]


def test_a_manager_mends_the_own_name_and_a_cashier_does_not(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    me = people.manager(world.pharmacy, "Phạm Thị Quàn")
    client, login = signed_in(me), me.account.login
    page = Page(client.get(Page(client.get("/doi-tac/")).links()["Sửa họ tên"]))
    assert page.form()["name"] == "Phạm Thị Quàn"
    refused = Page(page.send(client, {"name": " "}))
    assert (refused.status, refused.mistakes) == (422, ["Cần điền mục này."])
    fields = {"name": "Phạm Thị Quản", "login": "khac@ankhang.example"}
    shown = Page(page.send(client, fields, follow_redirects=True))
    assert "Đã lưu họ tên." in shown.text
    assert "Phạm Thị Quản" in shown.text
    assert me.account.login == login
    [entry] = session.scalars(select(Entry).where(Entry.act == "account_corrected"))
    assert (entry.account_id, entry.fields["fields"]) == (me.account.id, ["name"])
    cashier = signed_in(people.cashier(world.outlet))
    assert "Sửa họ tên" not in Page(cashier.get("/doi-tac/")).links()
    assert cashier.get(MANAGERS_OWN).status_code == 404
